"""A few cases of tests/by_hand/fuzz.py: spoilt input ends with an exit code and a message, whatever it is."""

from pathlib import Path

import pytest

from tests.by_hand import fuzz

CASES = 12  # of each command; `python -m tests.by_hand.fuzz` runs as many as wanted


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("GKML_DEBUG", "1")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


@pytest.mark.parametrize("command", fuzz.CASES)
def test_spoilt_input_ends_with_an_exit_code(command: str) -> None:
    assert [fault for number in range(CASES) for fault in fuzz.faults(command, 0, number)] == []


def test_an_internal_error_and_a_hang_are_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> int:
        raise KeyError("span")

    def endless() -> int:
        while True:
            pass

    monkeypatch.setattr(fuzz, "run", broken)
    assert "KeyError: 'span'" in fuzz.fault_of("lint a.yaml")
    monkeypatch.setattr(fuzz, "run", endless)
    monkeypatch.setattr(fuzz, "SECONDS", 0.05)
    assert "TooSlow" in fuzz.fault_of("lint a.yaml")
