"""Every lesson runs, its solutions are right for any student, and no student's edition passes as it stands."""

import ast
import re
from pathlib import Path

import pytest

from cs_toolkit.course import NotYet, check
from cs_toolkit.course.editions import edition, masters, write
from cs_toolkit.course.lessons import LESSONS
from cs_toolkit.course.master import BEGIN, parse
from cs_toolkit.errors import InputError

COURSE = Path(__file__).parents[2] / "course"
MASTERS = masters(COURSE)
HEADINGS = ["What each hides", "Where it mattered", "Your turn", "Take away"]
every_lesson = pytest.mark.parametrize("master", MASTERS.values(), ids=list(MASTERS))
# a number in running text; years, the marks S17.1 and 2026-10 and those of links are none
LINK = re.compile(r"\(https?://[^)]*\)|\[[^\]]*\](?=\()")
# the line with the titles of the articles, which have numbers in them
ARTICLES = re.compile(r"^\*Articles: .+\*$", re.M)
NUMBER = re.compile(r"(?<![\w.,:-])(?!(?:19|20)\d\d\b)[−-]?\d+(?:[.,]\d+)*%?(?![\w-])")
SMALL = {*map(str, range(13)), "0%", "50%", "95%", "100%"}


def run(cells, names: dict) -> None:
    for cell in cells:
        if cell.cell_type == "code":
            exec(compile(cell.source, "lesson", "exec"), names)


@every_lesson
def test_the_solutions_are_right_for_several_companies(master):
    """Of seed 0 they are run by nbval, in course/solutions."""
    cells = edition(master, "instructor", seed=3).cells
    names: dict = {"display": lambda *_: None, "__name__": "__main__"}  # as in a notebook
    run(cells, names)
    own = next(
        number
        for number, cell in enumerate(cells)
        if cell.cell_type == "code" and "rows(" in cell.source
    )
    for seed in (17, 2026):
        run(cells[own:], names | {"seed": seed})


@every_lesson
def test_no_students_edition_passes_as_it_stands(master):
    notebook = edition(master, "student", seed=5)
    text = "\n".join(cell.source for cell in notebook.cells)
    assert BEGIN not in text and "seed = 5" in text
    for cell in master.cells:
        if cell.kind == "exercise":
            names: dict = {}
            exec(cell.for_student, names)
            with pytest.raises(NotYet, match="not answered yet"):
                check(cell.exercise, names["answer"], 5)


@every_lesson
def test_it_has_the_form_of_a_lesson(master):
    (title,) = re.findall(r"^# (.+)$", master.prose, re.M)
    assert title.endswith("?")
    headings = re.findall(r"^## (.+)$", master.prose, re.M)
    assert headings[-1] == "Take away" and "Your turn" in headings
    if "contradiction" in master.facts:
        assert [heading for heading in headings if heading in HEADINGS] == HEADINGS
    assert 2 <= len(master.exercises) <= 4
    assert master.exercises == list(LESSONS[master.name].exercises)
    assert 20 <= int(master.facts["minutes"]) <= 45
    assert master.facts["objectives"] and "assert" in master.code
    for exercise in master.exercises:
        assert f"**{exercise}.**" in master.prose


@every_lesson
def test_every_number_of_its_prose_stands_in_its_code(master):
    prose = LINK.sub(" ", ARTICLES.sub(" ", master.prose))
    prose = re.sub(r"`[^`]*`", " ", prose)
    numbers = {number.replace("−", "-").lstrip("-") for number in NUMBER.findall(prose)} - SMALL
    code = master.code.replace("_", "")
    known = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", code)}
    missing = {number for number in numbers if number not in code and not _value(number) & known}
    assert not missing


def _value(number: str) -> set[float]:
    """The values that code may give for a number as written: 1,500 is 1500, 3% and 3 points are 0.03."""
    value = float(number.replace(",", "").rstrip("%"))
    return {value, round(value / 100, 9)}


@every_lesson
def test_a_student_can_tell_which_article_is_meant(master):
    """A mark such as S17 is explained in the lesson itself: the lab has no page of sources."""
    line = " ".join(ARTICLES.findall(master.prose))
    marks = set(re.findall(r"\bS\d+\b", master.prose))
    assert marks == set(re.findall(r"\b(S\d+) is “", line))


@every_lesson
def test_a_page_folds_each_solution_away_and_no_edition_shows_the_marks(master):
    page = next((COURSE / "lessons").glob(f"[0-9][0-9]_{master.name}.md")).read_text("utf-8")
    opened = "<details><summary>A solution</summary>\n\n```python exercise="
    assert page.count(opened) == page.count("\n```\n\n</details>\n") == len(master.exercises)
    for kind in ("student", "instructor"):
        assert not any("details>" in cell.source for cell in edition(master, kind).cells)


@every_lesson
def test_a_student_reads_how_long_it_takes_and_what_for(master):
    first = edition(master, "student").cells[0].source
    assert f"About {master.facts['minutes']} minutes" in first
    assert master.facts["objectives"] in first


def constant(node: ast.expr) -> bool:
    """Whether an expression reads nothing: it holds whatever the lesson computed before."""
    return all(part.id in ("round", "abs") for part in ast.walk(node) if isinstance(part, ast.Name))


@every_lesson
def test_every_assert_is_about_something_that_was_computed(master):
    """`assert 6 - 1 == 5` checks arithmetic, and nothing of the lesson."""
    empty = [
        ast.unparse(node) for node in ast.walk(ast.parse(master.code))
        if isinstance(node, ast.Assert) and constant(node.test)
    ]  # fmt: skip
    assert not empty


def test_each_of_the_fourteen_contradictions_has_its_lesson():
    taught = [
        int(master.facts["contradiction"])
        for master in MASTERS.values()
        if "contradiction" in master.facts
    ]
    assert taught == list(range(1, 15))


def test_every_registered_lesson_has_its_master():
    assert [master.name for master in MASTERS.values()] == list(LESSONS)


def test_both_editions_are_written_where_nbgrader_looks_for_them(tmp_path):
    write(COURSE, tmp_path, seed=4)
    for stem in MASTERS:
        assert (tmp_path / "source" / stem / f"{stem}.ipynb").is_file()
        student = (tmp_path / "release" / stem / f"{stem}.ipynb").read_text(encoding="utf-8")
        assert "seed = 4" in student and "SOLUTION" not in student


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("```python exercise=nrr-1\nanswer = 1\n```\n", "has no solution"),
        (f"```python\n{BEGIN}\nanswer = 1\n### END SOLUTION\n```\n", "names no exercise"),
    ],
)
def test_a_master_without_its_marks_is_refused(text, said):
    with pytest.raises(InputError, match=said):
        parse(text)
