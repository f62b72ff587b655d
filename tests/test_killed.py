"""A few rounds of tests/by_hand: whatever the moment of a kill, no file is lost or half written."""

import random
from pathlib import Path

import pytest

from tests.by_hand import kill

ROUNDS = 3  # of each command; `python -m tests.by_hand.kill` runs as many as wanted


@pytest.mark.parametrize("name", kill.TRIALS)
def test_a_kill_leaves_whole_files_and_the_next_run_ends_as_always(name: str, tmp_path: Path) -> None:
    kill.preload()
    outcomes = kill.trial(kill.TRIALS[name], tmp_path, ROUNDS, random.Random(name))
    assert [outcome.faults for outcome in outcomes] == [()] * ROUNDS


def test_a_file_that_is_lost_or_half_written_is_a_fault() -> None:
    before, after = {"a": b"1", "b": b"1"}, {"a": b"2", "b": b"1", "c": b"3"}
    assert kill.faults_of({"a": b"2", "b": b"1"}, (before, after)) == []
    assert kill.faults_of({"a": b"", "c": b"3"}, (before, after)) == ["a: neither old nor new", "b: lost"]
