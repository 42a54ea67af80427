"""A report is made from one state of its files, which its manifest fingerprints, or there is no report."""

import hashlib
import json
import os
import shutil
from pathlib import Path

import pytest

import cs_toolkit as cs
from cs_toolkit.dialects.postgres import PostgresEngine
from cs_toolkit.errors import InputError
from cs_toolkit.report import pipeline, write_report
from cs_toolkit.report.changes import earlier_report, reasons
from cs_toolkit.report.inputs import Inputs
from cs_toolkit.report.manifest import named_files, write_manifest
from cs_toolkit.sources.opening import open_source
from tests.report.demo import DEMO, demo_company

PERIOD = "2026-10"


def grows(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write("99,c99,pro,1000,2026-01-01,\n")


def same_size_and_time(path: Path) -> None:
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b",10,", b",90,", 1))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(path: Path) -> None:
    fresh = path.with_name("fresh")
    fresh.write_bytes(path.read_bytes())
    fresh.replace(path)


def is_repointed(path: Path) -> None:
    other = path.with_name("other.csv")
    shutil.copy(path, other)
    path.unlink()
    path.symlink_to(other)


@pytest.fixture
def company_file(tmp_path):
    return demo_company(tmp_path / "company")


@pytest.fixture
def no_kernels(monkeypatch):
    """Reports without pages of notebooks: what a notebook does is not what is tested here."""
    monkeypatch.setattr(pipeline, "run_notebooks", lambda *_, **__: [])


def report_during(monkeypatch, company_file, out, act, phase="write"):
    """A report during which something is done to its files in a phase."""
    real = getattr(pipeline._Writer, phase)

    def acting(writer, *given):
        if phase == "compute":
            act()
        real(writer, *given)
        if phase == "write":
            act()

    monkeypatch.setattr(pipeline._Writer, phase, acting)
    return write_report(company_file, PERIOD, out, notebooks=DEMO[:1])


@pytest.mark.parametrize("act", [grows, same_size_and_time, replaced, is_repointed, os.remove])
@pytest.mark.parametrize("name", ["subscriptions.csv", "company.toml"])
def test_every_way_of_moving_a_file_is_seen(company_file, act, name):
    inputs = Inputs(str(company_file))
    company = cs.open(company_file)
    source = company_file.with_name(name)
    what = "was removed" if act is os.remove else "changed"
    with (
        pytest.raises(InputError, match=f"^{name} {what} while the report"),
        inputs.at_rest(company),
    ):
        company.check()
        inputs.refuse_moved()
        act(source)
        raise ZeroDivisionError  # whatever goes wrong because of it


def test_what_goes_wrong_with_files_at_rest_is_reported_as_it_is(company_file):
    inputs, company = Inputs(str(company_file)), cs.open(company_file)
    with pytest.raises(ZeroDivisionError), inputs.at_rest(company):
        company.check()
        raise ZeroDivisionError


def test_every_file_that_is_read_is_known_also_in_a_select_and_no_other(company_file):
    moved_into_a_select(company_file)
    company_file.with_name("survey_notes.csv").write_text("note\nx\n", encoding="utf-8")
    inputs, company = Inputs(str(company_file)), cs.open(company_file)
    with inputs.at_rest(company):
        company.check()
    names = list(named_files(inputs.files, company.settings.folder.resolve()))
    assert names == ["company.toml", "in/exported.csv", "survey_responses.csv"]


def moved_into_a_select(company_file: Path) -> Path:
    inner = company_file.parent / "in"
    inner.mkdir()
    shutil.move(company_file.with_name("subscriptions.csv"), inner / "exported.csv")
    company_file.write_text(
        company_file.read_text("utf-8")
        + "\n[tables.subscriptions]\n"
        + "from = \"select * from read_csv('in/*.csv', all_varchar = true)\"\n",
        encoding="utf-8",
    )
    return inner / "exported.csv"


def test_a_report_fingerprints_what_it_read_and_a_move_at_the_end_publishes_nothing(
    monkeypatch, tmp_path, company_file, no_kernels
):
    out, source = tmp_path / "reports", moved_into_a_select(company_file)
    write_report(company_file, PERIOD, out, notebooks=DEMO[:1])
    found = json.loads((out / PERIOD / "manifest.json").read_text("utf-8"))["inputs"]["files"]
    assert set(found) == {"company.toml", "in/exported.csv", "survey_responses.csv"}
    for name, fingerprint in found.items():
        content = (company_file.parent / name).read_bytes()
        assert fingerprint == hashlib.sha256(content).hexdigest()
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    with pytest.raises(InputError, match=r"^exported\.csv changed while the report") as caught:
        report_during(monkeypatch, company_file, out, lambda: grows(source))
    assert "\n" not in str(caught.value)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_a_file_that_vanishes_before_it_is_measured_publishes_nothing(
    monkeypatch, tmp_path, company_file, no_kernels
):
    out, source = tmp_path / "reports", company_file.with_name("survey_responses.csv")
    with pytest.raises(InputError, match=r"^survey_responses\.csv was removed while the report"):
        report_during(monkeypatch, company_file, out, source.unlink, "compute")
    assert not (out / PERIOD).exists()


def manifest(files=(), **more):
    return {
        "period": PERIOD, "ends": "2026-11-01T00:00:00", "as_of": "2026-11-01T00:00:00",
        "in_progress": False, "policies": {}, "versions": {}, "data": "crm", "notebooks": [],
        "inputs": {"files": dict(files), "tables": {"orders": 3}},
    } | more  # fmt: skip


def figures(path: Path, value: float) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "period,dimension,segment,metric,variant,value,unit\n"
        f"{PERIOD},total,,mrr,default,{value},money\n",
        encoding="utf-8",
    )
    return path


def test_a_database_whose_figures_moved_is_not_the_same_report(tmp_path):
    figures(tmp_path / PERIOD / "metrics.csv", 10.0)
    write_manifest(tmp_path / PERIOD, manifest())
    moved = figures(tmp_path / "new" / "metrics.csv", 11.0)
    assert earlier_report(tmp_path, manifest(), moved) == tmp_path / PERIOD
    same = figures(tmp_path / "new" / "metrics.csv", 10.0)
    assert earlier_report(tmp_path, manifest(), same) is None


def test_a_file_that_came_or_went_is_a_reason():
    old, new = manifest({"a.csv": "1"}), manifest({"b.csv": "1"})
    assert reasons(old, new) == [
        "The earlier report did not read b.csv.",
        "The earlier report also read a.csv.",
    ]


@pytest.mark.postgres  # needs no server, but the extra
def test_a_database_that_goes_away_while_it_is_opened_is_one_sentence(monkeypatch):
    import sqlalchemy

    gone = sqlalchemy.exc.OperationalError("select", {}, Exception("server closed the connection"))

    def inspector(engine):
        raise gone

    monkeypatch.setattr(PostgresEngine, "inspector", inspector)
    with pytest.raises(
        InputError, match=r"^the database cannot be read: .*server closed"
    ) as caught:
        open_source("postgresql://me@host/crm", Path())
    assert "\n" not in str(caught.value)
