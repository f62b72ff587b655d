"""A submission: a file that an office sent in (Word, Excel, page, CSV …), as a `Document` and as the catalogs in it.

The reader is chosen by what the file holds, because portals name pages .doc. Readers are imported when they are needed.
"""

from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from gkml.catalog.profile import Profile
from gkml.diagnostics import GkmlError, Route
from gkml.diagnostics.quoting import shown
from gkml.kinds import KINDS, load
from gkml.project.files import read_bytes
from gkml.project.paths import display
from gkml.project.workspace import Home
from gkml.schema.documents import AnyLoaded
from gkml.schema.style import style_of
from gkml.yamltext.source import read

if TYPE_CHECKING:
    from gkml.annual_report import recognise as reports
    from gkml.document import Document
    from gkml.recognise import draft as directories
    from gkml.recognise.grid import Spot
    from gkml.work_plan import recognise as plans

    Recognised = directories.Recognised | reports.RecognisedReports | plans.RecognisedPlans

SUFFIXES = frozenset(
    (
        *(".docx", ".docm", ".doc", ".wps", ".rtf", ".odt", ".xlsx", ".xlsm", ".xls", ".et", ".ods"),
        *(".html", ".htm", ".mht", ".mhtml", ".csv", ".tsv", ".txt", ".md", ".pdf"),
    )
)
"""Suffixes of files that can be read."""

_READERS = {
    "docx": "word.read",
    "xlsx": "excel.read",
    "html": "html.read",
    "mhtml": "html.read",
    "csv": "text.read_csv",
    "txt": "text.read_txt",
    "pdf": "pdf.read",
}
"""The reader of each kind of file, in `formats/`."""
_NO_REPORT = "PDF 只读年度报告，这份不是；目录请用原来的 Word、Excel 文件，或先在 WPS、Word 里把它转成 .docx"
_REFUSED = {
    "password": "文件加了密码；请另存为不设密码的再导入",
    "json": "JSON 文件不导入；请用 Word、Excel、网页或 CSV",
}


class SubmissionDraft(NamedTuple):
    """A document of a submission as plain data, ready to be written as YAML, and the cells that its values stand in.

    `form` names its form, `derived` is that form if it was made from the headings. `is_titled` is False if its title is
    the file's name.
    """

    kind: str
    data: dict[str, Any]
    form: str
    derived: Profile | None
    spots: "Mapping[Route, Spot]"
    is_titled: bool


class Submission(NamedTuple):
    """A file that was sent in: what was recognised in it, and each draft loaded as the document that it would become."""

    name: str
    recognised: "Recognised"
    drafts: tuple[SubmissionDraft, ...]
    loads: tuple[AnyLoaded, ...]


def is_submission(path: Path) -> bool:
    """Tells by the suffix whether a path is a file that an office sent in."""
    return path.suffix.lower() in SUFFIXES and not path.is_dir()


def is_lock(path: Path) -> bool:
    """Tells whether a file is the one that Word, WPS or LibreOffice keeps beside an open document."""
    return path.name.startswith(("~$", ".~lock."))


def open_submission(path: Path, home: Home, wanted: Profile | None = None, encoding: str = "") -> Submission:
    """Returns the submission at a path. Raises `GkmlError` if it cannot be read or holds no directory."""
    return submission(read_bytes(path), display(path), home.profiles.usable(), wanted=wanted, encoding=encoding)


def submission(
    data: bytes, name: str, forms: Mapping[str, Profile], *, wanted: Profile | None = None, encoding: str = ""
) -> Submission:
    """Returns the submission in a file's bytes; `name` is the file's name for messages.

    Raises `GkmlError` if the file cannot be read or holds no directory.
    """
    return submission_in(read_document(data, name, encoding), name, forms, wanted)


