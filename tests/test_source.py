"""Reading: hostile bytes become problems at their place, harmless ones lose nothing, and nothing that is read raises."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gkml.catalog.load import Loaded, load
from gkml.catalog.model import Catalog
from gkml.diagnostics import Diagnostic
from gkml.formats import FORMATS
from gkml.lint.check import all_rules, check
from gkml.project.compile import compile as made
from gkml.project.workspace import Home
from gkml.report import text
from gkml.report.lint import Results, json
from gkml.schema.refusals import REFUSALS
from gkml.schema.style import style_of
from gkml.yamltext.dump import canonical
from gkml.yamltext.head import head
from gkml.yamltext.source import read
from tests.conftest import ROOT

OWN_FORMATS = [name for name, form in FORMATS.items() if form.module]
"""The formats that gkml writes without LibreOffice."""
HOME = Home(None)
GOOD = """\
format: 1
id: shili-ju
title: 示例局政府信息主动公开基本目录
agency: 示例局
profile: basic-8
edition: "2026"
issued: 2026-01-05
defaults:
  channels: [示例局网站]
items:
  - id: jg01
    name: 机构基本概况
    items:
      - id: jg02
        name: 领导简介
        content: 姓名、职务、分工
        office: 人事科
        sections: [政务公开-机构概况, 𠀀栏目]
        extra:
          监督电话: "12345"
notes:
  - 本目录由办公室负责解释。
