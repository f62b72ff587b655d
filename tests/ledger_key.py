"""Ledgers and registers made up at random, with their answers worked out by other means than gkml's: day by day on the
package chinesecalendar, the regional holidays and the months by hand, the outcomes by their number in the official table."""

import csv
import random
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import chinese_calendar

DAY = timedelta(days=1)
LAST_KNOWN = date(2026, 12, 31)
SANYUESAN = {
    date(2025, 3, 31),
    date(2025, 4, 1),
    date(2026, 4, 17),
    date(2026, 4, 20),
}
"""Days off in Guangxi alone, beside weekends."""

DIRECTORY = """\
id: key
title: 示例局2026年政府信息主动公开基本目录
agency: 示例局
edition: "2026"
region: "450200"
profile: basic-8
items:
  - id: a
    name: 全部
    items:
"""
# id, name, limit, office, section
ITEMS = (
    ("w20", "规范性文件", "信息形成之日起20个工作日内", "办公室"),
    ("w7", "行政处罚决定", "作出决定之日起7个工作日内", "法规科"),
    ("w5", "招标结果", "确定之日起5个工作日内", "财务科"),
    ("d15", "人事任免", "形成之日起15日内", "人事科"),
    ("m1", "统计数据", "形成之日起1个月内", "财务科"),
    ("jan", "年度报告", "每年1月31日前", "办公室"),
    ("now", "工作动态", "及时公开", "人事科"),
    ("sync", "政策解读", "与政策文件同步公开", "法规科"),
    ("half", "执行情况", "每年更新不少于两次", "财务科"),
)  # fmt: skip
SPELLINGS = {
    "办公室": ("办公室", "办 公 室"),
    "人事科": ("人事科", "人事科室"),
    "法规科": ("法规科",),
    "财务科": ("财务科", "财 务科"),
}


def directory() -> str:
    return DIRECTORY + "".join(
        f"      - {{id: {id_}, name: {name}, content: 内容, time_limit: {limit}, office: {office}, "
        f"channels: [政府网站, 微信公众号], sections: [政务公开-{name}]}}\n"
        for id_, name, limit, office in ITEMS
    )


def is_worked(day: date) -> bool:
    """Raises `LookupError` for a year that is not announced."""
    if day > LAST_KNOWN:
        raise LookupError(day.year)
    return day not in SANYUESAN and bool(chinese_calendar.is_workday(day))


def after(start: date, n: int, lost: Callable[[date], bool] = lambda day: False) -> date:
    """The n-th working day after a day, without those that are lost."""
    day = start
    while n:
        day += DAY
        n -= is_worked(day) and not lost(day)
    return day


def moved(day: date) -> date:
    while not is_worked(day):
        day += DAY
    return day


def between(first: date, last: date) -> int:
    """Working days after `first`, up to `last`."""
    return sum(is_worked(first + DAY * n) for n in range(1, (last - first).days + 1))


