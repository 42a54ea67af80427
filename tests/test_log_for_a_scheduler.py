"""With ``--log json`` each line of standard error is an object that a scheduler reads."""

import json
import warnings
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

import cs_toolkit.report
from cs_toolkit.cli.run import app
from cs_toolkit.errors import Note


@pytest.fixture
def finished(monkeypatch, tmp_path):
    """A report that is told to be written, with one page that failed."""
    told = SimpleNamespace(
        path=tmp_path / "2026-10", failed_pages=("06_support",), reconciled=True, exit_code=1,
        notices=("set aside: 1 row of tickets",),
    )  # fmt: skip

    def write_report(*_, **__):
        warnings.warn("a rate is old", Note, stacklevel=1)
        return told

    monkeypatch.setattr(cs_toolkit.report, "write_report", write_report)
    return told


def lines(result):
    return [json.loads(line) for line in result.stderr.splitlines()]


def test_a_run_is_reported_from_its_start_to_its_end(finished):
    result = CliRunner().invoke(app, ["report", "2026-10", "--data", "sample", "--log", "json"])
    started, note, notice, ended = lines(result)
    assert note["event"] == "note" and note["words"] == "a rate is old"
    assert started["event"] == "started" and started["period"] == "2026-10"
    assert notice["words"] == "set aside: 1 row of tickets"
    assert ended["event"] == "finished" and ended["report"] == str(finished.path / "index.html")
    assert ended["failed_pages"] == ["06_support"] and ended["reconciled"] is True
    assert result.exit_code == ended["exit_code"] == 1 and result.stdout == ""


def test_wrong_input_is_one_object_with_the_reason():
    result = CliRunner().invoke(
        app, ["report", "2026-10", "--data", "nowhere.toml", "--log", "json"]
    )
    _, refused = lines(result)
    assert refused["event"] == "refused" and "nowhere.toml" in refused["reason"]
    assert result.exit_code == refused["exit_code"] == 2


def test_another_form_is_refused():
    result = CliRunner().invoke(app, ["report", "2026-10", "--log", "xml"])
    assert "--log is one of text, json" in str(result.exception)
