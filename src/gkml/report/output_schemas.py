"""The JSON Schemas of what commands print as JSON (findings, due dates, a year's calendar, changes), every field with its words."""

from collections.abc import Callable
from typing import Any, get_args

from gkml.deadlines.national import DayKind
from gkml.diagnostics import SEVERITIES
from gkml.diff.changes import KINDS as CHANGES
from gkml.diff.changes import VERDICTS
from gkml.phrases.limit_part import Kind, Period, Unit
from gkml.recognise.account import FOLDED

Schema = dict[str, Any]


def _text(about: str) -> Schema:
    return {"type": "string", "description": about}


def _count(about: str, least: int = 1) -> Schema:
    return {"type": "integer", "minimum": least, "description": about}


def _flag(about: str) -> Schema:
    return {"type": "boolean", "description": about}


def _day(about: str) -> Schema:
    return {"type": "string", "format": "date", "description": about}


def _choice(values: Any, about: str) -> Schema:
    return {"enum": list(values), "description": about}


def _maybe(schema: Schema) -> Schema:
    """The same, or null."""
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    return {**schema, "type": [schema["type"], "null"]}


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(items: Schema, about: str = "") -> Schema:
    return {"type": "array", "items": items, **({"description": about} if about else {})}


def _findings() -> Schema:
    return _list(
        _object(
            {
                "code": {**_text("规则代号"), "pattern": "^K[0-9]{3}$"},
                "name": _text("规则名称"),
                "severity": _choice(SEVERITIES, "级别"),
                "message": _text("错在哪里、怎么改"),
                "file": _text("文件"),
                "line": _count("起始行，从1起"),
                "column": _count("起始列，从1起，按字符计"),
                "end_line": _count("结束行"),
                "end_column": _count("结束列（不含）"),
                "catalog": _text("目录代号；没有为空"),
                "item": _text("事项编号；没有为空"),
                "field": _text("字段；没有为空"),
                "fix": {
                    "anyOf": [
                        _object(
                            {
                                "value": {
                                    "type": ["string", "array"],
                                    "items": {"type": "string"},
                                    "description": "改成什么；数组是改成几项",
                                },
                                "safe": _flag("不改变意思，--fix 就会改"),
                            }
                        ),
                        {"type": "null"},
                    ],
                    "description": "可自动改正时的修改；没有为 null",
                },
                "text": _text("原文；没有为空"),
                "title": _text("事项名称；没有为空"),
                "basis": _text("依据；没有为空"),
                "place": _text("Word、Excel、网页里的位置，如 表1 第14行 第5列；YAML 目录为空"),
            }
        )
    )


def _due() -> Schema:
    answer = _object(
        {
            "due": _maybe(_day("最迟的日子；算不出为 null")),
            "provisional": _flag("是否预估：用到了尚未公布的放假安排"),
            "unit": _maybe(_choice(get_args(Unit), "单位；day 是没有写明是不是工作日的“日”“天”")),
            "n": _maybe(_count("多少个单位", 0)),
            "days": _list(_counted(), "逐日：从起算次日到最迟那天"),
            "last_working_day": _maybe(_day("最迟那天或之前最后一个工作日；不知道为 null")),
            "ended_on": _maybe(_day("期满的日子，遇休息日顺延时才有")),
            "from": _maybe(_day("起算的日子")),
            "as_of": _maybe(_day("算剩余天数的“今天”")),
            "days_left": _maybe({"type": "integer", "description": "还有几天；负数是已经过期"}),
            "working_days_left": _maybe(_count("其中几个工作日；过期或不知道为 null", 0)),
            "computable": _flag("这个时限能不能算出日期"),
            "reason": _text("算不出的原因；算得出为空"),
            "notes": _list({"type": "string"}, "要注意的"),
            "limit": _text("公开时限的原文"),
            "canonical": _text("规范的写法；没有读懂为空"),
            "exception": _text("“从其规定”一类的话；没有为空"),
            "not_understood": _text("没有读懂的部分；没有为空"),
            "parts": _list(_part(), "原文里的各个时限"),
            "ceiling": {"anyOf": [_ceiling(), {"type": "null"}], "description": "没有写明日期时，法律定的最迟期限"},
            "rule": _maybe(_text("--rule 的名称")),
            "catalog": _text("目录代号"),
            "item": _text("事项编号"),
            "name": _text("事项名称"),
            "region": _text("行政区划代码；空是全国"),
            "calendar": _text("用的是哪里的日历"),
        }
    )
    return {"anyOf": [answer, _list(answer)]}


def _counted() -> Schema:
    return _object(
        {
            "date": _day("日期"),
            "kind": _choice(get_args(DayKind), "working 工作日、weekend 周末、holiday 放假、makeup 调休上班"),
            "note": _text("节日"),
            "source": _text("通知的文号"),
            "number": _maybe(_count("第几个；不计为 null")),
            "suspended": _flag("是否在扣除的时间里"),
        }
    )


def _part() -> Schema:
    anchor = _object(
        {
            "day": _count("几日；0 是月底", 0),
            "month": _count("几月，或季度的第几个月；0 是没有写", 0),
            "lag": _count("晚几期：1 是下一期", 0),
            "year": _count("哪一年；0 是每年", 0),
            "weekday": _count("星期几；0 是没有写", 0),
            "before": _flag("是否写了“前”"),
            "working": _flag("是否指最后一个工作日"),
        }
    )
    return _object(
        {
            "kind": _choice(get_args(Kind), "哪一类时限"),
            "text": _text("读自哪几个字"),
            "trigger": _text("从什么时候起算"),
            "scope": _text("管哪些信息"),
            "n": _maybe(_count("多少个单位", 0)),
            "low": _maybe(_count("写成几至几时，较短的一头", 0)),
            "unit": _maybe(_choice(get_args(Unit), "单位")),
            "unit_stated": _flag("是否写明了单位是不是工作日"),
            "period": _maybe(_choice(get_args(Period), "多久一次")),
            "every": _count("每几期一次"),
            "times": _maybe(_count("每期至少几次", 0)),
            "anchors": _list(anchor, "写明的日子"),
            "cites": _text("引用的法律、法规"),
            "computable": _choice(("event", "calendar", "no"), "要事情的日期、只看日历、算不出"),
            "reason": _text("算不出的原因"),
            "due": _maybe(_day("这一部分最迟的日子")),
            "provisional": _flag("是否预估"),
        }
    )


