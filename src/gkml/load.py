"""Sources in, catalogs out; what the schema refuses becomes diagnostics at the place of the value. Never raises on input."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from gkml.diagnostics import Diagnostic, Position, Route
from gkml.model import Catalog, Disclosure, Entry, Item
from gkml.profile import Profile
from gkml.refusals import REFUSALS
from gkml.source import Source

Profiles = Mapping[str, Profile]


class Loaded(NamedTuple):
    """What became of one source: an entry, or diagnostics that say why there is none."""

    source: Source
    entry: Entry | None
    diagnostics: tuple[Diagnostic, ...]


def load(source: Source, profiles: Profiles) -> Loaded:
    """Validates one source against the schema and its profile."""
    catalog_id = _text(source.data, "id")
    told = [_diagnostic(source, p.code, p.message, p.position, catalog_id) for p in source.problems]
    if source.data is None:
        return Loaded(source, None, tuple(told))
    catalog, refused = parse(Catalog, source)
    told += refused
    if catalog is None:
        return Loaded(source, None, tuple(told))
    profile = profiles.get(catalog.profile)
    if profile is None:
        hint = _nearest(catalog.profile, profiles)
        message = f"没有表式“{catalog.profile}”；{hint or '可选：' + '、'.join(sorted(profiles))}"
        told.append(refuse(source, "K024", ("profile",), message, catalog_id))
        return Loaded(source, None, tuple(told))
    told += [refuse(source, code, route, message, catalog_id) for code, route, message in _misfits(catalog, profile)]
    entry = None if told else Entry(source.file, catalog, profile)
    return Loaded(source, entry, tuple(told))


Model = TypeVar("Model", bound=BaseModel)


def parse(model: type[Model], source: Source) -> tuple[Model | None, list[Diagnostic]]:
    """The model of a source's data, or the diagnostics of all that is wrong with it."""
    try:
        return model.model_validate(source.data), []
    except ValidationError as error:
        catalog_id = _text(source.data, "id")
        return None, [_from_pydantic(source, detail, catalog_id) for detail in _told_once(error.errors())]


def same_ids(loads: Iterable[Loaded]) -> Iterator[Diagnostic]:
    """Two files that say they are the same edition of the same catalog."""
    first: dict[tuple[str, str], str] = {}
    for loaded in loads:
        if loaded.entry is None:
            continue
        catalog = loaded.entry.catalog
        other = first.setdefault((catalog.id, catalog.edition), loaded.source.file)
        if other != loaded.source.file:
            yield refuse(loaded.source, "K026", ("id",), same_edition(catalog.id, catalog.edition, other), catalog.id)


def same_edition(catalog: str, edition: str, other: str) -> str:
    """The message for a file whose catalog and edition `other` has already."""
    which = f"（版本“{edition}”）" if edition else "，又都没有写 edition"
    return f"目录代号“{catalog}”已经用在 {other}{which}；请改代号，或用 edition 区分版本"


def refuse(
    source: Source, code: str, route: Route, message: str, catalog: str = "", *, at_key: bool = False
) -> Diagnostic:
    """A refusal of the value at `route`."""
    return _diagnostic(source, code, message, source.locate(route, key=at_key), catalog, route)


def _diagnostic(
    source: Source, code: str, message: str, position: Position, catalog: str = "", route: Route = ()
) -> Diagnostic:
    item, field = item_and_field(source.data, route)
    return Diagnostic(code, REFUSALS[code].name, "error", message, source.file, position, catalog, item, field)


def item_and_field(data: Any, route: Route) -> tuple[str, str]:
    """The id of the item that a route leads into (as written: "" where none is), and the field below it."""
    item, field = "", ""
    for step in route:
        if isinstance(step, str):
            field = "" if step == "items" else field or step
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(step, int) and isinstance(data, dict) and not field:
            item = _text(data, "id")
    return item, field


def _text(data: Any, key: str) -> str:
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, str) else ""


# --- what pydantic says, in the words of the field ---


