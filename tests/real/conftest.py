"""What all these tests share: everything is built once, converted once, and one browser is open."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.real.cases import EVERY, PUBLISHED, Case, build_all
from tests.real.libreoffice import Converted, LibreOffice
from tests.real.parts import cjk_fonts, command


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    return build_all(tmp_path_factory.mktemp("built"))


@pytest.fixture(params=EVERY)
def case(request: pytest.FixtureRequest, built: dict[str, Case]) -> Case:
    """Each catalog."""
    return built[request.param]


@pytest.fixture(params=PUBLISHED)
def published(request: pytest.FixtureRequest, built: dict[str, Case]) -> Case:
    """Each catalog of a real agency."""
    return built[request.param]


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> LibreOffice:
    cjk_fonts()
    return LibreOffice(command("soffice", "libreoffice-writer libreoffice-calc"), tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def pdfs(built: dict[str, Case], libreoffice: LibreOffice) -> Converted:
    """Every Word and Excel file as LibreOffice prints it."""
    return _converted(built, libreoffice, {"docx": "pdf", "xlsx": "pdf"})


@pytest.fixture(scope="session")
def understood(built: dict[str, Case], libreoffice: LibreOffice) -> Converted:
    """Every Word and Excel file as LibreOffice writes it again, in flat OpenDocument."""
    return _converted(built, libreoffice, {"docx": "fodt", "xlsx": "fods"})


def _converted(built: dict[str, Case], libreoffice: LibreOffice, wanted: dict[str, str]) -> Converted:
    made: Converted = {}
    for suffix, target in wanted.items():
        files = libreoffice.convert([case.file(suffix) for case in built.values()], target)
        made |= {(name, suffix): path for name, path in zip(built, files, strict=True)}
    return made


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = command("chromium", "chromium")
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        yield browser
        browser.close()
