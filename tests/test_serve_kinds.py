"""`gkml serve` with every document of the repository: each page is shown, each cell leads to its own value and no other."""

import html
import re
from pathlib import Path

import pytest

from gkml.diagnostics import Route
from gkml.project.desk.values import plain, route_of, values
from gkml.project.editor.opened import Opened
from gkml.project.files import read_file
from gkml.project.workspace import find_home
from tests.conftest import CATALOGS, DOCUMENTS, OTHER_KINDS, ROOT, name_of
from tests.served import served

EVERY = sorted({*DOCUMENTS, *CATALOGS})
REPORT = ROOT / "catalogs/liaocheng-scjg/2021-annual-report.yaml"
PLAN = ROOT / "catalogs/liupanshui-scjg/2020-work-plan.yaml"


def opened(path: Path) -> Opened:
    return Opened.of(read_file(path), path, find_home(path))


def at(data: object, route: Route) -> object:
    for step in route:
        data = data[step]  # type: ignore[index]
    return data


@pytest.mark.parametrize("path", EVERY, ids=name_of)
def test_every_document_has_a_page_with_its_values(path: Path, tmp_path: Path) -> None:
    server = served(tmp_path, path)
    answer = server.get(f"/d/{server.key(tmp_path / path.name)}")
    assert answer.status == 200
    shown = set(map(html.unescape, re.findall(r'(?<!finding)(?<!li) data-at="([^"]+)" data-editing', answer.text)))
    document = opened(path)
    assert shown <= set(values(document))
    assert len(shown) >= 15
    ids = re.findall(r' id="([^"]+)"', answer.text)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", OTHER_KINDS, ids=name_of)
def test_the_cells_of_other_kinds_hold_what_stands_at_their_route(path: Path) -> None:
    document = opened(path)
    for value in values(document).values():
        route = route_of(value.at, document)
        assert route is not None
        assert at(document.source.data, route) == plain(value.value), value


def test_most_of_a_report_is_edited_where_it_is_printed(tmp_path: Path) -> None:
    server = served(tmp_path, REPORT)
    text = server.get(f"/d/{server.key(tmp_path / REPORT.name)}").text
    cells = re.findall(r'<td[^>]* data-at="(applications|disclosures|reviews)/', text)
    assert {name: cells.count(name) for name in set(cells)} == {"applications": 175, "disclosures": 10, "reviews": 15}


@pytest.mark.parametrize(
    ("path", "route", "now"),
    [
        (REPORT, ("applications", "new", 0), "19"),
        (REPORT, ("applications", "new", 0), "很多"),
        (REPORT, ("sections", 0, "heading"), "一、总的情况"),
        (PLAN, ("title",), "新的标题"),
        (PLAN, ("sections", 0, "heading"), "聚焦别的"),
    ],
)
def test_an_edit_changes_one_line_and_is_taken_back(path: Path, route: Route, now: str, tmp_path: Path) -> None:
    server = served(tmp_path, path)
    file = tmp_path / path.name
    key, before = server.key(file), file.read_bytes()
    address = "/".join(map(str, route))
    was = at(opened(path).source.data, route)
    answer = server.post("/edit", key=key, at=address, was=was, now=now)
    assert answer.status == 200, answer.text
    assert at(read_file(file).data, route) == now
    old, new = before.decode().splitlines(), file.read_text("utf-8").splitlines()
    assert sum(one != other for one, other in zip(old, new, strict=True)) == 1
    assert f'data-at="{address}"' in server.get(f"/d/{key}").text
    assert server.post("/edit", key=key, at=address, was=was, now="别的").status == 409
    assert server.post("/undo", key=key, direction="undo").status == 200
    assert file.read_bytes() == before


def test_a_number_that_is_none_stays_in_its_cell_with_its_finding(tmp_path: Path) -> None:
    server = served(tmp_path, REPORT)
    key = server.key(tmp_path / REPORT.name)
    assert server.post("/edit", key=key, at="applications/new/0", was="18", now="x").status == 200
    text = server.get(f"/d/{key}").text
    assert re.search(r'<td class="c? ?error" data-at="applications/new/0"[^>]*data-signs="✕\d"[^>]*>x</td>', text)
