"""Every phrase in time_limits.tsv is read as is written beside it, and no other text makes the reader fall over.

The table holds the 28 phrases of the sources, phrases of other agencies' directories (origin `seen`) and variants of
them (`made`, `new`), collected and annotated by somebody who had not seen the code; where the two readings differed, one of
them was settled on. GKML_GOLDEN=write rewrites the readings; read the change.
"""

import os
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkml.phrases.limit_folding import fold
from gkml.phrases.limit_part import UNIT_WORDS, Anchor, Part
from gkml.phrases.limit_wording import canonical
from gkml.phrases.numeral import number
from gkml.phrases.time_limit import LONGEST, read
from tests.conftest import ROOT

TABLE = ROOT / "tests" / "time_limits.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()[1:]]
SOURCES = 28


def shown(anchor: Anchor) -> str:
    """+1.1m.10d.前: a period later, first month, the 10th, 前 is written."""
    steps = [
        f"{anchor.year}y" if anchor.year else "",
        f"+{anchor.lag}" if anchor.lag else "",
        f"{anchor.month}m" if anchor.month else "",
        f"w{anchor.weekday}" if anchor.weekday else f"{anchor.day}d" if anchor.day else "end",
        "前" if anchor.before else "",
        "work" if anchor.working else "",
    ]
    return ".".join(filter(None, steps))


def reading(part: Part) -> str:
    """A part on one line: kind, what for, counted from, how long, how often, which days."""
    span = f"{part.low}-{part.n}" if part.low else str(part.n)
    unit = UNIT_WORDS[part.unit].replace("个", "") if part.unit else ""
    steps = [
        part.kind,
        f"事:{part.scope}" if part.scope else "",
        f"自:{part.trigger}" if part.trigger else "",
        f"{span}{unit}" if part.n is not None else "",
        f"每{part.every if part.every > 1 else ''}{part.period}" if part.period and part.kind != "fixed" else "",
        f"{part.times}次" if part.times else "",
        *map(shown, part.anchors),
        "顺延" if part.rolls else "",
        f"《{part.cites}》" if part.cites else "",
    ]
    return " ".join(filter(None, steps))


def row_of(phrase: str, origin: str) -> list[str]:
    limit = read(phrase.replace("\\n", "\n"))
    parts = " + ".join(map(reading, limit.parts)) or "unread"
    computable = limit.main.computable if limit.main else "no"
    return [phrase, parts, computable, "yes" if limit.exception else "", origin]


def test_golden_readings() -> None:
    found = [row_of(row[0], row[4]) for row in ROWS]
    if os.environ.get("GKML_GOLDEN") == "write":
        head = TABLE.read_text("utf-8").splitlines()[0]
        TABLE.write_text("\n".join([head, *("\t".join(row) for row in found)]) + "\n", "utf-8")
    assert len(ROWS) > 400
    assert [row for row, now in zip(ROWS, found, strict=True) if row != now] == []


@pytest.mark.parametrize(
    ("phrase", "kind", "n", "unit", "computable"),
    [
        ("信息形成或变更之日起20个工作日内", "within", 20, "working_day", "event"),
        ("信息形成之日起90天内（法律法规有其他规定的，从其规定）", "within", 90, "day", "event"),
        ("自收到公众咨询之日起5日内进行回复，公开1年内的统计数据", "reply", 5, "day", "event"),
        ("信息形成后20个自然日内", "within", 20, "calendar_day", "event"),
        ("本级人民代表大会批准后二十日内", "within", 20, "day", "event"),
        ("每年1月31日前", "fixed", None, None, "calendar"),
        ("当月10号公开上月信息", "periodic", None, None, "calendar"),
        ("听证会举行10日前", "before", 10, "day", "event"),
        ("与政策文件同步发布，时间跨度不超过5个工作日", "sync", 5, "working_day", "event"),
        ("年度公开", "annual", None, None, "no"),
        ("及时", "prompt", None, None, "no"),
        ("法定时限", "law", None, None, "no"),
    ],
)
def test_a_phrase_is_read(phrase: str, kind: str, n: int | None, unit: str | None, computable: str) -> None:
    main = read(phrase).main
    assert main
    assert (main.kind, main.n, main.unit, main.computable) == (kind, n, unit, computable)


