"""Catalogs whose every text is a trap for some format, written as YAML for the program to build."""

import json
from pathlib import Path
from typing import Any

VALUES = {
    "formula": "=1+1",
    "formula_of_lotus": "@SUM(A1)",
    "formula_with_sign": "+1-1",
    "error_value": "#N/A",
    "leading_zero": "010",
    "long_number": "12345678901234567890",
    "truth": "TRUE",
    "date": "2024-03-29",
    "markup": "<b>&amp;</b>",
    "script": "<script>document.title='run'</script>",
    "image": "<img src=x onerror=\"document.title='run'\">",
    "end_of_cdata": "]]></w:t>",
    "template": "{{ 7*7 }}{% raw %}",
    "several_lines": "第一行\n第二行\n\n第四行",
    "last_line_empty": "只有一行\n",
    "tab": "甲\t 乙",
    "no_break_space": "甲\u00a0乙\u00a0",
    "ideographic_space": "\u3000甲\u3000",
    "spaces": "  前后都有空格  ",
    "quotation": "“双随机、一公开”",
    "beyond_the_basic_plane": "𠀀𠀁",
    "joined_emoji": "👨\u200d👩\u200d👧",
    "excel_escape": "_x0041_",
    "quoted": "'quoted",
    "double_quoted": '"a","b"',
    "link": "https://example.invalid/?a=1&b=2#c",
    "path": "..\\..\\C:\\CON",
    "percent": "%s{0}$1@size@",
    "only_a_dash": "-",
}
"""By name, so that a failure says which."""

LONG = "长" * 29_990 + "到此为止。"
LONG_ID = "a-b-c-d-e-f-g-h-p"
"""As long as an id may be but for its last sign."""
PROFILES = ("basic-8", "standard-15", "guangdong")
"""Forms of the three kinds: merged groups on A4, tick columns and a check-list on A3, lines above the table."""


def write(folder: Path) -> None:
    """One catalog for each of `PROFILES`."""
    folder.mkdir(parents=True)
    (folder / "gkml.yaml").write_text("version: 1\n", "utf-8")
    for profile in PROFILES:
        # JSON is YAML, and says exactly which characters a text has.
        text = json.dumps(_catalog(profile), ensure_ascii=False, indent=1)
        (folder / f"{profile}.yaml").write_text(text, "utf-8")


def _catalog(profile: str) -> dict[str, Any]:
    values = list(VALUES.values())
    batches = [values[start : start + 3] for start in range(0, len(values), 3)]
    groups = [{"name": f"{batch[0]}组", "items": [_leaf(value) for value in batch]} for batch in batches]
    blank = {"id": f"{LONG_ID}1", "name": "其余都空着"}
    text = LONG if profile == PROFILES[0] else "不长"
    long = {"id": f"{LONG_ID}2", "name": "很长", "content": text, "office": "办公室"}
    many = {"name": "过几页的组", "items": [_leaf(f"第{number}项\n共40项") for number in range(1, 41)]}
    return {
        "format": 1,
        "id": f"awkward-{profile}",
        "title": "“难写”的<b>目录</b>&amp;名录",
        "agency": "某&某<局>",
        "edition": "<2024>",
        "profile": profile,
        "preface": [{"heading": "=标题 & <引言>", "level": 1}, *values],
        "defaults": {"basis": ["《条例》", "=1+1"], "extra": {"通讯地址": "<某路>&1号"}},
        "items": [*groups, {"name": "空白与过长", "items": [blank, long]}, many],
        "notes": values,
    }


def _leaf(value: str) -> dict[str, Any]:
    return {
        "name": value,
        "content": value,
        "time_limit": value,
        "office": value,
        "channels": [value, "政府网站"],
        "sections": [value],
        "audience": ["全社会"],
        "mode": ["主动"],
        "tiers": ["县级"],
        "extra": {"<附加>&列": value},
    }
