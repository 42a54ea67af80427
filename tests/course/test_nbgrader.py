"""nbgrader makes the same student's edition, and grades a right and a wrong submission."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from cs_toolkit.course.editions import edition, write
from cs_toolkit.course.master import BEGIN, parse

HOME = Path(__file__).parents[2]
# a lesson of one exercise, so that grading takes a second and not a minute
LESSON = """---
minutes: 20
---
# What is kept?

```python
from cs_toolkit.course import check, rows

seed = 0
own = rows("nrr", seed)
```

```python exercise=nrr-2
### BEGIN SOLUTION
there = own[own["start"] > 0]
answer = there["end"].sum() / there["start"].sum()
### END SOLUTION
```
"""


def nbgrader(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *words], cwd=folder, capture_output=True, text=True,
        # it calls alembic by name, which stands beside this Python
        env={**os.environ, "PYTHONPATH": str(HOME), "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        timeout=200, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def nbgrader_course(tmp_path_factory) -> Path:
    """A course folder with one lesson, its submissions collected and graded."""
    folder = tmp_path_factory.mktemp("course")
    (folder / "lessons").mkdir()
    (folder / "lessons" / "01_nrr.md").write_text(LESSON, encoding="utf-8")
    write(folder, folder, kinds=("instructor",))
    shutil.copy(HOME / "course" / "nbgrader_config.py", folder)
    nbgrader(folder, "generate_assignment", "01_nrr")
    for student, solved in (("right", "instructor"), ("wrong", "student")):
        handed_in = folder / "submitted" / student / "01_nrr" / "01_nrr.ipynb"
        handed_in.parent.mkdir(parents=True)
        notebook = edition(parse(LESSON, "nrr"), solved, seed=3)
        if student == "wrong":
            notebook.cells[-2].source = 'answer = own["end"].sum() / own["start"].sum()'
        nbformat.write(notebook, handed_in)
    nbgrader(folder, "autograde", "01_nrr")
    return folder


def test_its_release_is_our_students_edition(nbgrader_course):
    released = nbformat.read(nbgrader_course / "release" / "01_nrr" / "01_nrr.ipynb", as_version=4)
    ours = edition(parse(LESSON, "nrr"), "student")
    assert [cell.source for cell in released.cells] == [cell.source for cell in ours.cells]
    assert BEGIN not in str(released)


def test_a_right_submission_gets_its_point_and_a_wrong_one_does_not(nbgrader_course):
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{nbgrader_course}/gradebook.db") as book:
        score = {
            student: book.find_submission("01_nrr", student).score for student in ("right", "wrong")
        }
    assert score == {"right": 1, "wrong": 0}
    graded = nbformat.read(
        nbgrader_course / "autograded" / "wrong" / "01_nrr" / "01_nrr.ipynb", as_version=4
    )
    (error,) = [output for output in graded.cells[-1].outputs if output.output_type == "error"]
    assert "the new and the returned customers are in it" in error.evalue
