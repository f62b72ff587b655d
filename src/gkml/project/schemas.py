"""Table forms and models in, lists and JSON Schemas out: what users and editors are told of what may be written."""

import json
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from pydantic import BaseModel, TypeAdapter

from gkml.catalog.profile import Column, Profile
from gkml.diagnostics import GkmlError
from gkml.formats import FORMATS
from gkml.kinds import KINDS
from gkml.project.config import Config

Profiles = Mapping[str, Profile]


def profile_list(profiles: Profiles) -> str:
    """Every form with its columns, each with the key that it is written under."""
    lines = ["每列写作“列标题=键”；序号和各级事项名称不用写键。", ""]
    for name, profile in sorted(profiles.items()):
        lines.append(f"{name}  {profile.title}")
        lines.append(f"    {' · '.join(_key(column) for column in profile.leaves)}")
        for name_of_list, form in profile.option_lists.items():
            lines.append(f"    选项（{name_of_list}）：{'、'.join((*form.options, form.other))}")
    return "\n".join(lines) + "\n"


def _key(column: Column) -> str:
    """A column's heading and the key that it is written under."""
    if column.shows in {"number", "level"}:
        return column.heading
    return f"{column.heading}={'extra' if column.shows == 'extra' else column.shows}"


_ABOUT = {
    "config": "工作区配置 gkml.yaml",
    "profile": "表式文件 schema/profiles/*.yaml",
    "findings": "gkml lint --output-format json 的输出",
    "due": "gkml due --output-format json 的输出",
    "calendar": "gkml calendar --output-format json 的输出",
    "law": "gkml law --output-format json 的输出",
    "import": "gkml import --report-format json 的输出",
    "diff": "gkml diff --output-format json 的输出",
    "review": "gkml review 写的 审核.json",
    "audit": "gkml audit --output-format json 的输出",
}


def _about() -> dict[str, str]:
    """Returns the names that `schema` takes, and what each describes: the kinds of document first."""
    return {**{key: f"{kind.name}文件" for key, kind in KINDS.items()}, **_ABOUT}


NAMES = tuple(_ABOUT)
"""The names that `schema_text` takes."""


def schema_list() -> str:
    """Returns the names that `schema` takes."""
    return "".join(f"{name}  {about}\n" for name, about in _about().items())


def schema_text(name: str, profiles: Profiles) -> str:
    """A JSON Schema (draft 2020-12) as text. Raises `GkmlError` for an unknown name."""
    about = _about()
    if name not in about:
        raise GkmlError(f"没有叫“{name}”的 schema；可选：{'、'.join(about)}")
    schema = _of_output(name) if name in _OUTPUTS else _of_model(name, profiles)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"gkml：{about[name]}"}
    return json.dumps({**head, **schema}, ensure_ascii=False, indent=2) + "\n"


_OUTPUTS = {
    "findings": "lint.json",
    "due": "due_json",
    "calendar": "agenda_json",
    "law": "law_json",
    "import": "import_json",
    "diff": "diff_json",
    "review": "review_json",
    "audit": "audit_json",
}
"""The module of `report` whose `Output` is printed."""


def _of_output(name: str) -> dict[str, Any]:
    output = import_module(f"gkml.report.{_OUTPUTS[name]}").Output
    return _without_docstrings(_without_titles(TypeAdapter(output).json_schema(mode="serialization")))


_MODELS: dict[str, type[BaseModel]] = {"config": Config, "profile": Profile}


def _of_model(name: str, profiles: Profiles) -> dict[str, Any]:
    model = KINDS[name].model if name in KINDS else _MODELS[name]
    schema: dict[str, Any] = _plain(_without_titles(model.model_json_schema()))
    if name == "catalog":
        _add_choices(schema, profiles)
    if name == "config":
        schema["properties"]["formats"]["anyOf"] = _list_or_one({"enum": list(FORMATS)})
    return _without_docstrings(schema)


def _without_docstrings(schema: dict[str, Any]) -> dict[str, Any]:
    """Removes the docstrings of the models, which are for maintainers; every field has its own words."""
    for part in (schema, *schema.get("$defs", {}).values()):
        part.pop("description", None)
    return schema


def _without_titles(node: Any) -> Any:
    """Returns a JSON Schema without pydantic's English titles."""
    if isinstance(node, list):
        return [_without_titles(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    return {key: _without_titles(value) for key, value in node.items() if key != "title" or not isinstance(value, str)}


def _plain(node: Any) -> Any:
    """Adds to a JSON Schema that a list of texts may be written as one text, as `profile.TextList` takes it."""
    if isinstance(node, list):
        return [_plain(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _plain(value) for key, value in node.items()}
    if kept.get("type") == "array" and kept.get("items") == {"type": "string"} and "prefixItems" not in kept:
        del kept["type"], kept["items"]
        kept["anyOf"] = _list_or_one({"type": "string"})
    if kept.get("additionalProperties") == {"type": "string"}:
        kept["additionalProperties"] = {"type": ["string", "number", "boolean"]}
    return kept


def _list_or_one(entry: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": "array", "items": entry}, entry]


def _add_choices(schema: dict[str, Any], profiles: Profiles) -> None:
    """What an editor completes: the forms, and the values that the forms have columns and options for."""
    schema["properties"]["profile"] = {
        "description": "表式代号：" + "；".join(f"{name} {p.title}" for name, p in sorted(profiles.items())),
        "anyOf": [{"enum": sorted(profiles)}, {"type": "string"}],
    }
    options = {o: None for _, p in sorted(profiles.items()) for form in p.option_lists.values() for o in form.options}
    options["其他"] = None
    for definition in ("Item", "Disclosure"):
        fields = schema["$defs"][definition]["properties"]
        fields["channels"]["anyOf"] = _open_list(options)
        for field in ("audience", "mode", "tiers"):
            fields[field]["anyOf"] = _open_list(_ticks(field, profiles))


def _ticks(field: str, profiles: Profiles) -> dict[str, None]:
    return {c.tick: None for _, p in sorted(profiles.items()) for c in p.leaves if c.shows == field and c.tick}


def _open_list(names: Mapping[str, None]) -> list[dict[str, Any]]:
    """A list (or one) of texts; the known ones are offered, others are allowed."""
    return _list_or_one({"anyOf": [{"enum": list(names)}, {"type": "string"}]})
