"""The same input gives the same bytes, whatever the day, the place, the seed and the number of processes."""

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from tests.real.cases import gkml
from tests.real.parts import CHECKOUT

EVERY_FORM = "docx,xlsx,html,csv,md,json"
ANOTHER_DAY = """
import datetime, time

DAYS = 400 * 86400
_time, _time_ns, _gmtime, _localtime, _strftime = time.time, time.time_ns, time.gmtime, time.localtime, time.strftime


class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.now(datetime.timezone.utc).replace(tzinfo=None)

    @classmethod
    def today(cls):
        return cls.now()


time.time = lambda: _time() + DAYS
time.time_ns = lambda: _time_ns() + DAYS * 10**9
time.gmtime = lambda seconds=None: _gmtime(time.time() if seconds is None else seconds)
time.localtime = lambda seconds=None: _localtime(time.time() if seconds is None else seconds)
time.strftime = lambda form, when=None: _strftime(form, time.localtime() if when is None else when)
datetime.datetime = Later
"""
"""Imported by Python at its start: from then on it is 400 days later. `date.today` asks `time.time`."""


def built(folder: Path, sources: Path, *options: str, env: dict[str, str] | None = None) -> dict[str, str]:
    """A digest of every file of a build of its own, by name."""
    folder.mkdir()
    gkml("build", sources, "--out", folder / "out", "--format", EVERY_FORM, *options, cwd=folder, env=env)
    files = sorted(path for path in (folder / "out").rglob("*") if path.is_file())
    return {
        path.relative_to(folder / "out").as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return built(tmp_path_factory.mktemp("today") / "build", CHECKOUT / "catalogs")


def test_a_second_build_gives_the_same_bytes(today: dict[str, str], tmp_path: Path) -> None:
    assert len(today) > 6
    assert built(tmp_path / "build", CHECKOUT / "catalogs") == today


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4294967295"},
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"},
        {"SOURCE_DATE_EPOCH": "1"},
        {"PYTHONOPTIMIZE": "2", "PYTHONUTF8": "0", "NO_COLOR": "1", "COLUMNS": "20"},
    ],
    ids=lambda env: next(iter(env)),
)
def test_the_surroundings_make_no_difference(today: dict[str, str], tmp_path: Path, env: dict[str, str]) -> None:
    assert built(tmp_path / "build", CHECKOUT / "catalogs", env=env) == today


@pytest.fixture
def later(tmp_path: Path) -> dict[str, str]:
    """An environment in which it is 400 days later."""
    (tmp_path / "later").mkdir()
    (tmp_path / "later" / "sitecustomize.py").write_text(ANOTHER_DAY, "utf-8")
    paths = [str(tmp_path / "later"), os.environ.get("PYTHONPATH", "")]
    return {"PYTHONPATH": os.pathsep.join(filter(None, paths))}


def test_another_day_makes_no_difference(today: dict[str, str], tmp_path: Path, later: dict[str, str]) -> None:
    assert built(tmp_path / "build", CHECKOUT / "catalogs", env=later) == today


@pytest.mark.parametrize(
    "clock",
    [
        "__import__('time').strftime('%Y-%m-%d')",
        "__import__('datetime').datetime.now().date().isoformat()",
        "__import__('datetime').date.today().isoformat()",
    ],
)
def test_the_other_day_is_another_day_by_each_clock(later: dict[str, str], clock: str) -> None:
    days = []
    for env in ({}, later):
        words = [sys.executable, "-c", f"print({clock})"]
        days.append(subprocess.check_output(words, env={**os.environ, **env}, text=True).strip())
    assert days[0] < days[1]


def test_several_processes_give_the_same_bytes_as_one(tmp_path: Path) -> None:
    sources = tmp_path / "many"
    sources.mkdir()
    text = (CHECKOUT / "catalogs" / "liuzhou-swj" / "as-issued.yaml").read_text("utf-8")
    fields = yaml.safe_load(text)
    # More than a process takes at a time: fewer catalogs are compiled in one process whatever is asked for.
    for number in range(60):
        own = text.replace(f"\nid: {fields['id']}\n", f"\nid: copy-{number}\n")
        assert own != text
        (sources / f"{number:02}.yaml").write_text(own, "utf-8")
    alone = built(tmp_path / "one", sources, "--jobs", "1")
    assert built(tmp_path / "two", sources, "--jobs", "2") == alone
    assert len(alone) == 60 * 6 + 1


def test_no_office_file_holds_a_date_but_its_own(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    gkml("build", CHECKOUT / "catalogs", "--out", tmp_path / "build", "--format", "docx,xlsx", cwd=tmp_path)
    for path in tmp_path.joinpath("build").rglob("*.*x"):
        with zipfile.ZipFile(path) as package:
            assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
