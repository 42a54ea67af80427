"""A kill at any moment leaves the old report or the new one, never a half."""

import errno
import multiprocessing
import time
from pathlib import Path

import pytest

from cs_toolkit.errors import InputError
from cs_toolkit.report import write_report
from cs_toolkit.report.publish import _take, archived, locked, publish, recover, replacing, writable
from tests.report.demo import DEMO


class Killed(BaseException):
    """What no except clause catches, as nothing catches a kill."""


def write(folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "index.html").write_text(text)
    (folder / "rows").mkdir()
    (folder / "rows" / "a.parquet").write_text(text)


def is_whole(folder: Path) -> str:
    texts = {(folder / "index.html").read_text(), (folder / "rows" / "a.parquet").read_text()}
    assert len(texts) == 1
    return texts.pop()


@pytest.mark.parametrize("kill_at", range(4))
def test_a_kill_before_any_rename_leaves_a_whole_report(tmp_path, monkeypatch, kill_at):
    write(tmp_path / "2026-10", "old")
    write(tmp_path / ".2026-10.new", "new")
    rename, count = Path.rename, iter(range(10))

    def deadly(path, target):
        if next(count) >= kill_at:  # a killed process does nothing any more
            raise Killed
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", deadly)
    died = False
    try:
        publish(tmp_path, "2026-10")
    except Killed:
        died = True
    assert died == (kill_at < 3)
    monkeypatch.undo()
    recover(tmp_path)
    told = is_whole(tmp_path / "2026-10")
    assert told == ("old" if kill_at < 2 else "new")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
    if told == "new":
        assert [is_whole(path) for path in archived(tmp_path, "2026-10")] == ["old"]


@pytest.mark.parametrize("stop_at", range(3))
def test_a_stop_between_two_renames_is_put_right_at_once(tmp_path, monkeypatch, stop_at):
    write(tmp_path / "2026-10", "old")
    rename, count = Path.rename, iter(range(10))

    def stopped(path, target):
        if next(count) == stop_at:
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises(KeyboardInterrupt), replacing(tmp_path, "2026-10") as folder:
        write(folder, "new")
    assert is_whole(tmp_path / "2026-10") == ("old" if stop_at < 2 else "new")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
    kept = [is_whole(path) for path in archived(tmp_path, "2026-10")]
    assert kept == ([] if stop_at < 2 else ["old"])


def test_a_report_that_cannot_be_written_leaves_the_old_one(tmp_path):
    write(tmp_path / "2026-10", "old")
    with pytest.raises(ZeroDivisionError), replacing(tmp_path, "2026-10") as folder:
        (folder / "index.html").write_text("half")
        raise ZeroDivisionError
    assert is_whole(tmp_path / "2026-10") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["2026-10"]


def test_the_leftovers_of_a_killed_run_do_not_get_into_the_next(tmp_path):
    write(tmp_path / ".2026-10.new", "half of a dead run")
    with replacing(tmp_path, "2026-10") as folder:
        assert list(folder.iterdir()) == []
        write(folder, "new")
    assert is_whole(tmp_path / "2026-10") == "new"


def test_the_archive_counts_on(tmp_path):
    for text in ("first", "second", "third"):
        with replacing(tmp_path, "2026-10") as folder:
            write(folder, text)
    assert is_whole(tmp_path / "2026-10") == "third"
    earlier = archived(tmp_path, "2026-10")
    assert [(path.name, is_whole(path)) for path in earlier] == [("2", "second"), ("1", "first")]


def hold(out: str, held, seconds: float) -> None:
    with locked(Path(out)):
        held.set()
        time.sleep(seconds)


def test_a_second_run_waits_and_a_killed_one_lets_go(tmp_path):
    spawn = multiprocessing.get_context("spawn")
    held = spawn.Event()
    other = spawn.Process(target=hold, args=(str(tmp_path), held, 3600))
    other.start()
    assert held.wait(900)
    with (tmp_path / ".lock").open("a+b") as file:
        assert not _take(file)
    other.kill()
    other.join()
    with (tmp_path / ".lock").open("a+b") as file:
        assert _take(file)
    with locked(tmp_path):
        assert (tmp_path / ".lock").is_file()


def test_where_nothing_can_be_written_is_said_in_a_sentence(tmp_path, company_file):
    (tmp_path / "file").write_text("mine")
    for out in (tmp_path / "file", tmp_path / "file" / "reports"):
        with pytest.raises(InputError, match="cannot be written into"):
            write_report(company_file, "2026-10", out, notebooks=DEMO)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_full_disk_leaves_the_old_report(tmp_path):
    old = tmp_path / "2026-10"
    old.mkdir()
    with (
        pytest.raises(InputError, match="No space left on device"),
        writable(tmp_path),
        replacing(tmp_path, "2026-10"),
    ):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert [path.name for path in tmp_path.iterdir()] == ["2026-10"]
