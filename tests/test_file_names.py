"""Names of built files by the pattern of gkml.yaml."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gkml.project.file_names import LONGEST, named, safe
from tests.conftest import Result

PATTERN = "{agency}{title}{edition}"
CATALOG = "id: {id}\ntitle: {title}\nagency: 某县教育局\nedition: '{edition}'\nprofile: basic-8\nitems: [{{name: 职责, items: [{{name: 甲, content: 乙}}]}}]\n"


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        ({"agency": "某县教育局", "title": "主动公开基本目录", "edition": "2026"}, "某县教育局主动公开基本目录2026"),
        (
            {"agency": "某县教育局", "title": "某县教育局主动公开基本目录", "edition": "2026"},
            "某县教育局主动公开基本目录2026",
        ),
        ({"title": "目录", "edition": ""}, "目录"),
        ({"title": 'a/b\\c:d*e?"f<g>h|i\nj', "edition": ""}, "a_b_c_d_e_f_g_h_i_j"),
        ({"title": "../../etc/passwd"}, "etc_passwd"),
        ({"title": "CON"}, "CON_"),
        ({"title": "lpt1.x"}, "lpt1_.x"),
        ({}, ""),
    ],
)
def test_a_pattern_gives_a_name_that_every_system_takes(texts: dict[str, str], name: str) -> None:
    assert named(PATTERN, texts) == name


def test_a_long_name_is_cut_between_two_characters() -> None:
    name = safe("目录" * 200)
    assert LONGEST - 3 < len(name.encode()) <= LONGEST
    assert set(name) == {"目", "录"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("gkml.yaml").write_text("file_name: '{agency}{title}{edition}'\nformats: [docx, html]\n", "utf-8")
    Path("ju").mkdir()
    for edition in ("2025", "2026"):
        text = CATALOG.format(id="ju", title="某县教育局基本目录", edition=edition)
        Path(f"ju/{edition}.yaml").write_text(text, "utf-8")
    return tmp_path


def test_outputs_have_the_name_and_the_index_leads_to_them(folder: Path, gkml: Callable[..., Result]) -> None:
    assert gkml("build").code == 0
    names = {path.relative_to("build").as_posix() for path in Path("build").rglob("*.*") if path.is_file()}
    stems = ("ju/某县教育局基本目录2025", "ju/某县教育局基本目录2026")
    assert {f"{stem}.{form}" for stem in stems for form in ("docx", "html")} <= names
    assert "%E6%9F%90%E5%8E%BF" in Path("build/index.html").read_text("utf-8")
    assert gkml("build --check").code == 0


def test_two_editions_with_one_name_are_refused_before_anything_is_written(
    folder: Path, gkml: Callable[..., Result]
) -> None:
    Path("gkml.yaml").write_text("file_name: '{title}'\n", "utf-8")
    result = gkml("build")
    assert result.code == 2
    assert "ju/2025.yaml 和 ju/2026.yaml 会编译到同一个文件“ju/某县教育局基本目录”" in result.err
    assert not Path("build").exists()


@pytest.mark.parametrize("pattern", ["{titel}", "{agency", "a/{title}", "..\\{title}", "{}"])
def test_a_pattern_with_other_fields_or_folders_is_refused(
    folder: Path, gkml: Callable[..., Result], pattern: str
) -> None:
    Path("gkml.yaml").write_text(f"file_name: '{pattern}'\n", "utf-8")
    result = gkml("build")
    assert result.code == 2
    assert "gkml.yaml:1:12" in result.err and "{agency}{title}{edition}" in result.err