def _told_once(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """One error a place: a union reports every member that did not fit."""
    told: set[Route] = set()
    for error in errors:
        route = _route(error)
        if route not in told:
            told.add(route)
            yield error


def _route(error: ErrorDetails) -> Route:
    """The error's place without the names of union members that pydantic puts into it."""
    return tuple(step for step in error["loc"] if step not in _UNION_MEMBERS)


_UNION_MEMBERS = {"str", "PrefaceHeading", "Column", "ColumnGroup"}


def _from_pydantic(source: Source, error: ErrorDetails, catalog_id: str) -> Diagnostic:
    route, kind = _route(error), error["type"]
    if kind == "extra_forbidden":
        return refuse(source, "K020", route, _unknown_key(route), catalog_id, at_key=True)
    if kind == "missing":
        return refuse(source, "K021", route, f"缺少“{route[-1]}”{_meaning(route)}", catalog_id)
    explain = _EXPLAIN.get(kind)
    code = "K029" if kind == "too_short" and route[-1] == "items" else "K022" if kind in _TYPE_ERRORS else "K023"
    message = explain(error, route) if explain else f"{_quoted(error)}不合要求（{error['msg']}）"
    return refuse(source, code, route, message, catalog_id)


_TYPE_ERRORS = {"string_type", "list_type", "tuple_type", "dict_type", "model_type", "model_attributes_type"}


def _quoted(error: ErrorDetails) -> str:
    value = error["input"]
    if isinstance(value, str):
        return f"“{value if len(value) <= 40 else value[:40] + '…'}”"
    return "这里的列表" if isinstance(value, list) else "这里的键值"


def _unknown_key(route: Route) -> str:
    key = str(route[-1])
    if "：" in key:
        return f"键“{key}”里有全角冒号；请写成半角冒号加一个空格"
    if key in Catalog.model_fields and key not in Item.model_fields:
        return f"“{key}”要写在文件最外层，不在事项里"
    hint = _nearest(key, Item.model_fields if "items" in route else Catalog.model_fields)
    return f"不认识的键“{key}”；{hint or '表式自有的列请写在 extra 下'}"


def _nearest(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"是不是“{close[0]}”？" if close else ""


def _meaning(route: Route) -> str:
    model = Item if "items" in route else Catalog
    field = model.model_fields.get(str(route[-1]))
    return f"（{field.description}）" if field and field.description else ""


def _no_mapping(error: ErrorDetails, route: Route) -> str:
    value = error["input"]
    if isinstance(value, str) and ":" in value:
        return f"{_quoted(error)}里的冒号后面要空一格，才是“键: 值”"
    return f"{_quoted(error)}应写成“键: 值”"


def _pattern(error: ErrorDetails, route: Route) -> str:
    field = str(route[-1])
    if field == "region":
        return f"{_quoted(error)}不是六位行政区划代码，如 450200"
    if field == "id" and len(route) == 1:
        return f"目录代号{_quoted(error)}只能用小写字母、数字和连字符，如 liuzhou-scjg"
    return f"编号{_quoted(error)}只能用字母、数字、点、连字符和下划线，并以字母或数字开头"


_EXPLAIN: dict[str, Callable[[ErrorDetails, Route], str]] = {
    "string_type": lambda error, route: f"{_quoted(error)}应是一段文字",
    "list_type": lambda error, route: f"{_quoted(error)}应是列表，每行以“- ”开头",
    "tuple_type": lambda error, route: f"{_quoted(error)}应是列表，每行以“- ”开头",
    "dict_type": _no_mapping,
    "model_type": _no_mapping,
    "model_attributes_type": _no_mapping,
    "string_pattern_mismatch": _pattern,
    "string_too_short": lambda error, route: f"“{route[-1]}”不能空着",
    "string_too_long": lambda error, route: f"{_quoted(error)}太长，最多 {error['ctx']['max_length']} 个字符",
    "too_short": lambda error, route: "items 是空的，编译后会整组消失；请补上事项，或删去这一组",
    "int_parsing": lambda error, route: f"{_quoted(error)}应是整数",
    "greater_than_equal": lambda error, route: f"{_quoted(error)}太小，至少是 {error['ctx']['ge']}",
    "less_than_equal": lambda error, route: f"{_quoted(error)}太大，最多是 {error['ctx']['le']}；也许需要新版的 gkml",
    "value_error": lambda error, route: f"{_quoted(error)}：{error['ctx']['error']}",
    "date_from_datetime_parsing": lambda error, route: f"{_quoted(error)}不是存在的日期",
    "date_parsing": lambda error, route: f"{_quoted(error)}不是存在的日期",
    "literal_error": lambda error, route: f"{_quoted(error)}不在可选之列：{error['ctx']['expected']}",
}


# --- what the profile has no place for ---

Misfit = tuple[str, Route, str]


def _misfits(catalog: Catalog, profile: Profile) -> Iterator[Misfit]:
    yield from _repeated_ids(catalog)
    ticked = {f: t for f in ("audience", "mode", "tiers") if (t := profile.ticks(f)) is not None}
    if catalog.defaults:
        yield from _lost_values(catalog.defaults, ("defaults",), profile, ticked)
    yield from _item_misfits(catalog.items, ("items",), 1, profile, ticked)


def _repeated_ids(catalog: Catalog) -> Iterator[Misfit]:
    first: dict[str, Route] = {}
    for route, found in catalog.ids.items():
        if first.setdefault(found, route) != route:
            yield "K026", (*route, "id"), f"编号“{found}”在这份目录里用了两次；请删去一个，gkml fmt 会补上新编号"


def _item_misfits(
    items: tuple[Item, ...], route: Route, depth: int, profile: Profile, ticked: dict[str, tuple[str, ...]]
) -> Iterator[Misfit]:
    for index, item in enumerate(items):
        here = (*route, index)
        if depth > len(profile.levels):
            yield (
                "K025",
                here,
                f"表式 {profile.name} 只有 {len(profile.levels)} 级（{'、'.join(profile.levels)}），这里是第 {depth} 级",
            )
            continue
        if item.items is None:
            yield from _lost_values(item, here, profile, ticked)
            continue
        for field in sorted(item.model_fields_set & _LEAF_ONLY):
            yield (
                "K023",
                (*here, field),
                f"“{item.name}”下面还有事项，{field} 不会印出来；请移到下级，或写在 defaults 下",
            )
        if item.defaults:
            yield from _lost_values(item.defaults, (*here, "defaults"), profile, ticked)
        yield from _item_misfits(item.items, (*here, "items"), depth + 1, profile, ticked)


_LEAF_ONLY = frozenset(Disclosure.model_fields)


def _lost_values(
    part: Disclosure, route: Route, profile: Profile, ticked: dict[str, tuple[str, ...]]
) -> Iterator[Misfit]:
    for field, allowed in ticked.items():
        values: tuple[str, ...] = getattr(part, field)
        for place, value in enumerate(values):
            if value not in allowed:
                yield "K027", (*route, field, place), f"“{value}”没有列可勾；这个表式的可选值：{'、'.join(allowed)}"
    if part.options and part.options not in profile.option_lists:
        known = "、".join(profile.option_lists) or "（没有）"
        yield "K027", (*route, "options"), f"表式 {profile.name} 没有选项清单“{part.options}”；可选：{known}"
