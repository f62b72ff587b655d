"""A file is replaced only if it still holds what was read, however late another program writes."""

import sys
from pathlib import Path

import pytest

from gkml.project import writing
from gkml.project.writing import ChangedMeanwhileError, exchanged, put_over


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_text("old\n", "utf-8")
    return path


def test_a_file_is_replaced_whole_and_keeps_its_rights(file: Path) -> None:
    file.chmod(0o640)
    put_over(file, "old\n", "new\n")
    assert (file.read_text("utf-8"), file.stat().st_mode & 0o777) == ("new\n", 0o640)
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges two files in one step")
@pytest.mark.parametrize("writes", [["late\n"], ["late\n", "later\n"]])
def test_a_write_between_looking_and_replacing_is_not_lost(
    file: Path, writes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program replaces the file just before it is exchanged, and perhaps again before it is exchanged back."""
    pending = list(writes)

    def late(one: Path, other: Path) -> bool:
        if pending:
            new = file.with_name("other")
            new.write_text(pending.pop(0), "utf-8")
            new.replace(file)
        return exchanged(one, other)

    monkeypatch.setattr(writing, "exchanged", late)
    with pytest.raises(ChangedMeanwhileError):
        put_over(file, "old\n", "new\n")
    assert file.read_text("utf-8") == writes[-1]
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("late", ["", "late\n"])
def test_without_an_exchange_the_file_is_looked_at_last(file: Path, late: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot(one: Path, other: Path) -> bool:
        if late:
            file.write_text(late, "utf-8")
        return False

    monkeypatch.setattr(writing, "exchanged", cannot)
    if late:
        with pytest.raises(ChangedMeanwhileError):
            put_over(file, "old\n", "new\n")
    else:
        put_over(file, "old\n", "new\n")
    assert file.read_text("utf-8") == (late or "new\n")
    assert list(file.parent.iterdir()) == [file]
