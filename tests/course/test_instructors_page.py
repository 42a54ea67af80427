"""The instructor's page knows every lesson as it is."""

import re
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from cs_toolkit.course.editions import masters

COURSE = Path(__file__).parents[2] / "course"
MASTERS = masters(COURSE)
PAGE = (COURSE / "README.md").read_text(encoding="utf-8")
INSTRUCTORS = COURSE.parent / "docs" / "teaching.md"
TEACHING = INSTRUCTORS.read_text(encoding="utf-8")
SLIDES = re.findall(r"^### (\d+) (.+?)\n(.+?)(?=^##|\Z)", TEACHING, re.M | re.S)


def test_the_table_has_every_lesson_with_its_title_and_its_minutes():
    rows = re.findall(r"^\| (\d+) \| \[(.+?)\]\(lessons/(.+?)\.md\) \| (\d+) \|", PAGE, re.M)
    expected = [
        (str(int(stem[:2])), re.search(r"^# (.+)$", one.prose, re.M)[1], stem, one.facts["minutes"])
        for stem, one in MASTERS.items()
    ]
    assert rows == expected
    assert "eleven hours" in PAGE and sum(int(row[3]) for row in rows) == 11 * 60


def test_the_sessions_have_every_lesson_once_and_their_minutes():
    minutes = [int(master.facts["minutes"]) for master in MASTERS.values()]
    given = []
    for lessons, total in re.findall(r"^\| \d [^|]+\| ([^|]+) \| (\d+) \|", TEACHING, re.M):
        numbers = [int(one) for one in re.findall(r"(?:^|· )(\d+) ", lessons)]
        assert sum(minutes[number - 1] for number in numbers) == int(total)
        given += numbers
    assert given == list(range(1, len(MASTERS) + 1))


def test_each_lesson_has_a_slide_and_a_quiz_with_its_answers():
    titles = [re.search(r"^# (.+)$", one.prose, re.M)[1] for one in MASTERS.values()]
    assert [(int(number), title) for number, title, _ in SLIDES] == list(enumerate(titles, 1))
    for _, _, text in SLIDES:
        slide, quiz = text.split("*Quiz*")
        assert slide.count("\n- ") == 3
        assert len(slide.split()) <= 65
        questions = re.findall(
            r"^\d\. (.+)\n   <details><summary>Answer</summary>(.+)</details>$", quiz, re.M
        )
        assert len(questions) == 3


def test_what_stands_there_for_grading_without_nbgrader_counts_the_checks(
    tmp_path, monkeypatch, capsys
):
    """The snippet as it is printed, on a submission of two answers, one of them right."""
    (snippet,) = re.findall(r"```python\n(.+?)```", TEACHING, re.S)
    notebook = new_notebook(cells=[
        new_code_cell("def check(name, answer, seed):\n    assert answer == 1"),
        new_code_cell('check("nrr-1", 1, 0)'), new_code_cell('check("nrr-2", 2, 0)'),
    ])  # fmt: skip
    nbformat.write(notebook, tmp_path / "04_nrr.ipynb")
    monkeypatch.chdir(tmp_path)
    exec(snippet, {})
    assert capsys.readouterr().out == "1 of 2\n"


@pytest.mark.parametrize(
    "page", [*sorted(COURSE.rglob("*.md")), INSTRUCTORS], ids=lambda page: page.stem
)
def test_links_lead_to_files_that_are_there(page):
    for link in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        assert "://" in link or (page.parent / link).exists(), link


def test_the_texts_and_the_code_have_their_licences():
    assert "Creative Commons Attribution 4.0" in PAGE and "MIT licence" in PAGE
