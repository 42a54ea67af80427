"""The pages worked by hand run from top to bottom, one for each of the analyst's notebooks."""

from pathlib import Path

import pytest

from cs_toolkit.course.master import read

HOME = Path(__file__).parents[2]
PAGES = sorted((HOME / "course" / "worked").glob("*.md"))


def test_each_notebook_has_its_page():
    notebooks = sorted((HOME / "notebooks").glob("*.ipynb"))
    assert [page.stem for page in PAGES] == [path.stem for path in notebooks]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_is_worked_by_hand_is_what_the_kit_computes(page):
    names: dict = {}
    assert "assert" in read(page).code
    for cell in read(page).cells:
        if cell.kind == "code":
            exec(compile(cell.source, page.name, "exec"), names)
