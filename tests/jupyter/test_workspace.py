"""The folder that the lab opens: clean notebooks with their parameters, and nobody's work lost."""

import ast
import re
import subprocess
import tomllib

import nbformat
import pytest

from cs_toolkit import shipped
from cs_toolkit.company.opening import company_file_in
from cs_toolkit.errors import InputError, Note
from cs_toolkit.jupyter.workspace import address_for, lay_out, lay_out_lessons
from cs_toolkit.report.parameters import tags
from tests.jupyter.conftest import COMMAND, ROOT, kit_environment


@pytest.fixture(autouse=True)
def own_signatures(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))


def parameters(path):
    for cell in nbformat.read(path, as_version=4).cells:
        if "parameters" in tags(cell):
            return {one.targets[0].id: one.value.value for one in ast.parse(cell.source).body}
    return None


def test_the_notebooks_are_clean_and_know_the_data_and_the_period(tmp_path):
    books = lay_out(tmp_path / "work", {"data": 'a "b" é', "period": "2026-Q3"})
    assert [one.name for one in books] == [one.name for one in shipped.notebooks()]
    for path in books:
        assert parameters(path) | {"data": 'a "b" é', "period": "2026-Q3"} == parameters(path)
        for cell in nbformat.read(path, as_version=4).cells:
            assert not cell.get("outputs") and cell.get("execution_count") is None


def test_a_second_call_changes_the_parameters_and_keeps_what_was_written(tmp_path):
    first = lay_out(tmp_path / "work", {"data": "a", "period": "2026-09"})[0]
    notebook = nbformat.read(first, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell("1 + 1  # mine"))
    nbformat.write(notebook, first)
    lay_out(tmp_path / "work", {"period": "2026-10"})
    kept = nbformat.read(first, as_version=4)
    assert kept.cells[-1].source == "1 + 1  # mine"
    assert parameters(first)["data"] == "a"
    assert parameters(first)["period"] == "2026-10"


def test_what_holds_at_first_is_not_said_again(tmp_path):
    first = lay_out(tmp_path, {}, at_first={"data": "sample"})[0]
    assert parameters(first)["data"] == "sample"
    lay_out(tmp_path, {"data": "mine"}, at_first={"data": "sample"})
    lay_out(tmp_path, {}, at_first={"data": "sample"})
    assert parameters(first)["data"] == "mine"


def test_a_file_that_is_no_notebook_is_refused_and_stays(tmp_path):
    (tmp_path / "00_scorecard.ipynb").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="is no notebook"):
        lay_out(tmp_path, {})
    assert (tmp_path / "00_scorecard.ipynb").read_text("utf-8") == "mine"


def test_a_lesson_that_is_there_keeps_its_answers_and_takes_a_seed_that_is_named(tmp_path):
    first = lay_out_lessons(tmp_path)[0]
    text = first.read_text("utf-8")
    assert "seed = 0  # your number" in text
    first.write_text(text.replace("answer = ...", "answer = 41", 1), "utf-8")
    for seed, line in ((7, "seed = 7  # your number"), (None, "seed = 7  #"), (8, "seed = 8  #")):
        lay_out_lessons(tmp_path, seed)
        assert line in first.read_text("utf-8")
        assert first.read_text("utf-8").count("answer = 41") == 1


def test_links_between_the_notebooks_and_the_class_lead_to_files_of_the_labs_folder(tmp_path):
    books = lay_out(tmp_path, {})
    lay_out_lessons(tmp_path / "course")
    linking = set()
    for path in tmp_path.rglob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            links = re.findall(r"\]\(([^):]+\.(?:md|ipynb))\)", cell.source)
            assert all((path.parent / link).is_file() for link in links), (path, links)
            linking |= {path} if links else set()
    assert linking >= {*books}


def test_the_sample_is_found_from_anywhere_and_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert company_file_in("sample").is_file()
    with pytest.warns(Note, match="this is the kit's sample company"):
        assert company_file_in("../data/sample/company.toml").is_file()
    assert company_file_in("elsewhere/company.toml") == "elsewhere/company.toml"


def test_an_address_is_absolute_and_keeps_no_password(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own").mkdir()
    assert address_for("own") == str(tmp_path / "own")
    with pytest.raises(InputError, match="PGPASSWORD"):
        address_for("postgresql://me:hush@host/crm")
    with pytest.raises(InputError, match="no file or folder nowhere"):
        address_for("nowhere")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--perod", "2026"], 'did you mean "--period"'),
        (["--data", "nowhere"], "no file or folder nowhere"),
        (["--period", "2026-13"], "2026-13"),
        (["--course", "--period", "2026"], "--course opens lessons"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_writes_nothing(tmp_path, options, says):
    done = subprocess.run(
        [*COMMAND, "lab", *options], cwd=tmp_path, env=kit_environment(tmp_path),
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert says in done.stderr
    assert not (tmp_path / "cs-toolkit-lab").exists()


def test_a_wheel_has_the_files_where_the_kit_looks_for_them():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    within = shipped.WHEEL.relative_to(shipped.CHECKOUT).as_posix()
    for folder in ("notebooks", shipped.SAMPLE, "course/lessons", "course/worked"):
        assert included[folder] == f"{within}/{folder}"
        assert (ROOT / folder).is_dir()
