"""Sends spoilt catalogs, spoilt tables and odd phrases through the commands.

`python -m tests.by_hand.fuzz COMMAND [--cases 1000] [--seed 1] [--keep FOLDER]` where COMMAND is lint, fmt, diff, update, due,
or one of the kinds of files that are read: docx, xlsx, html, csv, txt.
Each case runs in this process, ends with exit code 0, 1 or 2, raises nothing and takes less than 10 seconds of CPU. A case that
does not is printed with its number, and its files are copied to FOLDER; the same seed and number give the same case.
"""

import argparse
import io
import os
import random
import re
import shlex
import shutil
import signal
import sys
import tempfile
import traceback
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path

from gkml.cli import run
from tests.by_hand import files
from tests.conftest import CATALOGS, ROOT

SECONDS = 10
AWKWARD = [
    *(
        "",
        " ",
        "=1+1",
        "#N/A",
        "010",
        "<b>&amp;</b>",
        "\u00a0",
        "“双随机、一公开”",
        "𠀀",
        "\u202e",
        "同上",
        "无",
        "—",
        "/",
        "~",
    ),
    *(
        "、" * 50,
        "《" * 40,
        "（" * 40,
        " " * 500,
        "某" * 3000,
        "a-" * 400,
        "1." * 300,
        "null",
        "[]",
        "{}",
        "- a",
        "|",
        ">",
        "&a",
        "*a",
    ),
    *(
        "\u2028",
        "\ufeff",
        "\u0085",
        "\x07",
        "'",
        '"',
        "\\",
        "%",
        "@",
        "`",
        "!!python/object:os.system",
        "<<: *x",
        "📎",
        "\ud7ff",
    ),
]
PHRASES = [line.split("\t")[0] for line in (ROOT / "tests/time_limits.tsv").read_text("utf-8").splitlines()[1:]]
PIECES = [
    *(
        "自",
        "信息形成",
        "或者",
        "变更",
        "之日",
        "起",
        "前",
        "后",
        "内",
        "每",
        "年",
        "季度",
        "月",
        "周",
        "日",
        "首个",
        "下班前",
        "个工作日",
        "个自然日",
    ),
    *(
        "20",
        "二十",
        "二○",
        "〇",
        "１０",
        "99999",
        "0",
        "-3",
        "1.5",
        "上半年",
        "前一",
        "不少于",
        "至少",
        "最短",
        "不超过",
        "遇节假日",
        "顺延",
        "提前",
    ),
    *(
        "及时",
        "长期",
        "公示",
        "应急响应",
        "终止",
        "31",
        "2月30日",
        "二〇二五年十二月三十一日",
        "（",
        "）",
        "；",
        "、",
        "，",
        "其中",
        "法律",
        "规定",
        "\n",
    ),
]


class TooSlow(Exception):
    """A case took too long."""


# --- material ---


@cache
def texts() -> list[str]:
    """Catalogs of at most a few dozen lines each: the head of a file and some of its items."""
    samples = []
    for path in [*CATALOGS, ROOT / "templates/workspace/catalogs/shili-ju/2026.yaml"]:
        head, _, items = path.read_text("utf-8").partition("\nitems:\n")
        parts = re.split(r"(?m)^(?=(?:  )?- )", items)
        samples += [f"{head}\nitems:\n{''.join(parts[at : at + 3])}" for at in range(0, min(len(parts), 30), 3)]
    return [sample for sample in samples if len(sample) < 8_000]


@cache
def values() -> list[str]:
    """Values of the catalogs, limits, and what was hard once."""
    found = {match for sample in texts() for match in re.findall(r"(?m)^[ -]*\w+: (.+)$", sample)}
    return [*sorted(found), *PHRASES, *AWKWARD, *AWKWARD]


def spoilt(text: str, chance: random.Random, times: int) -> str:
    lines = text.split("\n")
    for _ in range(times):
        if lines:
            spoil(lines, chance.randrange(len(lines)), chance)
    return "\n".join(lines)