def test_a_day_without_a_unit_is_said_to_be_without() -> None:
    assert not read("批准后20日内").parts[0].unit_stated
    assert not read("批准后20天内").parts[0].unit_stated
    assert read("批准后20个自然日内").parts[0].unit_stated
    assert read("批准后20个工作日内").parts[0].unit_stated


@pytest.mark.parametrize(
    "phrase",
    ["及时", "动态更新", "年度公开", "法定时限", "每季度", "公示7天", "同上", "无", "长期公开", "事故发生后2小时内"],
)
def test_what_has_no_date_says_why(phrase: str) -> None:
    limit = read(phrase)
    assert not limit.computable
    assert len(limit.reason) >= 5


def test_each_reason_is_its_own() -> None:
    reasons = {
        read(p).reason for p in ("及时", "动态更新", "年度公开", "法定时限", "公示7天", "同上", "无", "长期公开")
    }
    assert len(reasons) == 8


@pytest.mark.parametrize(
    "text", ["2O个", "l0个", "0个工作日内", "XX个工作日内", "15（20）个工作日内", "逢5、10日公布", "工作日"]
)
def test_a_damaged_number_is_never_guessed(text: str) -> None:
    assert all(part.n in {None, 20, 10} and part.n != 2 for part in read(f"信息形成之日起{text}").parts)
    assert not read("信息形成之日起0个工作日内").parts
    assert not read("15（20）个工作日内").parts


def test_what_is_not_understood_is_said() -> None:
    limit = read("信息形成或变更之日起20个工作日内公开（涉密除外）")
    assert limit.main and limit.main.n == 20
    assert limit.rest == "涉密除外"
    assert read("一件一公开").rest == "一件一公开"


def test_the_printed_text_is_kept() -> None:
    text = "信息形成起\n２０个 工作日内"
    assert read(text).text == text


def test_the_exception_is_taken_out_whole() -> None:
    limit = read("自信息形成之日起20个工作日内。法律、法规对政府信息公开的期限另有规定的，从其规定")
    assert limit.exception == "法律、法规对政府信息公开的期限另有规定的,从其规定"
    assert (len(limit.parts), limit.rest) == (1, "")


# The canonical words of these say less than the cell did.
LOSSY = {
    "1年",
    "期限一般不少于7个工作日（与市场主体生产经营活动密切相关的行政规范性文件，期限一般不少于30日）",
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:30])
def test_canonical_words_are_read_as_what_they_stand_for(row: list[str]) -> None:
    limit = read(row[0].replace("\\n", "\n"))
    words = canonical(limit)
    assert bool(words) == bool(limit.parts and not limit.rest)
    if words and row[0] not in LOSSY:
        again = read(words)
        assert [replace(p, text="", rolls=False) for p in again.parts] == [
            replace(p, text="", rolls=False) for p in limit.parts
        ]
        assert again.rest == ""
        assert bool(again.exception) == bool(limit.exception) or limit.parts[0].kind == "law"
        assert canonical(again) == words


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("信息形成起\n20个工作日内", "信息形成之日起20个工作日内"),
        ("自产生之日起七个工作日以内公开", "产生之日起7个工作日内"),
        ("每年更新不少于两次", "每年不少于2次"),
        ("当月10号公开上月信息", "次月10日"),
        ("每季的次月10日之前报送上季的统计报表", "下季度首月10日前"),
        (
            "信息形成之日起20个工作日内（法律法规有其他规定的，从其规定）",
            "信息形成之日起20个工作日内（法律、法规对期限另有规定的，从其规定）",
        ),
        ("一件一公开", ""),
    ],
)
def test_canonical_words(phrase: str, words: str) -> None:
    assert canonical(read(phrase)) == words


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("20", 20),
        ("二十", 20),
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("廿", 20),
        ("一百零五", 105),
        ("二百", 200),
        ("三十一", 31),
        ("二〇", 20),
    ],
)
def test_numerals(numeral: str, value: int) -> None:
    assert number(numeral) == value


