"""A process that checks documents all day stays flat: nothing keeps a catalog alive once nobody uses it."""

import gc
import os
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

from gkml.catalog.load import load
from gkml.lint.check import all_rules, check
from gkml.project.workspace import Home
from gkml.yamltext.source import read
from tests.conftest import ROOT

FILE = ROOT / "catalogs" / "liuzhou-scjg" / "as-issued.yaml"
GUIDED = ROOT / "catalogs" / "jincheng-food-drug" / "2020.yaml"
WARM_UP, ROUNDS = 30, 100
MOST = 2**20
"""Bytes that the process may grow in all rounds: 10 MiB in a thousand. (Caches by identity once took 34 MiB.)"""


def round_of(text: str, home: Home) -> "weakref.ref[object]":
    """Loads and checks a text as a linked catalog, and returns a weak reference to its catalog."""
    entry = load(read(text.encode(), "x.yaml"), home.profiles).entry
    assert entry is not None
    loaded = load(read(text.encode(), "x.yaml"), home.profiles)
    linked = loaded._replace(entry=entry._replace(guide=entry.catalog, previous=entry.catalog))
    assert list(check([linked], all_rules()))
    return weakref.ref(entry.catalog)


@pytest.mark.parametrize("file", [FILE, GUIDED], ids=lambda path: path.parent.name)
def test_a_catalog_dies_with_its_last_user(file: Path) -> None:
    kept = round_of(file.read_text("utf-8"), Home(None))
    gc.collect()
    assert kept() is None


def resident() -> int:
    """The bytes of this process that are in memory."""
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def growth(*, edited: bool) -> int:
    """How many bytes the process grows in `ROUNDS` checks of one text, or of a text with another word in each."""
    text, home = FILE.read_text("utf-8"), Home(None)
    for number in range(WARM_UP):
        round_of(text.replace("人教科", f"第{number}科") if edited else text, home)
    gc.collect()
    before = resident()
    for number in range(ROUNDS):
        round_of(text.replace("人教科", f"第{WARM_UP + number}科") if edited else text, home)
    gc.collect()
    return resident() - before


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="the size of a process is read from Linux's /proc")
@pytest.mark.parametrize("edited", [False, True], ids=["one text", "a text that is edited"])
def test_many_rounds_need_no_more_memory_than_few(edited: bool) -> None:
    code = f"from tests.test_memory import growth; print(growth(edited={edited}))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert int(out.stdout) < MOST
