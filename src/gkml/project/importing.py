"""`gkml import`: files of offices in, catalogs written beside them, and a report of what became of every cell."""

import sys
from pathlib import Path
from typing import Any, NamedTuple

import typer

from gkml.catalog.load import Loaded
from gkml.catalog.model import Catalog
from gkml.catalog.profile import Profile
from gkml.diagnostics import GkmlError
from gkml.layout.account import layout
from gkml.project.config import CONFIG
from gkml.project.files import SOURCES, display, read_bytes
from gkml.project.submission import Foreign, foreign
from gkml.project.tables import table
from gkml.project.workspace import Home, find_home
from gkml.project.writing import check_output, put, put_output
from gkml.quoting import shown
from gkml.recognise.draft import Draft, is_slug
from gkml.report import import_text
from gkml.schema.style import style_of
from gkml.yamltext.dump import dump

REPORTS = ("text", "json", "xlsx")
_LOUD = {"文本框", "没有存值的公式", "隐藏的表格", "隐藏的文字"}
"""What stands outside of the tables and may be part of the directory all the same."""


class Order(NamedTuple):
    """The command's arguments."""

    files: list[Path]
    out: str
    id: str
    profile: str
    encoding: str
    report_format: str
    report_file: Path | None
    lenient: bool
    config: Path | None


def run(order: Order) -> int:
    """Runs the order and returns the exit code."""
    _check_options(order)
    home = find_home(Path(order.out) if order.out not in {"", "-"} else order.files[0], order.config)
    wanted = _wanted(order.profile, home)
    read = [_read(path, home, wanted, order.encoding) for path in order.files]
    for path, found in zip(order.files, read, strict=True):
        _write(path, found, order, home)
    return int(any(not _is_certain(found) for found in read) and not order.lenient)


def _check_options(order: Order) -> None:
    if order.report_format not in REPORTS:
        raise GkmlError(f"不认识的报告格式“{order.report_format}”；可选：{'、'.join(REPORTS)}")
    if len(order.files) > 1 and (
        order.id or order.report_file or Path(order.out).suffix in SOURCES or order.out == "-"
    ):
        raise GkmlError("--id、--report-file 和写成一个文件的 --out 一次只能导入一个文件；请分开导入")
    if order.id and not is_slug(order.id):
        raise GkmlError(f"--id 的“{shown(order.id)}”不能作目录代号；请用小写字母、数字和连字符，如 some-ju")
    if order.report_file:
        check_output(order.report_file, order.files)
    if order.report_format == "xlsx" and not order.report_file:
        raise GkmlError("xlsx 报告请加 --report-file 文件名.xlsx")


def _wanted(name: str, home: Home) -> Profile | None:
    if name and name not in home.profiles:
        raise GkmlError(f"没有表式“{name}”；gkml schema --profiles 列出全部")
    return home.profiles[name] if name else None


def _read(path: Path, home: Home, wanted: Profile | None, encoding: str) -> Foreign:
    return foreign(read_bytes(path), display(path), home.profiles, wanted=wanted, encoding=encoding)


def _is_certain(found: Foreign) -> bool:
    loud = any(each.what in _LOUD for each in found.recognised.left_out)
    return found.recognised.account.clean and not loud and all(load.entry for load in found.loads)


# --- what is written ---


def _write(path: Path, found: Foreign, order: Order, home: Home) -> None:
    drafts = found.recognised.drafts
    texts = [dump(_named(draft, order.id, number), style_of(Catalog)) for number, draft in enumerate(drafts, 1)]
    if order.out == "-":
        if len(texts) > 1:
            raise GkmlError(f"{display(path)} 里有 {len(texts)} 份目录，不能一起写到标准输出；请用 --out 文件夹")
        sys.stdout.write(texts[0])
    else:
        targets = [
            _target(path, _id(draft, order.id, number), order.out, len(texts)) for number, draft in enumerate(drafts, 1)
        ]
        for target in targets:
            if target.exists():
                raise GkmlError(f"已经有 {display(target)}；请用 --out 写到别处，或用 --update 把改动合并进去")
        for target, text, draft, load in zip(targets, texts, drafts, found.loads, strict=True):
            put(target, text.encode())
            typer.echo(f"新建：{display(target)}（{_count(load)}，表式 {draft.form.name}）", err=True)
            if draft.is_derived:
                _put_form(draft.form, home, target.parent)
    _tell(found, order, home)


def _count(load: Loaded) -> str:
    return f"{len(load.entry.catalog.leaves)} 个事项" if load.entry else "还不合写法，用 gkml lint 看"


def _id(draft: Draft, asked: str, number: int) -> str:
    given = asked or str(draft.data["id"])
    return given if number == 1 else f"{given}-{number}"


def _named(draft: Draft, asked: str, number: int) -> dict[str, object]:
    return {**draft.data, "id": _id(draft, asked, number)}


def _target(path: Path, name: str, out: str, count: int) -> Path:
    """A file as it was named, or one in the folder that was named (that of the file where none was)."""
    asked = Path(out) if out else path.parent
    if asked.suffix in SOURCES:
        if count > 1:
            raise GkmlError(f"{display(path)} 里有 {count} 份目录，不能写进一个文件；请用 --out 文件夹")
        return asked
    return asked / f"{name}.yaml"


def _put_form(form: Profile, home: Home, folder: Path) -> None:
    """Writes a derived form where the catalog will look for it."""
    root = home.root or folder
    if not home.root:
        put(root / CONFIG, b"version: 1\n")
        typer.echo(f"新建：{display(root / CONFIG)}（让表式能被找到）", err=True)
    target = root / "schema" / "profiles" / f"{form.name}.yaml"
    put(target, dump(as_texts(form.model_dump(mode="json", exclude_defaults=True)), style_of(Profile)).encode())
    typer.echo(f"新建：{display(target)}（原件的表头没有现成的表式，按原件归纳）", err=True)


def as_texts(value: Any) -> Any:
    """Plain data as a YAML file of this program has it: every scalar a text."""
    if isinstance(value, dict):
        return {key: as_texts(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_texts(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)


def _tell(found: Foreign, order: Order, home: Home) -> None:
    account, left_out = found.recognised.account, found.recognised.left_out
    match order.report_format:
        case "json":
            from gkml.report import import_json

            made = import_json.report(account, left_out).encode()
        case "xlsx":
            made = table(layout(account, left_out, import_text.summary(account)), "xlsx", home)
        case _:
            made = import_text.report(account, left_out).encode()
    if order.report_file:
        put_output(order.report_file, made, order.files)
        typer.echo(import_text.summary(account), err=True)
    else:
        typer.echo(made.decode(), err=order.out == "-", nl=False)
