"""The executed solutions are those of the lessons as they stand; nbval compares what they show."""

from pathlib import Path

import nbformat
import pytest

from cs_toolkit.course.editions import masters
from cs_toolkit.course.solutions import solved

COURSE = Path(__file__).parents[2] / "course"
MASTERS = masters(COURSE)


def test_each_lesson_has_its_solutions():
    assert [path.stem for path in sorted((COURSE / "solutions").glob("*.ipynb"))] == list(MASTERS)


@pytest.mark.parametrize("stem", MASTERS)
def test_solutions_are_the_lessons_as_they_stand_and_no_cell_is_red(stem):
    """`make notebooks` runs them again after a lesson has changed."""
    kept = nbformat.read(COURSE / "solutions" / f"{stem}.ipynb", as_version=4)
    assert [cell.source for cell in kept.cells] == [
        cell.source for cell in solved(MASTERS[stem]).cells
    ]
    code = [cell for cell in kept.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert not any(output.output_type == "error" for cell in code for output in cell.outputs)
    checks = [cell for cell in code if cell.source.startswith("check(")]
    assert all("right." in cell.outputs[0].data["text/plain"] for cell in checks)
