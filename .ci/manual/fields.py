"""The pages of the file formats: every key of a kind of file with its description, read from its JSON Schema."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from gkml.project.schemas import schema_text
from gkml.project.workspace import Home

FILES = {
    "catalog": "目录",
    "annual-report": "年度报告",
    "work-plan": "工作方案",
    "config": "工作区配置 gkml.yaml",
    "profile": "表式",
}
_TYPES = {
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "true 或 false",
    "array": "列表",
    "object": "键和值",
}


def pages() -> Iterator[tuple[str, str]]:
    """Yields one page for each kind of file."""
    for name, title in FILES.items():
        schema = json.loads(schema_text(name, Home(None).profiles))
        lines = [f"# {title}的全部键", "", f"由程序自己生成；`gkml schema {name}` 输出同样内容的 JSON Schema。", ""]
        lines += _table("最外层", schema)
        for part, definition in sorted(schema.get("$defs", {}).items()):
            if definition.get("properties"):
                lines += _table(_title(part), definition)
        yield f"{name}.md", "\n".join(lines) + "\n"


def _title(part: str) -> str:
    return f"`{part}`"


def _table(title: str, schema: Mapping[str, Any]) -> Iterator[str]:
    """Yields the section of one model: a row for each key."""
    yield from (f"## {title}", "", "| 键 | 写什么 | 说明 |", "|---|---|---|")
    required = schema.get("required", ())
    for key, value in schema.get("properties", {}).items():
        about = value.get("description", "").replace("|", "\\|").replace("\n", " ")
        yield f"| `{key}`{'（必填）' if key in required else ''} | {_type(value)} | {about}{_default(value)} |"
    yield ""


def _type(value: Mapping[str, Any]) -> str:
    """Returns in words what may be written as a value."""
    if choices := [each for each in (value, *value.get("anyOf", ())) if "enum" in each]:
        return "、".join(f"`{choice}`" for choice in choices[0]["enum"][:20])
    if "$ref" in value:
        part = value["$ref"].rpartition("/")[2]
        return f"见 [{part}](#{part.lower()})"
    if value.get("type") == "array":
        return f"列表（{_type(value.get('items', {})) or '文字'}）"
    if options := value.get("anyOf"):
        words = (_type(each) for each in options if each.get("type") != "null")
        return " 或 ".join(dict.fromkeys(filter(None, words)))
    return _TYPES.get(str(value.get("type", "")), "")


def _default(value: Mapping[str, Any]) -> str:
    default = value.get("default")
    return f"；不写就是 `{json.dumps(default, ensure_ascii=False)}`" if default not in (None, "", [], {}, False) else ""
