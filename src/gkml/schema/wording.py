"""Explains a validation error of pydantic: a Chinese message with the fault and its remedy in terms of the field."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from gkml.diagnostics import Route
from gkml.diagnostics.quoting import nearest, shown
from gkml.schema.types import Expected

Fields = Mapping[str, FieldInfo]


class WordedRefusal(NamedTuple):
    """A refusal: its code, the route of the value (or, `at_key`, of the key) and the message."""

    code: str
    route: Route
    message: str
    at_key: bool = False


def wording(model: type[BaseModel], error: ErrorDetails) -> WordedRefusal | None:
    """Returns the refusal of a value that does not fit `model`, None if the error only follows from others."""
    route, kind, value = _route(error), error["type"], error["input"]
    fields = _fields_at(model, route)
    if kind == "default_factory_not_called" or (kind == "too_short" and value):
        return None  # The value that the default follows from, or each of the entries, has an error of its own.
    if kind == "extra_forbidden":
        return WordedRefusal("K020", route, _unknown_key(str(route[-1]), fields, model), at_key=True)
    if kind == "missing":
        return WordedRefusal("K021", route, f"缺少“{route[-1]}”，请补上{_meaning(fields, route)}")
    if route and route[-1] == "items" and value in ("", []):
        return WordedRefusal("K029", route, "items 是空的，编译后会整组消失；请补上事项，或删去这一组", at_key=True)
    if value == "":
        return WordedRefusal("K023", route, _blank(fields, route), at_key=True)
    if kind == "string_pattern_mismatch":
        message = _no_match(fields.get(_key(route)), error)
    else:
        explain = _EXPLAIN.get(kind)
        message = explain(error, route) if explain else f"{_quoted(error)}不合要求（{error['msg']}）"
    return WordedRefusal("K022" if kind in _TYPE_ERRORS else "K023", route, message)


def meant(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Returns the errors without those of union members that were probably not meant: other members have fewer errors."""
    complaints: Counter[Loc] = Counter()
    for error in errors:
        for place in _members(error["loc"]):
            # A member that does not match at all was less likely meant than one with faults inside.
            complaints[place] += _NO_MATCH_AT_ALL if place == error["loc"] else 1
    fewest: dict[Loc, int] = {}
    for place, count in complaints.items():
        fewest[place[:-1]] = min(count, fewest.get(place[:-1], count))
    return [e for e in errors if all(complaints[place] == fewest[place[:-1]] for place in _members(e["loc"]))]


Loc = tuple[int | str, ...]
_NO_MATCH_AT_ALL = 1_000
_UNION_MEMBERS = {"str", "PrefaceHeading", "Column", "ColumnGroup"}


def _members(loc: Loc) -> list[Loc]:
    """The beginnings of a place that end in the name of a union's member, which pydantic puts after a list's index."""
    return [
        loc[: end + 1]
        for end, step in enumerate(loc)
        if step in _UNION_MEMBERS and end and isinstance(loc[end - 1], int)
    ]


def _route(error: ErrorDetails) -> Route:
    """Returns the error's place without the names of union members."""
    names = {len(place) - 1 for place in _members(error["loc"])}
    return tuple(step for number, step in enumerate(error["loc"]) if number not in names)


_TYPE_ERRORS = {
    "string_type", "list_type", "tuple_type", "dict_type", "model_type", "model_attributes_type", "int_type",
    "float_type", "bool_type", "date_type",
}  # fmt: skip


def _fields_at(model: type[BaseModel], route: Route) -> Fields:
    """Returns the fields that the mapping may have in which the last step of `route` is a key."""
    models = [model]
    for step in route[:-1]:
        below = [m for parent in models for m in _models_in(_annotation(parent, step))]
        models = below or models
    return {name: field for model in models for name, field in model.model_fields.items()}


def _annotation(model: type[BaseModel], step: str | int) -> Any:
    field = model.model_fields.get(step) if isinstance(step, str) else None
    return field.annotation if field else None


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def _quoted(error: ErrorDetails) -> str:
    value = error["input"]
    if isinstance(value, str):
        return f"“{shown(value)}”"
    return "这里的列表" if isinstance(value, list) else "这里的键值"


def _key(route: Route) -> str:
    """Returns the key that a route ends at or in the list of which it ends."""
    return next((step for step in reversed(route) if isinstance(step, str)), "")


def _name(route: Route) -> str:
    return shown(_key(route))


def _unknown_key(key: str, fields: Fields, model: type[BaseModel]) -> str:
    mistake = _mistyped(key)
    if mistake:
        return mistake
    if key in model.model_fields and key not in fields:
        return f"“{key}”要写在文件最外层，不在这里"
    hint = nearest(key, fields)
    own = "表式自有的列请写在 extra 下" if "extra" in fields else f"可用的键：{'、'.join(fields)}"
    return f"不认识的键“{shown(key)}”；{hint or own}"


def _mistyped(key: str) -> str:
    """Returns the message for a key that is a typing mistake, "" if it is another unknown key."""
    if key == "<<":
        return "不收 YAML 的合并键 <<；几个事项相同的值请写进 defaults"
    if "：" in key:
        return f"键“{shown(key)}”里有全角冒号；请写成半角冒号加一个空格"
    if match := re.match("[A-Za-z_]+(?=:)", key):
        return f"键“{shown(key)}”的冒号后面要空一格，写成“{match[0]}: ”"
    if key.strip("\u3000\u00a0") != key:
        return f"键“{shown(key.strip())}”前后有全角空格或不换行空格，YAML 不当缩进；请换成半角空格"
    return "" if key else "冒号前面没有键"