def spoil(lines: list[str], at: int, chance: random.Random) -> None:
    """Changes one line, or the lines around it, in place."""
    line = lines[at]
    match chance.randrange(15):
        case 0:
            del lines[at : at + chance.randint(1, 4)]
        case 1:
            lines[at:at] = lines[at : at + chance.randint(1, 6)]
        case 2:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at] = " " * chance.randint(0, 12) + line.strip()
        case 4:
            cut = chance.randint(0, len(line))
            lines[at] = line[:cut] + chance.choice(AWKWARD) + line[cut + chance.randint(0, 2) :]
        case _:
            lines[at] = re.sub(r"(: |- ).*$", lambda found: found[1] + chance.choice(values()), line, count=1)


def phrase(chance: random.Random) -> str:
    if chance.random() < 0.4:
        known = chance.choice(PHRASES)
        cut = chance.randint(0, len(known))
        return known[:cut] + chance.choice(PIECES) + known[cut + chance.randint(0, 3) :]
    return "".join(chance.choices(PIECES, k=chance.randint(1, 10)))


def retyped(data: bytes, chance: random.Random) -> bytes:
    """The Office file with some texts changed, lost or exchanged, and some rows lost or doubled."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if re.fullmatch(r"word/document\.xml|xl/worksheets/sheet1\.xml|xl/sharedStrings\.xml", name):
                part = with_other_texts(part.decode(), chance).encode()
            new.writestr(name, part)
    return out.getvalue()


def with_other_texts(xml: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 4)):
        kind = r"<((?:w:)?t)([ >][^<]*?)</\1>" if chance.random() < 0.7 else r"<(w:tr|row)([ >].*?)</\1>"
        places = list(re.finditer(kind, xml, re.DOTALL))
        if places:
            place = chance.choice(places)
            xml = xml[: place.start()] + replacement(place, chance) + xml[place.end() :]
    return xml


def replacement(place: re.Match[str], chance: random.Random) -> str:
    if place[1] in {"w:tr", "row"}:
        return chance.choice(["", place[0] + place[0]])
    text = chance.choice(values()).translate({ord("&"): "&amp;", ord("<"): "&lt;"})
    legal = re.sub("[\x00-\x08\x0b-\x1f]", "", text)
    return f'<{place[1]} xml:space="preserve">{legal}</{place[1]}>'


# --- cases: files are written, commands come out ---


def lint_case(chance: random.Random) -> Iterator[str]:
    write("a.yaml", spoilt(chance.choice(texts()), chance, chance.randint(1, 5)))
    form = chance.choice(["text", "full", "json", "sarif", "github", "gitlab", "junit", "markdown"])
    yield f"lint a.yaml --output-format {form}"


def fmt_case(chance: random.Random) -> Iterator[str]:
    write("a.yaml", spoilt(chance.choice(texts()), chance, chance.randint(1, 3)))
    yield "lint a.yaml --fix --unsafe-fixes --fail-on never"
    yield "fmt a.yaml"
    yield "fmt a.yaml --check"


def diff_case(chance: random.Random) -> Iterator[str]:
    old = spoilt(chance.choice(texts()), chance, chance.randint(0, 1))
    write("a.yaml", old)
    write("b.yaml", spoilt(old if chance.random() < 0.9 else chance.choice(texts()), chance, chance.randint(1, 6)))
    form = chance.choice(["text", "text", "json", "markdown", "html", "xlsx", "docx", "redline"])
    yield f"diff a.yaml b.yaml --output-format {form} --output-file out"
    yield "diff a.yaml a.yaml --fail-on any"


def update_case(chance: random.Random) -> Iterator[str]:
    text, form = chance.choice(texts()), chance.choice(["xlsx", "docx"])
    data = built(text, form)
    if data:
        write("base.yaml", text)
        write("a.yaml", text if chance.random() < 0.5 else spoilt(text, chance, 1))
        Path(f"back.{form}").write_bytes(retyped(data, chance))
        more = chance.choice(["", " --ours", " --theirs", " --remove --reason 机构改革"])
        yield f"import back.{form} --update a.yaml --base base.yaml{more}"
        yield f"import back.{form} -o new.yaml"
        yield "lint a.yaml --fail-on never"


def due_case(chance: random.Random) -> Iterator[str]:
    day = f"{chance.randint(2008, 2027)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    more = chance.choice(["", " --explain", " --estimate", " --output-format json", " --region 广西"])
    yield f"due --limit {shlex.quote(phrase(chance))} --from {day} --as-of {day}{more}"


CASES: dict[str, Callable[[random.Random], Iterator[str]]] = {
    "lint": lint_case,
    "fmt": fmt_case,
    "diff": diff_case,
    "update": update_case,
    "due": due_case,
    **files.CASES,
}


def write(name: str, text: str) -> None:
    Path(name).write_bytes(text.encode("utf-8", "surrogatepass"))


@cache
def built(text: str, form: str) -> bytes:
    """What the catalog looks like when it is sent out; nothing if it does not load."""
    write("base.yaml", text)
    code, _ = called(f"build base.yaml --format {form} --out - --quiet", Path("base.out"))
    return Path("base.out").read_bytes() if code == 0 else b""


# --- running ---


@contextmanager
def limited() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooSlow(f"more than {SECONDS} seconds")

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def called(command: str, out: Path | None = None) -> tuple[int, str]:
    """Runs a command line in this process; returns its exit code and what it wrote to the error stream."""
    sys.argv = ["gkml", *shlex.split(command)]
    shown, errors = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with redirect_stdout(shown), redirect_stderr(errors), limited():
        code = run()
    if out:
        shown.flush()
        out.write_bytes(shown.buffer.getvalue())  # type: ignore[attr-defined]
    errors.flush()
    return code, errors.buffer.getvalue().decode("utf-8", "replace")  # type: ignore[attr-defined]


def fault_of(command: str) -> str:
    """Runs one command of a case; returns what is wrong with its end, or nothing."""
    try:
        code, errors = called(command)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return "".join(traceback.format_exception(error)[-4:])
    if code not in {0, 1, 2} or "Traceback" in errors:
        return f"exit code {code}: {errors[-500:]}"
    if command == "diff a.yaml a.yaml --fail-on any" and code == 1 and "K0" not in errors:
        return f"a file differs from itself: {errors[-500:]}"
    return ""


def faults(name: str, seed: int, number: int) -> list[tuple[str, str]]:
    """Runs one case in the current folder: the commands with a fault, and the faults."""
    chance = random.Random(f"{name} {seed} {number}")
    return [(command, fault) for command in CASES[name](chance) if (fault := fault_of(command))]


def clear() -> None:
    for path in Path().iterdir():
        if path.name != "cache":
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def main() -> int:
    """Runs the cases that the command line asks for; 1 if one has a fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.by_hand.fuzz", description=__doc__)
    parser.add_argument("command", choices=CASES)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=None)
    options = parser.parse_args()
    bad = 0
    with tempfile.TemporaryDirectory(
        prefix="gkml-fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None
    ) as name:
        os.chdir(name)
        os.environ |= {"XDG_CACHE_HOME": f"{name}/cache", "GKML_DEBUG": "1"}
        for number in range(options.cases):
            for command, fault in faults(options.command, options.seed, number):
                bad += 1
                print(f"--- {options.command} seed {options.seed} case {number}: gkml {command}\n{fault}", flush=True)
                if options.keep:
                    shutil.copytree(
                        name, options.keep / f"{options.command}-{options.seed}-{number}", dirs_exist_ok=True
                    )
            clear()
        os.chdir(ROOT)
    print(f"{options.command}: {options.cases} cases of seed {options.seed}, {bad} faults")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
