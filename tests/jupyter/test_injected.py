"""A notebook run by papermill by hand: what it does not know is refused, a year may be a number."""

import ast
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from cs_toolkit.errors import InputError
from cs_toolkit.jupyter.injected import refuse_unknown_parameters
from cs_toolkit.report.normalising import KERNEL
from cs_toolkit.report.parameters import given_again
from tests.jupyter.conftest import ROWS, kit_environment

BOOK = [
    'data = "../data/sample/company.toml"\nperiod = "last"\nas_of = ""',
    "import cs_toolkit as cs\ncompany = cs.open(data, as_of=as_of or None)\n"
    "company.metrics(period, metric='mrr', variant='default', by=())[['period', 'value']].values.tolist()",
]  # fmt: skip


def papermill(folder, *parameters):
    cells = [new_code_cell(source) for source in BOOK]
    cells[0].metadata["tags"] = ["parameters"]
    (folder / "book").mkdir()
    (folder / "own").mkdir()
    (folder / "own" / "subscriptions.csv").write_text(ROWS, encoding="utf-8")
    nbformat.write(new_notebook(cells=cells, metadata=KERNEL), folder / "book" / "book.ipynb")
    done = subprocess.run(
        [sys.executable, "-m", "papermill", "book/book.ipynb", "out.ipynb", "-k", "python3",
         "--no-progress-bar", *parameters],
        cwd=folder, env=kit_environment(folder) | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    return done, nbformat.read(folder / "out.ipynb", as_version=4)


def test_a_year_is_a_number_and_data_are_found_from_where_one_stands(tmp_path):
    done, ran = papermill(tmp_path, "-p", "period", "2025", "-p", "data", "own", "-p", "as_of", "2026-04-01", "-p", "period", "2026")  # fmt: skip
    assert done.returncode == 0, done.stderr
    shown = ran.cells[-1].outputs[-1].data["text/plain"]
    assert ast.literal_eval(shown) == [["2026", 200.0]]


def test_an_unknown_parameter_is_refused_by_the_notebook_itself(tmp_path):
    done, ran = papermill(tmp_path, "-p", "perod", "2026")
    assert done.returncode != 0
    (error,) = [one for one in ran.cells[-1].outputs if one.output_type == "error"]
    assert (error.ename, error.evalue.startswith('this notebook has no parameter "perod"')) == (
        "InputError", True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ran", "says"),
    [
        (["# Parameters\nperiod = 1\n"], "no cell tagged"),
        (["%load_ext x", "# Parameters\nperiod = 1\n"], "no cell tagged"),
        (["a: str = 'x'", "# Parameters\na = 1\nb = 2\n", "c = 1"], 'no parameter "b"'),
    ],
)
def test_what_the_cell_before_does_not_set_is_refused(ran, says):
    with pytest.raises(InputError, match=says):
        refuse_unknown_parameters(ran)


def test_cells_that_nobody_injected_are_none_of_its_business():
    refuse_unknown_parameters([])
    refuse_unknown_parameters(["# parameters of my own\nx = 1", "y = 2"])


def test_a_reports_notebook_names_the_data_as_it_lies_and_no_results_that_are_gone():
    given = new_code_cell(
        '# Parameters\ndata = "company.toml"\nresults = "results"\nperiod = \'x\'\n'
    )
    given.metadata["tags"] = ["injected-parameters"]
    made = given_again(new_notebook(cells=[given]), {"data": "../../own", "results": ""})
    assert made.cells[0].source.splitlines() == [
        "# Parameters", 'data = "../../own"', 'results = ""', "period = 'x'",
    ]  # fmt: skip