def submission_in(
    document: "Document", name: str, forms: Mapping[str, Profile], wanted: Profile | None = None
) -> Submission:
    """Returns the submission in a document that was read. Raises `GkmlError` if it holds no directory."""
    recognised = _recognised(document, name, forms, wanted)
    drafts = tuple(map(_draft, recognised.drafts))
    if not drafts:
        raise GkmlError(f"{name}: 没有找到目录的表；表头至少要有序号、事项名称、公开内容、公开时限一类的三列")
    names = [f"{name}（第{number}份目录）" if len(drafts) > 1 else name for number, _ in enumerate(drafts, 1)]
    return Submission(name, recognised, drafts, tuple(_loads(drafts, names, forms)))


def _draft(draft: "directories.Draft | reports.ReportDraft | plans.PlanDraft") -> SubmissionDraft:
    derived = draft.form if isinstance(draft.form, Profile) and draft.is_derived else None
    return SubmissionDraft(draft.kind, draft.data, draft.form.name, derived, draft.spots, draft.titled)


def _recognised(document: "Document", name: str, forms: Mapping[str, Profile], wanted: Profile | None) -> "Recognised":
    """Returns the annual report or the directories of a document."""
    from gkml.annual_report.load import report_forms
    from gkml.annual_report.recognise import recognise as recognise_report
    from gkml.recognise.draft import recognise
    from gkml.recognise.product import product_of
    from gkml.work_plan.recognise import recognise as recognise_plan

    report = recognise_report(document, report_forms(), Path(name).stem) if wanted is None else None
    plan = recognise_plan(document, Path(name).stem) if report is None and wanted is None else None
    if plan:
        return plan
    if report is None and Path(name).suffix.lower() == ".pdf":
        raise GkmlError(f"{name}: {_NO_REPORT}")
    if report is None and (product := product_of(document)):
        raise GkmlError(f"{name}: 这是{shown(product)}，不是目录")
    return report or recognise(document, forms, Path(name).stem, wanted)


def _loads(
    drafts: Iterable[SubmissionDraft], names: Iterable[str], forms: Mapping[str, Profile]
) -> Iterable[AnyLoaded]:
    """Yields each draft as the document that its YAML file would hold; positions are those in that file."""
    from gkml.yamltext.dump import dump

    for draft, name in zip(drafts, names, strict=True):
        text = dump(draft.data, style_of(KINDS[draft.kind].model))
        derived = {draft.form: draft.derived} if draft.derived else {}
        yield load(read(text.encode(), name), {**forms, **derived})


def read_document(data: bytes, name: str, encoding: str = "") -> "Document":
    """Returns the contents of a file. Raises `GkmlError`."""
    from gkml.formats.unreadable import UnreadableFile
    from gkml.project.legible import legible_document

    try:
        return legible_document(_document(data, Path(name).suffix.lower(), encoding or None))
    except (UnreadableFile, GkmlError) as error:
        raise GkmlError(f"{name}: {error}") from error


def _document(data: bytes, suffix: str, encoding: str | None) -> "Document":
    kind, data = modern(data, suffix)
    if kind not in _READERS:
        raise GkmlError(_REFUSED.get(kind, "不是认识的文件；能读的有 Word、Excel、WPS、OpenDocument、网页、CSV 和文本"))
    reader = import_module(f"gkml.formats.{_READERS[kind]}")
    document: Document = reader.read(data) if kind in {"docx", "xlsx"} else reader.read(data, encoding)
    return document


def modern(data: bytes, suffix: str) -> tuple[str, bytes]:
    """Returns the kind of a file and its bytes; older programs' files are converted to .docx or .xlsx. Raises `GkmlError`."""
    from gkml.formats.sniff import kind as kind_of
    from gkml.project.libreoffice import to_docx, to_xlsx

    kind = kind_of(data, suffix)
    if kind in {"doc", "odt", "rtf"}:
        return "docx", to_docx(data, kind)
    return ("xlsx", to_xlsx(data, kind)) if kind in {"xls", "ods"} else (kind, data)