def _ceiling() -> Schema:
    return _object(
        {
            "rule": _text("名称"),
            "article": _text("哪一条"),
            "limit": _text("期限"),
            "due": _maybe(_day("从起算日起，法定最迟的日子")),
        }
    )


def _calendar() -> Schema:
    return _list(
        _object(
            {
                "date": _day("日期"),
                "last_working_day": _day("这一天或之前最后一个工作日"),
                "reminder": _flag("提醒：目录没有写明日子"),
                "provisional": _flag("是否预估"),
                "key": _text("哪一期"),
                "catalog": _text("目录代号"),
                "item": _text("事项编号"),
                "name": _text("事项名称"),
                "article": _text("按哪部法律提醒；没有为空"),
                "office": _text("责任科室或主体"),
                "limit": _text("公开时限的原文"),
            }
        )
    )


def _import() -> Schema:
    doubt = _object(
        {
            "place": _text("位置，如 表2 第14行 第5列、Sheet1!E14"),
            "guessed": _flag("true：写入了，但有推断；false：没有看懂，没有写入"),
            "text": _text("原文"),
            "why": _text("为什么"),
        }
    )
    outside = _object({"place": _text("位置；不知为空"), "what": _text("是什么"), "text": _text("文字")})
    return _object(
        {
            "cells": _count("共有几格，等于 written + folded + unknown", 0),
            "written": _count("写入目录的格", 0),
            "folded": _count("归并的格，等于 folds 各项之和", 0),
            "unknown": _count("没有看懂的格", 0),
            "folds": _object({fate: _count(name, 0) for fate, name in FOLDED.items()}),
            "doubts": _list(doubt, "没有看懂的和有推断的格，依原件次序"),
            "left_out": _list(outside, "表外没有写进目录的"),
        }
    )


def _diff() -> Schema:
    return _object(
        {
            "old": _edition(),
            "new": _edition(),
            "kept": _count("没有变化的事项", 0),
            "counts": _object(
                {
                    "total": _count("变化共几处", 0),
                    "verdicts": _object({verdict: _count(name, 0) for verdict, name in VERDICTS.items()}),
                    "kinds": _object({kind: _count(name, 0) for kind, name in CHANGES.items()}),
                    "levels": _list(
                        _object({"depth": _depth(), "name": _text("这一级的名称"), "count": _count("几处")}), "按级别"
                    ),
                    "accepted": _count("其中已审定的", 0),
                }
            ),
            "changes": _list(_changed(), "依新版次序；取消的在原来的位置"),
        }
    )


def _edition() -> Schema:
    return _object(
        {
            "file": _text("文件"),
            "catalog": _text("目录代号"),
            "title": _text("目录标题"),
            "edition": _text("版本；没有为空"),
            "issued": _maybe(_day("印发或公布日期；没有为 null")),
            "items": _count("有几个事项", 0),
        }
    )


def _depth() -> Schema:
    return _count("第几级，从1起；0 是目录本身", 0)


def _changed() -> Schema:
    value: Schema = {"type": ["string", "array"], "items": {"type": "string"}}
    side = _object(
        {
            "id": _text("事项编号"),
            "path": _list({"type": "string"}, "自上而下的各级名称，最后是本身"),
            "route": _list({"type": ["string", "integer"]}, "在文件里的路径"),
            "place": _maybe(_text("文件:行:列；不知为 null")),
        }
    )
    words = _object({"text": _text("文字"), "mark": _choice(("", "deleted", "inserted"), "删去、新增，空是没有变")})
    return _object(
        {
            "fingerprint": {**_text("指纹：同一处变化总是这一个，审定时用"), "pattern": "^[0-9a-f]{12}$"},
            "kind": _choice(CHANGES, "类别：" + "、".join(f"{kind} {name}" for kind, name in CHANGES.items())),
            "verdict": _choice(VERDICTS, "变化：" + "、".join(f"{one} {name}" for one, name in VERDICTS.items())),
            "depth": _depth(),
            "is_group": _flag("改的是分组"),
            "name": _text("名称，取消的是原名称"),
            "field": _text("字段；没有为空"),
            "heading": _text("字段的列标题；没有为空"),
            "before": {**value, "description": "原来的值；没有为空"},
            "after": {**value, "description": "现在的值；没有为空"},
            "words": _list(_list(words), "逐字对照，列表逐项"),
            "why": _list({"type": "string"}, "判断的理由"),
            "reason": _text("调整依据；没有为空"),
            "office": _text("责任科室；没有为空"),
            "approver": _text("审定人；没有审定为空"),
            "old": _list(side, "上一版的事项；新增的为空，合并的有几个"),
            "new": _list(side, "本版的事项；取消的为空，拆分的有几个"),
            "values": _list(
                {"type": "object", "additionalProperties": value}, "新增、取消、拆分、合并的事项的全部字段"
            ),
        }
    )


OUTPUTS: dict[str, Callable[[], Schema]] = {
    "findings": _findings,
    "due": _due,
    "calendar": _calendar,
    "import": _import,
    "diff": _diff,
}