def _meaning(fields: Fields, route: Route) -> str:
    field = fields.get(str(route[-1]))
    return f"（{_short(field.description)}）" if field and field.description else ""


def _short(description: str) -> str:
    """Returns the description of a field without its remarks in brackets."""
    return description.split("（", 1)[0]


def _blank(fields: Fields, route: Route) -> str:
    field = fields.get(str(route[-1]))
    instead = "" if field and field.is_required() else "，或删去这一行"
    return f"“{_name(route)}”空着；请填上{_meaning(fields, route)}{instead}"


def _no_mapping(error: ErrorDetails, route: Route) -> str:
    value = error["input"]
    if isinstance(value, str) and "：" in value:
        return f"{_quoted(error)}用了全角冒号；请写成“键: 值”（半角冒号加一个空格）"
    if isinstance(value, str) and ":" in value:
        return f"{_quoted(error)}里的冒号后面要空一格，才是“键: 值”"
    if not isinstance(route[-1], str):
        return f"{_quoted(error)}应写成“键: 值”"
    return f"“{_name(route)}”下面应是“键: 值”，这里写成了{'列表' if isinstance(value, list) else _quoted(error)}"


def _no_list(error: ErrorDetails, route: Route) -> str:
    value = error["input"]
    first = str(next(iter(value), "")) if isinstance(value, dict) else ""
    if first[:1] in {"-", "－", "—", "–", "•", "·"}:
        return f"“{shown(first)}”前面的“{first[0]}”要写成半角的“-”再空一格，才是列表的一行"
    return f"“{_name(route)}”应是列表：每项另起一行，以“- ”开头"


def _no_match(field: FieldInfo | None, error: ErrorDetails) -> str:
    """Returns the message for a value that does not match the pattern of its field."""
    expected = next(_expected(field), None) if field else None
    if expected:
        return expected.message.format(_quoted(error))
    meaning = f"，应是{_short(field.description)}" if field and field.description else ""
    return f"{_quoted(error)}的写法不对{meaning}"


def _expected(field: FieldInfo) -> Iterator[Expected]:
    """What is declared beside the pattern: on the field, or on a type that its annotation is made of."""
    yield from (each for each in field.metadata if isinstance(each, Expected))
    pending = [field.annotation]
    while pending:
        annotation = pending.pop()
        yield from (each for each in getattr(annotation, "__metadata__", ()) if isinstance(each, Expected))
        pending += get_args(annotation)


def _no_text(error: ErrorDetails, route: Route) -> str:
    given = "列表" if isinstance(error["input"], list) else "“键: 值”"
    return f"“{_name(route)}”应是一段文字，这里写成了{given}"


def _no_number(error: ErrorDetails, route: Route) -> str:
    return f"“{_name(route)}”应是数字，不能是{_quoted(error)}"


def _too_large(error: ErrorDetails, route: Route) -> str:
    newer = "；也许需要新版的 gkml" if route in {("format",), ("version",)} else ""
    return f"{_quoted(error)}太大，最大是 {error['ctx']['le']:g}{newer}"


def _no_choice(error: ErrorDetails, route: Route) -> str:
    choices = re.findall("'([^']*)'", error["ctx"]["expected"])
    return f"{_quoted(error)}不在可选之列；可选：{'、'.join(choices)}"


_EXPLAIN: dict[str, Callable[[ErrorDetails, Route], str]] = {
    "string_type": _no_text,
    "list_type": _no_list,
    "tuple_type": _no_list,
    "dict_type": _no_mapping,
    "model_type": _no_mapping,
    "model_attributes_type": _no_mapping,
    "string_too_long": lambda error, route: f"{_quoted(error)}太长，最多 {error['ctx']['max_length']} 个字符",
    "too_short": lambda error, route: f"“{_name(route)}”是空的；至少要有一项",
    "too_long": lambda error, route: f"“{_name(route)}”太多，最多 {error['ctx']['max_length']} 项",
    "int_type": _no_number,
    "int_parsing": _no_number,
    "int_parsing_size": _no_number,
    "int_from_float": _no_number,
    "float_type": _no_number,
    "float_parsing": _no_number,
    "finite_number": _no_number,
    "bool_type": lambda error, route: f"“{_name(route)}”应是 true 或 false，不能是{_quoted(error)}",
    "bool_parsing": lambda error, route: f"“{_name(route)}”应是 true 或 false，不能是{_quoted(error)}",
    "greater_than": lambda error, route: f"{_quoted(error)}太小，要大于 {error['ctx']['gt']:g}",
    "greater_than_equal": lambda error, route: f"{_quoted(error)}太小，至少是 {error['ctx']['ge']:g}",
    "less_than_equal": _too_large,
    "value_error": lambda error, route: _value_error(error),
    "date_type": lambda error, route: f"{_quoted(error)}应是日期，写成 2024-03-29 的样子",
    "date_from_datetime_parsing": lambda error, route: f"{_quoted(error)}不是存在的日期",
    "date_parsing": lambda error, route: f"{_quoted(error)}不是存在的日期",
    "literal_error": _no_choice,
}


def _value_error(error: ErrorDetails) -> str:
    message = str(error["ctx"]["error"])
    return f"{_quoted(error)}：{message}" if isinstance(error["input"], str) else message