"""


def loaded(raw: str | bytes) -> Loaded:
    return load(read(raw.encode() if isinstance(raw, str) else raw, "x.yaml"), HOME.profiles)


def told(raw: str | bytes) -> list[tuple[str, int, int]]:
    """Code, line and column of everything that is said of a file."""
    return [(d.code, *d.position[:2]) for d in loaded(raw).diagnostics]


def with_item(*lines: str) -> str:
    """The sample with lines added to its item."""
    return GOOD.replace("        office: 人事科\n", "".join(f"        {line}\n" for line in lines))


def test_the_sample_is_good() -> None:
    assert told(GOOD) == []


# --- where it is ---


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        pytest.param(with_item("audience: {全社会: 是}"), ("K022", 17, 19), id="a mapping in braces"),
        pytest.param(with_item("𠀀栏目: 无"), ("K020", 17, 9), id="a key of Chinese"),
        pytest.param(GOOD.replace("𠀀栏目]", "{领导: 局长}]"), ("K022", 18, 31), id="in a list, after Chinese"),
        pytest.param(GOOD.replace("𠀀栏目]", "𠀀栏目, [局长]]"), ("K022", 18, 36), id="after a rare character"),
        pytest.param(GOOD.replace("本目录", "- 本目录"), ("K022", 22, 5), id="a list's entry"),
        pytest.param(with_item("remark: |", "  甲", "  乙", "ofice: 丙"), ("K020", 20, 9), id="after a block of text"),
        pytest.param(GOOD.replace("2026-01-05", "2026-02-30"), ("K023", 7, 9), id="a date"),
        pytest.param(GOOD.replace("        name: 领导简介\n", ""), ("K021", 14, 9), id="what is missing, at its item"),
        pytest.param(GOOD.replace("id: jg02", "id: jg01"), ("K026", 14, 13), id="an id"),
        pytest.param(GOOD.replace("12345", "\\x07"), ("K004", 20, 17), id="in quotes"),
    ],
)
@pytest.mark.parametrize("written", ["as it is", "with CRLF", "with a BOM"])
def test_a_problem_is_told_at_its_line_and_column(raw: str, place: tuple[str, int, int], written: str) -> None:
    data = raw.encode()
    if written == "with CRLF":
        data = data.replace(b"\n", b"\r\n")
    if written == "with a BOM":
        data = b"\xef\xbb\xbf" + data
    assert place in told(data)


def test_a_problem_ends_where_the_value_ends() -> None:
    ends = {d.code: d.position[2:] for d in loaded(with_item("ofice: 人事科", "audience: {全社会: 是}")).diagnostics}
    assert ends == {"K020": (17, 14), "K022": (18, 27)}


def test_the_place_of_what_an_alias_repeats_is_the_alias() -> None:
    raw = with_item("extra: &a {监督电话: 无}", "audience: *a").replace(
        '        extra:\n          监督电话: "12345"\n', ""
    )
    assert told(raw) == [("K022", 18, 19)]


def test_a_file_that_is_no_utf_8_says_where_it_stops_to_be() -> None:
    assert told(GOOD.encode().replace("人事".encode(), "人事".encode("gbk"))) == [("K002", 17, 17)]
    assert told(b"\xef\xbb\xbf" + GOOD.encode().replace(b"format", b"\xff\xff")) == [("K002", 1, 1)]


# --- what YAML would swallow ---

KEYS = [number for number, line in enumerate(GOOD.splitlines(), 1) if re.search(r": |:$", line)]


@pytest.mark.parametrize("number", KEYS)
@pytest.mark.parametrize("colon", ["：", "： "])
def test_a_full_width_colon_is_told_wherever_it_stands(number: int, colon: str) -> None:
    lines = GOOD.splitlines()
    at = re.search(":(?: |$)", lines[number - 1])
    assert at
    lines[number - 1] = lines[number - 1][: at.start()] + colon + lines[number - 1][at.end() :]
    problem = loaded("\n".join(lines)).diagnostics[0]
    # Where it is the only key of its mapping, the whole of it is a text in the wrong place.
    alone = lines[number - 1].lstrip().startswith(("channels", "监督电话"))
    column = len(lines[number - 1]) - len(lines[number - 1].lstrip()) if alone else at.start()
    assert (problem.position.line, problem.position.column) == (number, column + 1)
    assert "全角冒号" in problem.message


@pytest.mark.parametrize("number", [number for number in KEYS if not GOOD.splitlines()[number - 1].endswith(":")])
def test_a_colon_without_a_space_is_told(number: int) -> None:
    lines = GOOD.splitlines()
    lines[number - 1] = lines[number - 1].replace(": ", ":")
    problem = loaded("\n".join(lines)).diagnostics[0]
    assert problem.position.line == number
    assert re.search("空一格|少了冒号", problem.message)


@pytest.mark.parametrize("number", [number for number, line in enumerate(GOOD.splitlines(), 1) if line[0] == " "])
@pytest.mark.parametrize(("indent", "word"), [("\t", "制表符"), ("　", "全角"), ("\xa0", "空格")])
def test_an_indent_that_is_none_is_told(number: int, indent: str, word: str) -> None:
    lines = GOOD.splitlines()
    depth = len(lines[number - 1]) - len(lines[number - 1].lstrip())
    lines[number - 1] = indent * depth + lines[number - 1].lstrip()
    result = [d for d in loaded("\n".join(lines)).diagnostics if d.position.line == number]
    assert any(word in d.message for d in result)


@pytest.mark.parametrize("cut", ["#1号", "#", "##1号", "#!", " #1号", "  ###1号"])
@pytest.mark.parametrize(
    "start", ["office: 人事科 ", "office: ", "office: [网站 ", "basis:\n          - 通知 ", "basis:\n          - "]
)
def test_text_that_yaml_would_cut_off_is_told(start: str, cut: str) -> None:
    assert [code for code, _, _ in told(with_item(start + cut))] == ["K006"]


@pytest.mark.parametrize(
    "lines",
    [
        ["office: 人事科  # 注释"],
        ["office: 人事科 ## 注释"],
        ["#注释", "office: 人事科"],
        ["basis: #注释", "  - 一"],
        ["basis: [一, 二] #注释"],
        ['office: "人事科" #注释'],
        ["remark: | #注释", "  通知 #1号"],
        ["office: 人事科#1"],
        ['office: "通知 #1号"'],
        ["office: '通知 #1号'"],
        ["extra: {} #"],
    ],
)
def test_an_honest_comment_is_not_refused(lines: list[str]) -> None:
    assert told(with_item(*lines).replace('        extra:\n          监督电话: "12345"\n', "")) == []


@pytest.mark.parametrize(
    "value",
    ["010", "no", "1.10", "2024-03-29", "null", "~", "0x1F", "1e3", "12:30", ".inf", "true", "<<", "=", "1_000", "６"],
)
def test_every_value_is_the_text_that_it_looks_like(value: str) -> None:
    entry = loaded(with_item(f"office: {value}")).entry
    assert entry is not None
    assert entry.catalog.leaves[0].item.office == value


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "#N/A",
        "010",
        "<b>&amp;</b>",
        "“双随机、一公开”",
        "𠀀",
        "\u00a0",
        "　",
        "a\tb",
        "{{ x }}",
        "C:\\公开",
        "'",
    ],
)
def test_awkward_text_is_read_as_it_was_written(text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace("\t", "\\t")
    entry = loaded(with_item(f'office: "{escaped}"')).entry
    assert entry is not None
    assert entry.catalog.leaves[0].item.office == text


@pytest.mark.parametrize(
    "character", [*map(chr, [0, 1, 7, 8, 11, 12, 27, 31, 127, 128, 0x85, 0x9F]), *"\u2028\u2029\ufeff\uffff"]
)
def test_a_character_that_no_output_can_hold_is_told_raw_and_escaped(character: str) -> None:
    assert told(GOOD.replace("人事", f"人{character}事")) == [("K004", 17, 18)]
    assert told(GOOD.replace("人事科", f'"人\\u{ord(character):04x}事"')) == [("K004", 17, 17)]


@pytest.mark.parametrize(
    "raw", [GOOD.encode(code) for code in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030")]
)
def test_another_encoding_is_told_and_not_guessed(raw: bytes) -> None:
    assert [code for code, _, _ in told(raw)] == ["K002"]


# --- what is too much ---

MANY = 10 * 2**20


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        pytest.param(with_item("office: " + "长" * (MANY // 3)), "K011", id="10 MB plain"),
        pytest.param(with_item('office: "' + "x" * MANY + '"'), "K011", id="10 MB in quotes"),
        pytest.param(with_item("office: |", *["  " + "长" * 1000] * 40), "K011", id="a long block"),
        pytest.param(with_item("office: x" + " " * MANY + "y"), "K011", id="10 MB of spaces"),
        pytest.param(with_item("office: x" + " " * MANY + "#y"), "K006", id="a cut after 10 MB of spaces"),
        pytest.param(with_item("x" * MANY + ": y"), "K003", id="a key of 10 MB"),
        pytest.param(with_item("? " + "x" * MANY, ": y"), "K011", id="a long key of 10 MB"),
        pytest.param(with_item("office: !" + "x" * MANY + " y"), "K008", id="a tag of 10 MB"),
        pytest.param(with_item("office: *" + "x" * MANY), "K009", id="an alias of 10 MB"),
        pytest.param(GOOD.replace("basic-8", "b" * MANY), "K011", id="a form's name of 10 MB"),
        pytest.param("-" * MANY, "K011", id="10 MB of dashes"),
        pytest.param("[" * 100_000, "K010", id="deep lists"),
        pytest.param("[" * 100_000 + "]" * 100_000, "K010", id="deep lists, closed"),
        pytest.param("{a: " * 100_000, "K010", id="deep mappings"),
        pytest.param("- " * 100_000, "K010", id="deep lists of dashes"),
        pytest.param("? " * 100_000, "K010", id="deep keys"),
        pytest.param("".join(f"{' ' * depth}a:\n" for depth in range(3_000)), "K010", id="deep mappings on lines"),
        pytest.param(
            GOOD.split("items:", maxsplit=1)[0] + "items: " + "[{name: 一, items: " * 100_000, "K010", id="deep items"
        ),
        pytest.param("'" * 100_001, "K003", id="quotes"),
        pytest.param(
            with_item("office: &a " + "长" * 30_000, f"basis: [{', '.join(['*a'] * 50_000)}]"), "K009", id="text"
        ),
        pytest.param(with_item(f"basis: [{', '.join(['长' * 20_000] * 2)}]"), "K011", id="a list printed in one cell"),
        pytest.param(with_item("office: " + "𠀀" * 20_000), "K011", id="rare characters, which Excel counts twice"),
    ],
)
def test_what_is_too_much_is_told_in_a_few_words(raw: str, code: str) -> None:
    result = loaded(raw)
    assert result.entry is None
    assert result.diagnostics[0].code == code
    assert len(text.report(result.diagnostics)) < 1_500


def test_text_just_short_of_too_much_is_taken() -> None:
    entry = loaded(with_item("office: " + "长" * 32_767)).entry
    assert entry is not None
    assert len(made(entry, ["xlsx"], HOME)["xlsx"]) > 0


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("  - nme: 一\n", "K020"),
        ("  - name: 一 #1\n", "K006"),
        ("  - name: 一\n      二\n", "K007"),
        ("  - {id: a, name: 一}\n", "K026"),
    ],
)
def test_thousands_of_faults_are_all_told(line: str, code: str) -> None:
    result = loaded(GOOD.split("items:", maxsplit=1)[0] + "items:\n" + line * 10_000)
    assert sum(d.code == code for d in result.diagnostics) >= 9_999


# --- the head alone ---


def test_the_head_gives_the_texts_up_to_the_items() -> None:
    assert head(GOOD.encode()) == {
        "format": "1",
        "id": "shili-ju",
        "title": "示例局政府信息主动公开基本目录",
        "agency": "示例局",
        "profile": "basic-8",
        "edition": "2026",
        "issued": "2026-01-05",
    }


@pytest.mark.parametrize(
    "raw",
    [
        "items: [{name: 一}]\nid: a\nedition: b\n",
        "agency: &x 局\nguide: *x\nid: a\nedition: b\n",
        "source: {document: 一, id: c}\nid: a\nedition: b\nitems:\n  - id: d\n",
        "id: a\nedition: b\nitems: " + "[" * 100_000,
    ],
)
def test_the_head_knows_id_and_edition_however_the_file_is_ordered(raw: str) -> None:
    assert {key: head(raw.encode()).get(key) for key in ("id", "edition")} == {"id": "a", "edition": "b"}


# --- whatever it is ---

SEEDS = [GOOD.encode(), *(path.read_bytes() for path in sorted(ROOT.glob("tests/catalogs/*.yaml")))]
PROVOKED = [path.read_bytes() for path in sorted(ROOT.glob("tests/errors/**/*.yaml"))]
VALUES = [
    *[
        "",
        "一",
        "[]",
        "{}",
        "[一, 二]",
        "{一: 二}",
        '"\\n"',
        '" "',
        "*a",
        "&a 一",
        "!t 一",
        "|",
        ">",
        "#1",
        '"#"',
        "'",
        '"',
        "- 一",
    ],
    *[
        "=1+1",
        "2026-02-30",
        "\0",
        "?",
        ": ",
        "-",
        "：",
        "|\n          一\n          二",
        '"\\u0007"',
        "1e999",
        '"\\ud800"',
        "[*a, *a]",
    ],
    *[
        "长" * 40_000,
        "\u202e\u200b\xa0\u3000",
        "-1",
        "~",
        "true",
        "<b>&amp;</b>",
        "]]>",
        "{{ x }}",
        "%s",
        "\\",
        '"a\\tb"',
        "id",
        "𠀀" * 50,
    ],
]
NAMES = sorted({*re.findall(r"^ *(?:- )?(\w+):", b"\n".join(SEEDS).decode(), re.MULTILINE), "<<", "ignore", "previous"})


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """The bytes with a line doubled, dropped, moved or indented, a value or key swapped, a byte flipped, a piece put in."""
    lines = raw.split(b"\n")
    place = chance.randrange(len(lines))
    key, colon, value = lines[place].partition(b": ")
    match chance.randrange(10):
        case 0:
            lines.insert(place, chance.choice(lines))
        case 1:
            del lines[place]
        case 2:
            lines[place] = b" " * chance.randrange(12) + lines[place].lstrip()
        case 3 | 4:
            lines[place] = key + b": " + chance.choice(VALUES).encode()
        case 5:
            indent = len(key) - len(key.lstrip())
            lines.insert(place, b" " * indent + f"{chance.choice(NAMES)}: {chance.choice(VALUES)}".encode())
        case 6:
            lines[place] = key + colon + chance.choice(lines).partition(b": ")[2]
        case 7:
            lines[place] = key + chance.choice([":", "：", " : ", ": &a ", ":\t"]).encode() + value
        case 8 if raw:
            at = chance.randrange(len(raw))
            return raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :]
        case _:
            at = chance.randrange(len(raw) + 1)
            return raw[:at] + chance.choice(VALUES).encode() + raw[at:]
    return b"\n".join(lines)


def hold(diagnostics: tuple[Diagnostic, ...], raw: bytes) -> None:
    """What holds of every diagnostic: a known code, a place in the file, a message that is not the library's."""
    last = raw.count(b"\n") + 1
    for diagnostic in diagnostics:
        line, column, end_line, end_column = diagnostic.position
        assert diagnostic.code in REFUSALS
        assert 1 <= line <= last
        assert column >= 1
        assert (line, column) <= (end_line, end_column)
        assert not re.search("YAML 写法有误|不合要求（", diagnostic.message)
    assert json.report(Results(diagnostics))