def due(item: str, formed: date) -> date | None:
    """The last day. None if it has none; raises `LookupError` if the year is not announced."""
    if item[0] == "w":
        return after(formed, int(item[1:]))
    if item == "d15":
        return moved(formed + 15 * DAY)
    if item == "m1":
        year, month = (formed.year + formed.month // 12, formed.month % 12 + 1)
        return moved(date(year, month, min(formed.day, monthrange(year, month)[1])))
    if item == "jan":
        own = date(formed.year, 1, 31)
        return own if formed <= own else date(formed.year + 1, 1, 31)
    return formed if item == "sync" else None


def verdict(item: str, formed: date, published: date) -> tuple[str | None, str, int]:
    """The last day, the state and the working days late of a record."""
    if published < formed:
        return None, "early" if item == "sync" else "before-formed", 0
    try:
        last = due(item, formed)
    except LookupError:
        return None, "not-assessable", 0
    if last is None:
        return None, "not-assessable", 0
    if published <= last:
        return str(last), "in-time", 0
    return str(last), "late", between(last, published)


def ledger(path: Path, count: int, seed: int) -> list[dict[str, Any]]:
    """Writes a ledger and returns its records: row, item, office, title, formed, published, channel."""
    dice = random.Random(seed)
    kept: list[dict[str, Any]] = []
    for number in range(2, count + 2):
        if kept and dice.random() < 0.1:  # the same information on another channel, or twice on one
            again = dict(dice.choice(kept)) | {"row": number}
            if dice.random() < 0.7:
                again |= {"channel": "微信公众号", "published": again["published"] + DAY * dice.randrange(0, 40)}
            kept.append(again)
            continue
        item = dice.choice([each[0] for each in ITEMS if each[0] != "half"])
        formed = date(2025, 1, 1) + DAY * dice.randrange(0, 725)
        if dice.random() < 0.3:  # by the holidays, the borders of quarters and of the year
            formed = dice.choice(
                (
                    date(2025, 9, 24),
                    date(2026, 2, 9),
                    date(2026, 3, 27),
                    date(2026, 4, 13),
                    date(2026, 9, 16),
                    date(2026, 12, 22),
                )
            )
        published = formed + DAY * dice.choice((-2, 0, 0, 3, 7, 9, 13, 15, 20, 28, 30, 31, 33, 45))
        office = next(each[3] for each in ITEMS if each[0] == item)
        kept.append({"row": number, "item": item, "office": office, "title": f"第{number}号信息", "formed": formed, "published": published, "channel": "政府网站"})  # fmt: skip
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["标题", "事项编号", "责任科室", "形成日期", "发布日期", "渠道", "联系电话"])
        for each in kept:
            written = [
                f"{each[key].year}/{each[key].month}/{each[key].day}" if dice.random() < 0.5 else str(each[key])
                for key in ("formed", "published")
            ]
            writer.writerow([each["title"], each["item"], dice.choice(SPELLINGS[each["office"]]), *written, each["channel"], "13800138000"])  # fmt: skip
    return kept


