"""Where memory or room for temporary files is short, the command line says so in a sentence."""

import sys
import threading

import duckdb
import pytest

from cs_toolkit.cli import run as cli


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (MemoryError(), "not enough memory"),
        (RuntimeError("can't start new thread"), "not enough memory"),
        (duckdb.OutOfMemoryException("Out of Memory Error: failed\nTrace"), "Out of Memory Error"),
        (duckdb.IOException("IO Error: Could not write file: full\nTrace"), "Could not write file"),
        (OSError(28, "No space left on device", "x.csv"), "x.csv cannot be read or written"),
    ],
)
def test_too_little_of_something_is_one_sentence(monkeypatch, capfd, error, says):
    def fails():
        raise error

    monkeypatch.setattr(cli, "app", fails)
    monkeypatch.setattr(cli.signal, "signal", lambda *_: None)
    monkeypatch.setattr(cli.os, "dup2", lambda *_: None)
    with pytest.raises(SystemExit) as end:
        cli.main()
    said = capfd.readouterr().err
    assert end.value.code == 2
    assert says in said and said.count("\n") == 1


@pytest.mark.parametrize(("signals", "code"), [([], 130), ([1], 129), ([15], 143)])
def test_a_statement_that_a_signal_interrupts_ends_as_the_signal_asks(monkeypatch, signals, code):
    def fails():
        raise RuntimeError("Query interrupted")

    monkeypatch.setattr(cli, "app", fails)
    monkeypatch.setattr(cli, "_SIGNALS", signals)
    monkeypatch.setattr(cli.signal, "signal", lambda *_: None)
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == code


def test_a_mistake_of_ours_is_shown_as_one(monkeypatch):
    def fails():
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "app", fails)
    monkeypatch.setattr(cli.signal, "signal", lambda *_: None)
    monkeypatch.setattr(sys, "argv", ["cs-toolkit"])
    with pytest.raises(ZeroDivisionError):
        cli.main()


def test_a_thread_without_memory_is_not_shown_and_a_mistake_in_one_is(monkeypatch, capfd):
    monkeypatch.setattr(cli, "app", lambda: None)
    monkeypatch.setattr(cli.signal, "signal", lambda *_: None)
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)
    cli.main()
    for error in (MemoryError(), RuntimeError("can't start new thread")):
        _fails_in_a_thread(error)
    assert capfd.readouterr().err == ""
    _fails_in_a_thread(ZeroDivisionError())
    assert "ZeroDivisionError" in capfd.readouterr().err


def _fails_in_a_thread(error):
    def fails():
        raise error

    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()


@pytest.mark.parametrize(("signals", "code"), [([], 130), ([1], 129)])
def test_an_error_on_the_way_out_of_a_signal_is_none(monkeypatch, capfd, signals, code):
    def fails():
        try:
            raise SystemExit(129) if signals else KeyboardInterrupt
        finally:
            raise ValueError("Can't close the ZIP file")

    monkeypatch.setattr(cli, "app", fails)
    monkeypatch.setattr(cli, "_SIGNALS", signals)
    monkeypatch.setattr(cli.signal, "signal", lambda *_: None)
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == code
    assert capfd.readouterr().err == ""
