"""Every committed notebook has the form that its three readers rely on, and shows what it ran."""

import ast
import re
from pathlib import Path

import nbformat
import pytest

from cs_toolkit.report.normalising import KERNEL
from cs_toolkit.report.parameters import LESSON, NAMES, declared_parameters, tags

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
HEADINGS = [
    "In one number", "On your data", "By segment", "How it is defined", "Before you quote it",
    "Things to try", "Sources",
]  # fmt: skip
MOST_CELLS = 26
# a folder of this or of any machine, in an output or in a cell
ABSOLUTE = re.compile(r"(?<![\w/.:])/(?:home|Users|work|tmp|root|var|usr|opt)/|[A-Z]:\\\\")
every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path):
    return nbformat.read(path, as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def outputs(notebook):
    return [output for cell in code_cells(notebook) for output in cell.outputs]


def test_the_notebooks_that_lead_and_close_are_there():
    names = [path.stem for path in NOTEBOOKS]
    assert names[0] == "00_scorecard"
    assert names[-1] == "10_data_quality"
    assert len(names) == len({name[:2] for name in names})


@every_notebook
def test_it_is_valid_and_bears_nothing_of_the_machine(path):
    notebook = read(path)
    nbformat.validate(notebook)
    assert notebook.metadata == KERNEL
    text = path.read_text(encoding="utf-8")
    assert not ABSOLUTE.search(re.sub(r'"image/png": "[^"]*"', "", text))
    ids = [cell["id"] for cell in notebook.cells]
    assert len(set(ids)) == len(ids)


@every_notebook
def test_the_title_is_a_question_and_the_headings_follow_in_order(path):
    text = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    (title,) = re.findall(r"^# (.+)$", text, re.MULTILINE)
    assert title.endswith("?")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == HEADINGS


@every_notebook
def test_it_can_be_reported_which_data_and_which_period(path):
    notebook = read(path)
    declared = declared_parameters(notebook)
    assert declared[: len(NAMES)] == list(NAMES)
    (cell,) = [cell for cell in notebook.cells if "parameters" in tags(cell)]
    values = {
        statement.targets[0].id: ast.literal_eval(statement.value)
        for statement in ast.parse(cell.source).body
    }
    assert values["data"] == "../data/sample/company.toml"
    assert (values["period"], values["as_of"], values["results"]) == ("last", "", "")


@every_notebook
def test_it_is_short_and_defines_nothing(path):
    notebook = read(path)
    assert len(notebook.cells) <= MOST_CELLS
    defining = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    for cell in code_cells(notebook):
        assert not any(isinstance(node, defining) for node in ast.walk(ast.parse(cell.source)))


@every_notebook
def test_it_was_run_from_top_to_bottom_without_an_error(path):
    notebook = read(path)
    counts = [cell.execution_count for cell in code_cells(notebook)]
    assert counts == list(range(1, len(counts) + 1))
    kinds = [output.output_type for output in outputs(notebook)]
    assert "error" not in kinds
    assert "stream" not in kinds  # a warning or a print that nobody meant to publish
    assert sum(kind != "error" for kind in kinds) >= 8


@every_notebook
def test_it_says_nothing_that_differs_from_run_to_run(path):
    for output in outputs(read(path)):
        shown = output.get("data", {}).get("text/plain", "")
        assert " at 0x" not in shown


@every_notebook
def test_every_picture_is_reported_in_words(path):
    for output in outputs(read(path)):
        if "image/png" in output.get("data", {}):
            alt = output.metadata.get("alt", "")
            assert len(alt.split()) >= 5
            assert output.data["text/plain"] == alt


@every_notebook
def test_the_class_has_its_own_pages_and_is_only_pointed_there(path):
    """No cell of the class stands among the analyst's: run on one's own data it would turn red."""
    (pointer,) = [cell for cell in read(path).cells if LESSON in tags(cell)]
    assert pointer.cell_type == "markdown" and pointer.source.startswith("## Things to try")
    links = re.findall(r"\]\(([^)]+)\)", pointer.source)
    assert any(link.startswith("../course/lessons/") for link in links)
    assert all((FOLDER / link).is_file() for link in links)


@every_notebook
def test_it_asserts_nothing_of_the_data(path):
    for cell in code_cells(read(path)):
        assert not any(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(cell.source)))


@every_notebook
def test_each_style_sheet_is_in_it_once(path):
    pages = [output.get("data", {}).get("text/html", "") for output in outputs(read(path))]
    sheets = re.findall(r"<style data-cs-toolkit>.*?</style>", "\n".join(pages), re.DOTALL)
    assert sheets
    assert len(sheets) == len(set(sheets))