def quotas(
    records: Sequence[dict[str, Any]], year: int, at_least: dict[str, int]
) -> Iterator[tuple[str, str, int, int]]:
    """Office, period, published and missing of every quarter and of the year; a title counts when it first appeared."""
    first: dict[str, tuple[date, str]] = {}
    for each in records:
        if each["published"].year == year:
            first[each["title"]] = min(first.get(each["title"], (date.max, "")), (each["published"], each["office"]))
    quarters = Counter((office, (day.month + 2) // 3) for day, office in first.values())
    for office in SPELLINGS:
        for quarter in (1, 2, 3, 4):
            published = quarters[office, quarter]
            yield office, f"{year}Q{quarter}", published, max(0, at_least["quarter"] - published)
        whole = sum(quarters[office, quarter] for quarter in (1, 2, 3, 4))
        yield office, str(year), whole, max(0, at_least["year"] - whole)


# --- the register ---

OUTCOMES = (
    ("予以公开", 2), ("部分公开（涉及第三方的隐去）", 3), ("属于国家秘密", 4), ("其他法律行政法规禁止公开", 5), ("危及“三安全一稳定”", 6),
    ("保护第三方合法权益", 7), ("属于三类内部事务信息", 8), ("属于四类过程性信息", 9), ("属于行政执法案卷", 10), ("属于行政查询事项", 11),
    ("本机关不掌握相关政府信息", 12), ("没有现成信息需要另行制作", 13), ("补正后申请内容仍不明确", 14), ("信访举报投诉类申请", 15), ("重复申请", 16),
    ("要求提供公开出版物", 17), ("无正当理由大量反复申请", 18), ("要求行政机关确认或重新出具已获取信息", 19),
    ("申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", 20), ("申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", 21), ("其他", 22), ("申请人撤回", 22),
)  # fmt: skip
"""An outcome and its row in the official table, from 0 for 本年新收."""
ROWS = ("new", "prev", "g", "p", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "u1", "u2", "u3", "n1", "n2", "n3", "n4", "n5", "o1", "o2", "o3", "tot", "next")  # fmt: skip
KINDS = (("自然人", 0), ("公民", 0), ("商业企业", 1), ("个人独资企业", 1), ("科研机构", 2), ("社会公益组织", 3), ("律师事务所", 4), ("法人或其他组织（其他）", 5))  # fmt: skip
AS_OF = date(2026, 12, 20)


def application(dice: random.Random) -> dict[str, Any]:
    received = date(2025, 10, 1) + DAY * dice.randrange(0, 440)
    own: dict[str, Any] = {
        "received": received,
        "asked": None,
        "completed": None,
        "from": None,
        "to": None,
        "extended": dice.choice(("", "否", "", "是", "未延期", "经批准延长")),
    }
    if dice.random() < 0.25:
        own["asked"] = received + DAY * dice.randrange(1, 6)
        own["completed"] = own["asked"] + DAY * dice.randrange(1, 12) if dice.random() < 0.8 else None
    start = own["completed"] or received
    if dice.random() < 0.25:
        own["from"] = start + DAY * dice.randrange(1, 10)
        own["to"] = own["from"] + DAY * dice.randrange(0, 20) if dice.random() < 0.85 else None
    own["answered"] = (
        (own["to"] or start) + DAY * dice.choice((5, 20, 26, 28, 29, 31, 40, 60)) if dice.random() < 0.85 else None
    )
    for key in ("asked", "completed", "from", "to", "answered"):
        if own[key] and own[key] > AS_OF:
            own[key] = None
    own["completed"] = own["completed"] if own["asked"] else None
    own["to"] = own["to"] if own["from"] else None
    own["outcome"], own["line"] = dice.choice(OUTCOMES)
    own["kind"], own["column"] = dice.choice(KINDS)
    return own


def answer_by(own: dict[str, Any]) -> date | None:
    """The last day for the answer: 20 working days, without those of the consultation, and 20 more if extended."""
    if own["asked"] and not own["completed"] and not own["answered"]:
        return None
    end = own["to"] or own["answered"]
    if own["from"] and not end:
        return None
    start = own["completed"] or own["received"]
    last = after(start, 20, lambda day: bool(own["from"]) and own["from"] <= day <= end)
    return after(last, 20) if own["extended"] in {"是", "经批准延长"} else last


def register(path: Path, count: int, seed: int) -> list[dict[str, Any]]:
    """Writes a register and returns its applications."""
    dice = random.Random(seed)
    kept = [application(dice) for _ in range(count)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["登记编号", "申请人", "联系电话", "身份证号", "申请人类型", "收到日期", "补正通知日期", "补正日期", "征求意见开始", "征求意见结束", "是否延期", "答复日期", "处理结果"])  # fmt: skip
        for number, own in enumerate(kept, 1):
            days = [str(own[key] or "") for key in ("received", "asked", "completed", "from", "to")]
            writer.writerow([f"2026-{number}", "赵钱孙", "13900139000", "45020019800101123X", own["kind"], *days, own["extended"], str(own["answered"] or ""), own["outcome"] if own["answered"] else ""])  # fmt: skip
    return kept


def table_three(applications: Sequence[dict[str, Any]], year: int) -> dict[str, list[int]]:
    """Table three, counted row by row."""
    table = {row: [0] * 7 for row in ROWS}

    def add(row: str, column: int) -> None:
        table[row][column] += 1
        table[row][6] += 1

    for own in applications:
        if own["received"].year > year or (own["answered"] and own["answered"].year < year):
            continue
        add("new" if own["received"].year == year else "prev", own["column"])
        if own["answered"] and own["answered"].year == year:
            add(ROWS[own["line"]], own["column"])
            add("tot", own["column"])
        else:
            add("next", own["column"])
    return table