@given(st.integers(0, 2**32), st.sampled_from([*SEEDS, *SEEDS, *PROVOKED]), st.integers(1, 6))
@settings(max_examples=700, deadline=None)
def test_a_mutated_catalog_is_told_of_or_goes_all_the_way_and_never_raises(seed: int, raw: bytes, times: int) -> None:
    chance = random.Random(seed)
    for _ in range(times):
        raw = mutated(raw, chance)
    result = loaded(raw)
    assert (result.entry is None) == bool(result.diagnostics)
    hold(result.diagnostics, raw)
    if result.entry is not None:
        list(check([result], all_rules()))
        again = loaded(canonical(result.source, result.entry.catalog.ids, style_of(Catalog))).entry
        assert again is not None
        made(result.entry, OWN_FORMATS[seed % len(OWN_FORMATS) :][:2], HOME)


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda result: result.encode("utf-8", "surrogatepass")))
@settings(max_examples=300, deadline=None)
def test_any_bytes_at_all_are_told_of(raw: bytes) -> None:
    result = loaded(raw)
    assert result.diagnostics
    hold(result.diagnostics, raw)
    head(raw)


YAML = st.recursive(
    st.sampled_from(VALUES),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda of: f"[{', '.join(of)}]")
        | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3).map(
            lambda of: "{" + ", ".join(f"{key}: {value}" for key, value in of.items()) + "}"
        )
    ),
    max_leaves=8,
)


@given(st.lists(st.tuples(st.sampled_from(NAMES), YAML), max_size=8))
@settings(max_examples=300, deadline=None)
def test_any_yaml_at_all_never_raises(pairs: list[tuple[str, str]]) -> None:
    raw = "".join(f"{key}: {value}\n" for key, value in pairs).encode()
    hold(loaded(raw).diagnostics, raw)


def every_provoked_file() -> Iterator[Path]:
    yield from (path for path in ROOT.glob("tests/errors/**/*") if path.is_file())


def test_the_problems_of_the_provoked_files_hold_too() -> None:
    for path in every_provoked_file():
        hold(loaded(path.read_bytes()).diagnostics, path.read_bytes())
