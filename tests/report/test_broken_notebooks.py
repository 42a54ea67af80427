"""A museum of broken notebooks: each fails in its own way, says so, and takes nothing else with it."""

import pytest

from cs_toolkit.report.execute import run_notebooks
from tests.report.demo import NOTEBOOKS

pytestmark = pytest.mark.xdist_group("report")
PARAMETERS = {"data": "company.toml", "period": "2026-10", "as_of": "2026-11-01", "results": "none"}
BROKEN = {
    "raises": "The cell under “On your data” stopped with ZeroDivisionError: division by zero",
    "kills_its_kernel": "Python process died in the cell under “It kills its kernel”",
    "exits": "ended itself in the cell under “It leaves early”, and 1 cell after it never ran",
    "exits_at_the_end": "ended itself in the cell under “It leaves at its end”",
    "no_parameters": "no cell tagged “parameters”",
    "misspelt_parameter": "does not set “period”",
    "wrong_input": "The table calls has no column offered_at",
    "hangs": "did not finish within 6 seconds: the cell under “It hangs” was still running",
}
SOUND = ("annotated_parameters", "kernel_of_another_place")


@pytest.fixture(scope="module")
def runs():
    patient = [name for name in (*BROKEN, *SOUND) if name != "hangs"]
    found = run_notebooks([NOTEBOOKS / f"{name}.ipynb" for name in patient], PARAMETERS, workers=2)
    found += run_notebooks([NOTEBOOKS / "hangs.ipynb"], PARAMETERS, timeout=6)
    return {run.name: run for run in found}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_notebook_is_kept_apart_from_a_sound_one(runs, name):
    assert runs[name].failure is not None
    assert BROKEN[name] in runs[name].failure.says


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_notebook_is_given_its_parameters(runs, name):
    assert runs[name].failure is None
    last = runs[name].executed.cells[-1]
    assert last.outputs[0]["data"]["text/plain"] == "'2026-10'"


def test_the_traceback_is_kept_for_those_who_mend_it(runs):
    assert "1 / 0" in runs["raises"].failure.traceback
    assert "\x1b" not in runs["raises"].failure.traceback


def test_titles_are_known_even_of_what_never_ran(runs):
    assert runs["no_parameters"].title == "It cannot be told the period"
    assert runs["no_parameters"].executed is None


@pytest.mark.parametrize("text", ["<<<<<<< HEAD", "[]", "{}", '{"nbformat": 9}'])
def test_a_file_that_is_no_notebook_fails_alone(tmp_path, text):
    file = tmp_path / "01_revenue.ipynb"
    file.write_text(text, encoding="utf-8")
    (run,) = run_notebooks([file], PARAMETERS)
    assert run.executed is None
    assert "01_revenue.ipynb cannot be read as a notebook" in run.failure.says
