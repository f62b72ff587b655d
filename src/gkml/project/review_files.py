"""The files of a review: the round before in; the summary and the lists to send back out."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from gkml.diagnostics import GkmlError
from gkml.layout.review import letter
from gkml.layout.review import workbook as pages
from gkml.project.file_names import safe
from gkml.project.files import read_bytes
from gkml.project.paths import display
from gkml.project.rendering import rendered
from gkml.project.workspace import Home
from gkml.project.writing import put_below
from gkml.report import review_json
from gkml.review.replies import Round
from gkml.review.summary import Summary

SUMMARY, STATE, LETTERS = "审核汇总", "审核.json", "反馈"
LETTER_FORMATS = ("xlsx", "docx")


def write_all(summary: Summary, out: Path, formats: Sequence[str], home: Home) -> tuple[Path, ...]:
    """Writes all files of a review below `out` and returns their paths. Raises `GkmlError`."""
    files = {
        f"{SUMMARY}.xlsx": rendered(pages.workbook(summary), "xlsx", home),
        f"{SUMMARY}.html": rendered(pages.page(summary), "html", home),
        "问题清单.html": rendered(pages.defects_page(summary), "html", home),
        **{f"{LETTERS}/{name}": data for name, data in _letters(summary, formats, home)},
        STATE: review_json.report(summary).encode(),
    }
    for name, data in files.items():
        put_below(out, out / name, data, write=True)
    return tuple(out / name for name in files)


def _letters(summary: Summary, formats: Sequence[str], home: Home) -> Iterator[tuple[str, bytes]]:
    """Yields the list of each body that has a defect, under a name of its own, in each format."""
    several = [each.body.name for each in summary.ranked]
    taken: set[str] = set()
    for each in summary.ranked:
        if not each.body.defects:
            continue
        body = each.body
        stem = f"问题清单-{body.name}" + (f"-{body.title}" if several.count(body.name) > 1 else "")
        name = _free(safe(stem), taken)
        document = letter.layout(each, summary.day, summary.due)
        for form in formats:
            yield f"{name}.{form}", rendered(document, form, home)


def _free(stem: str, taken: set[str]) -> str:
    name, number = stem, 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name.casefold())
    return name


def round_before(path: Path) -> Round:
    """Returns the round whose JSON is at a path, or in the folder. Raises `GkmlError`."""
    path = path / STATE if path.is_dir() else path
    try:
        return review_json.round_of(read_bytes(path))
    except ValueError as error:
        raise GkmlError(
            f"{display(path)} 不是 gkml review 写的 {STATE}，或被改动过；请用上次审核结果里的那一份"
        ) from error
