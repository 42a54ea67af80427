"""The instructor's page knows every lesson as it is."""

import re
from pathlib import Path

import pytest

from cs_toolkit.course.editions import masters

COURSE = Path(__file__).parents[2] / "course"
MASTERS = masters(COURSE)
PAGE = (COURSE / "README.md").read_text(encoding="utf-8")
SLIDES = re.findall(r"^\*\*(\d+) [^*]+\*\*(.+?)(?=^\*\*\d|^## )", PAGE, re.M | re.S)


def test_the_table_has_every_lesson_with_its_title_and_its_minutes():
    rows = re.findall(r"^\| (\d+) \| \[(.+?)\]\(lessons/(.+?)\.md\) \| (\d+) \|", PAGE, re.M)
    expected = [
        (str(int(stem[:2])), re.search(r"^# (.+)$", one.prose, re.M)[1], stem, one.facts["minutes"])
        for stem, one in MASTERS.items()
    ]
    assert rows == expected
    assert "eleven hours" in PAGE and sum(int(row[3]) for row in rows) == 11 * 60


def test_each_lesson_has_a_slide_and_a_quiz_with_its_answers():
    assert [int(number) for number, _ in SLIDES] == list(range(1, len(MASTERS) + 1))
    for _, slide in SLIDES:
        told, quiz = slide.split("*Quiz:*")
        assert len(told.split()) <= 40
        assert 2 <= len(re.findall(r"[?:.][^?]*\([^)]+\)", quiz)) <= 4


@pytest.mark.parametrize("page", sorted(COURSE.rglob("*.md")), ids=lambda page: page.stem)
def test_links_lead_to_files_that_are_there(page):
    for link in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        assert "://" in link or (page.parent / link).exists(), link


def test_the_texts_and_the_code_have_their_licences():
    assert "Creative Commons Attribution 4.0" in PAGE and "MIT licence" in PAGE
