"""Nothing stays in the temporary folder, however a process ends."""

import gc
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
import pytest

from cs_toolkit.report.execute import run_notebooks
from cs_toolkit.temporary import TemporaryFolder, sweep, temporary_files_in, temporary_folder

# the command line with one command, which stores something and then waits
WAITS = """
import sys, time
from cs_toolkit.cli import run as cli
from cs_toolkit.dialects import DuckDBEngine

def app():
    engine = DuckDBEngine()
    engine.store("numbers", "select range as n from range(10000)")
    print("stored", flush=True)
    time.sleep(60)

cli.app = app
cli.main()
"""


def started(folder):
    process = subprocess.Popen(
        [sys.executable, "-c", WAITS], env=os.environ | {"TMPDIR": str(folder)},
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout.readline() == "stored\n"
    assert list(folder.iterdir())
    return process


@pytest.mark.skipif(os.name == "nt", reason="these signals are Unix's")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_nothing_stays_after_a_signal(tmp_path, name):
    process = started(tmp_path)
    process.send_signal(getattr(signal, name))
    process.wait(60)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="needs locks that end with a process")
def test_the_next_process_removes_what_a_killed_one_left_and_nobody_else_s(tmp_path, monkeypatch):
    killed, alive = started(tmp_path), started(tmp_path)
    try:
        before = set(tmp_path.iterdir())
        assert len(before) == 2
        killed.kill()
        killed.wait(60)
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        sweep()
        (left,) = tmp_path.iterdir()
        assert left in before
    finally:
        alive.terminate()
        alive.wait(60)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="nothing is swept there")
def test_a_folder_without_its_lock_is_removed_once_its_process_is_gone(tmp_path, monkeypatch):
    """Killed between making a folder and locking it, or while it removed what lay in it."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait(60)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for number in (gone.pid, os.getpid()):
        (tmp_path / f"cs_toolkit_{number}_a").mkdir()
    (tmp_path / "cs_toolkit_other").mkdir()
    sweep()
    assert {one.name for one in tmp_path.iterdir()} == {
        f"cs_toolkit_{os.getpid()}_a",
        "cs_toolkit_other",
    }


def test_a_forked_process_leaves_its_parents_folder_alone(tmp_path, monkeypatch):
    if not hasattr(os, "fork"):
        pytest.skip("this platform does not fork")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = TemporaryFolder()
    child = os.fork()
    if child == 0:
        folder.close()
        os._exit(0)
    os.waitpid(child, 0)
    assert folder.path.is_dir()
    folder.close()
    assert not folder.path.exists()


def test_a_notebook_leaves_nothing(tmp_path, monkeypatch):
    source = (
        "import cs_toolkit as cs\n"
        "from cs_toolkit.dialects import DuckDBEngine\n"
        "engine = DuckDBEngine()\n"
        "engine.store('numbers', 'select range as n from range(10000)')"
    )
    parameters = nbformat.v4.new_code_cell("data = ''", metadata={"tags": ["parameters"]})
    book = nbformat.v4.new_notebook(cells=[parameters, nbformat.v4.new_code_cell(source)])
    nbformat.write(book, tmp_path / "stores.ipynb")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    monkeypatch.setenv("TMPDIR", str(scratch))
    (run,) = run_notebooks([tmp_path / "stores.ipynb"], {"data": "x"})
    assert run.failure is None, run.failure
    assert list(scratch.iterdir()) == []


def test_what_a_library_leaves_lies_in_a_folder_that_is_swept(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with (
        temporary_folder() as folder,
        temporary_files_in(folder / "files"),
        tempfile.NamedTemporaryFile(delete=False) as file,
    ):
        assert Path(file.name).parent == folder / "files"
    assert tempfile.gettempdir() == str(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="these signals are Unix's")
def test_a_signal_waits_until_a_folder_is_made_or_removed(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    make, remove = tempfile.mkdtemp, shutil.rmtree

    def made(**named):
        path = make(**named)
        signal.raise_signal(signal.SIGINT)
        return path

    monkeypatch.setattr("tempfile.mkdtemp", made)
    with pytest.raises(KeyboardInterrupt):
        TemporaryFolder()
    gc.collect()
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr("tempfile.mkdtemp", make)

    def removed(path, **named):
        signal.raise_signal(signal.SIGINT)
        remove(path, **named)

    monkeypatch.setattr("shutil.rmtree", removed)
    folder = TemporaryFolder()
    with pytest.raises(KeyboardInterrupt):
        folder.close()
    assert list(tmp_path.iterdir()) == []
