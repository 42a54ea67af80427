"""What the documentation says is what the kit does."""

import ast
import re
from pathlib import Path

import pytest

import cs_toolkit.metrics  # noqa: F401 - fills the registry
from cs_toolkit.cli.reference import BEGIN, END, PAGES
from cs_toolkit.figures import alt_text

HOME = Path(__file__).resolve().parents[1]
README, CONTRIBUTING = HOME / "README.md", HOME / "CONTRIBUTING.md"
DOCUMENTS = sorted([*HOME.glob("*.md"), *HOME.glob("docs/*.md"), *HOME.glob("benchmarks/*.md")])
PYTHON = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("name", PAGES)
def test_a_reference_page_is_what_the_code_says(name):
    text = (HOME / "docs" / name).read_text(encoding="utf-8")
    written = text.partition(BEGIN)[2].partition(END)[0].strip()
    assert written == PAGES[name]().strip(), "run: make reference"


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: page.name)
def test_links_lead_to_files_that_are_there(page):
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    for link in links:
        assert "://" in link or (page.parent / link).exists(), link


def test_the_readme_fits_on_two_screens():
    assert len(README.read_text(encoding="utf-8").splitlines()) <= 100


def test_the_readmes_python_draws_and_computes(monkeypatch):
    """Each block as a cell: what its last expression is, a notebook shows."""
    monkeypatch.chdir(HOME)
    names, shown = {}, []
    for code in PYTHON:
        tree = ast.parse(code)
        last = ast.Expression(tree.body.pop().value)
        exec(compile(tree, "README.md", "exec"), names)
        shown.append(eval(compile(last, "README.md", "eval"), names))
    assert "churn" in alt_text(shown[0])
    assert shown[1] == 30.0


def test_the_readmes_company_file_is_read(tmp_path, monkeypatch):
    import cs_toolkit as cs

    (told,) = re.findall(r"```toml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "company.toml").write_text(told, encoding="utf-8")
    rows = "id,client,von,fee\n1,ann,2026-01-01,1200\n"
    (tmp_path / "contracts.csv").write_text(rows, encoding="utf-8")
    company = cs.open(tmp_path, as_of="2026-11-01")
    numbers = company.metrics("2026-10", family="revenue", by=())
    assert cs.pick(numbers, "mrr")["value"].tolist() == [100.0]


def walks():
    text = CONTRIBUTING.read_text(encoding="utf-8").partition("## Five walks")[2]
    parts = re.split(r"\n\*\*", text.partition("\n## ")[0])[1:]
    return {part.partition("*")[0]: re.findall(r"(?m)^\d\. `([^`]+)`", part) for part in parts}


def test_each_walk_of_a_newcomer_is_at_most_five_files_that_are_there():
    assert len(walks()) == 5
    for walk, files in walks().items():
        assert 0 < len(files) <= 5, walk
        assert [one for one in files if not (HOME / one).exists()] == [], walk


def test_every_path_in_the_annotated_tree_is_there():
    tree = CONTRIBUTING.read_text(encoding="utf-8").partition("## What is where")[2]
    named = [word for line in tree.splitlines() for word in line.split("  ")[:4] if word.strip()]
    paths = [path for words in named for path in words.split() if path.endswith(("/", ".py"))]
    assert len(paths) > 15
    for path in paths:
        places = [HOME / path, HOME / "cs_toolkit" / path, HOME / "data" / path]
        assert any(place.exists() for place in places), path