PIECES = [
    "信息形成",
    "或变更",
    "之日起",
    "20个",
    "二十",
    "工作日",
    "日",
    "内",
    "前",
    "每",
    "年",
    "季度",
    "月",
    "1",
    "31",
    "公开",
    "公示",
    "及时",
    "，",
    "；",
    "（",
    "）",
    "法律另有规定的",
    "从其规定",
    "同步",
    "半",
    "第",
    "至",
    "两",
    "次",
    "周",
    "\n",
    "x",
    "自",
    "在",
    ":",
    "《",
    "》",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=60))
def test_no_text_makes_it_fall_over(text: str) -> None:
    limit = read(text)
    assert limit.text == text
    assert all(part.n is None or part.n >= 0 for part in limit.parts)
    assert isinstance(canonical(limit), str) and isinstance(limit.reason, str)


def test_an_endless_cell_is_read_in_no_time_and_the_end_is_said() -> None:
    text = "信息形成之日起20个工作日内，" * 2_000
    limit = read(text)
    assert limit.rest.endswith(text[LONGEST:])


@pytest.mark.parametrize(
    ("phrase", "low", "n"),
    [
        ("办结后两三天内", 2, 3),
        ("一两个工作日内", 1, 2),
        ("三五个工作日内", 3, 5),
        ("二三十个工作日内", 20, 30),
        ("十五六个工作日内", 15, 16),
        ("二十三日内", None, 23),
        ("七（7）个工作日内", None, 7),
    ],
)
def test_an_approximate_number_is_a_range(phrase: str, low: int | None, n: int) -> None:
    part = read(phrase).parts[0]
    assert (part.low, part.n) == (low, n)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("2月30日前", "2月没有30日"),
        ("去年12月31日前", "没有写是从哪一年"),
        ("上一年度6月底前", "没有写是从哪一年"),
        ("上个月10日前", "没有写是从哪一年"),
        ("上季度末前", "没有写是从哪一年"),
        ("每年4月31日前", "4月没有31日"),
        ("每年13月1日前", "没有13月"),
        ("每季度首月32日前", "一个月没有32日"),
        ("2026年2月29日前", "2026年2月没有29日"),
    ],
)
def test_a_day_that_cannot_be_is_refused(phrase: str, expected: str) -> None:
    limit = read(phrase)
    assert not limit.computable and expected in limit.reason


@pytest.mark.parametrize("phrase", ["每年2月29日前", "2028年2月29日前", "每月31日前", "3个月45日内"])
def test_a_day_that_can_be_is_read(phrase: str) -> None:
    assert read(phrase).computable


def test_numbers_that_contradict_each_other_are_not_read() -> None:
    assert not read("七（8）个工作日内").computable


@pytest.mark.parametrize(
    ("text", "months", "day"),
    [
        ("每年1、4、7、10月15日之前", [1, 4, 7, 10], 15),
        ("每年1,4,7,10月15日前", [1, 4, 7, 10], 15),
        ("每年一、四、七、十月十五日前", [1, 4, 7, 10], 15),
        ("每年3、9月底前", [3, 9], 0),
        ("每年6和12月20日前", [6, 12], 20),
    ],
)
def test_months_that_share_the_word_and_the_day_are_all_read(text: str, months: list[int], day: int) -> None:
    (part,) = read(text).parts
    assert [(anchor.month, anchor.day) for anchor in part.anchors] == [(month, day) for month in months]


@pytest.mark.parametrize("text", ["每年3月、9月15日前", "每年6月、12月20日前", "每年1月和7月10日前"])
def test_months_of_which_one_has_a_day_have_no_date(text: str) -> None:
    limit = read(text)
    assert not limit.parts
    assert "分不清各月" in limit.reason


@pytest.mark.parametrize(
    "text", ["5、10个工作日内", "第1、2季度末", "每月5、15、25日前", "7、3月15日前", "13、14月底前"]
)
def test_other_lists_of_numbers_are_no_months(text: str) -> None:
    assert "月15日、3月15日" not in fold(text)
    assert fold(text) == text
