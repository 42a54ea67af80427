"""Every lesson with its solutions and all that they show: ``python -m cs_toolkit.course.solutions course``.

``course/solutions/`` is for the instructor, committed with its outputs: nbval runs it in the tests, and
compares every output with what a reader sees there.
"""

import sys
from pathlib import Path

import nbformat

from ..report.refreshing import refresh
from .editions import edition, masters
from .master import Master


def solved(master: Master) -> nbformat.NotebookNode:
    """The instructor's edition in which no cell may turn red: a check is right, or the test fails."""
    notebook = edition(master, "instructor")
    for cell in notebook.cells:
        cell.metadata = {}
    return notebook


def write_solutions(folder: Path, only: tuple[str, ...] = ()) -> list[Path]:
    """Run the lessons of a folder (or some, by number) for seed 0, and keep what they show."""
    written = []
    for stem, master in masters(folder).items():
        if only and stem[:2] not in only:
            continue
        path = folder / "solutions" / f"{stem}.ipynb"
        path.parent.mkdir(exist_ok=True)
        nbformat.write(solved(master), path)
        refresh(path)
        written.append(path)
    return written


if __name__ == "__main__":
    made = write_solutions(Path(sys.argv[1]), tuple(sys.argv[2:]))
    sys.stdout.write(f"{len(made)} notebooks in {Path(sys.argv[1]) / 'solutions'}\n")
