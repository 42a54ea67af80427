"""The student's and the instructor's edition of every lesson, in the folders that nbgrader expects.

``source/NN_name/NN_name.ipynb`` has the solutions, ``release/NN_name/NN_name.ipynb`` has not.
Both bear nbgrader's marks: where a solution stands, and which cell checks it for how many points.
"""

import re
import sys
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from ..report.normalising import KERNEL
from .master import Cell, Master, read

FOLDERS = {"instructor": "source", "student": "release"}
SEED = re.compile(r"^seed = \d+\b", re.M)


def masters(folder: Path, kind: str = "lessons") -> dict[str, Master]:
    """Every lesson (or page worked by hand) of a folder by its file's stem, in order."""
    return {path.stem: read(path) for path in sorted((folder / kind).glob("[0-9][0-9]_*.md"))}


def with_seed(notebook: nbformat.NotebookNode, seed: int) -> nbformat.NotebookNode:
    """A student's notebook with another number in the line that sets it; all else stays."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and "parameters" in cell.metadata.get("tags", []):
            cell.source = SEED.sub(f"seed = {seed}", cell.source)
    return notebook


def edition(master: Master, kind: str, seed: int | None = None) -> nbformat.NotebookNode:
    """One edition of a lesson: ``kind`` is student or instructor; a seed makes it one student's own.

    >>> from cs_toolkit.course.master import parse
    >>> text = "```python exercise=nrr-1\\n### BEGIN SOLUTION\\nanswer = 1\\n### END SOLUTION\\n```"
    >>> [cell.source for cell in edition(parse(text), "student").cells]
    ['answer = ...  # yours, in place of the three dots', 'check("nrr-1", answer, seed)']
    """
    notebook = new_notebook(metadata=nbformat.from_dict(KERNEL))
    for cell in master.cells:
        notebook.cells.extend(_cells(cell, kind, seed))
    if master.facts and notebook.cells[0].cell_type == "markdown":
        notebook.cells[0].source += f"\n\n{aims(master)}"
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"{master.name}-{number:02d}"
    return notebook


def aims(master: Master) -> str:
    r"""What a student reads below the introduction: how long it takes, and what it is for.

    >>> from cs_toolkit.course.master import parse
    >>> aims(parse("---\nminutes: 30\nobjectives: count heads; divide\n---\n# Who left?"))
    '*About 30 minutes. Afterwards you can: count heads; divide.*'
    """
    parts = [f"About {master.facts['minutes']} minutes." if "minutes" in master.facts else ""]
    if "objectives" in master.facts:
        parts.append(f"Afterwards you can: {master.facts['objectives']}.")
    return f"*{' '.join(part for part in parts if part)}*"


def write(
    folder: Path, out: Path, seed: int | None = None, kinds: tuple[str, ...] = tuple(FOLDERS)
) -> list[Path]:
    """Write the editions of every lesson in ``folder`` below ``out``, and return their paths."""
    written = []
    for stem, master in masters(folder).items():
        for kind in kinds:
            path = out / FOLDERS[kind] / stem / f"{stem}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            nbformat.write(edition(master, kind, seed), path)
            written.append(path)
    return written


def _cells(cell: Cell, kind: str, seed: int | None) -> list[nbformat.NotebookNode]:
    if cell.kind == "markdown":
        return [new_markdown_cell(cell.source)]
    if cell.kind == "code":
        source = cell.source if seed is None else SEED.sub(f"seed = {seed}", cell.source)
        tagged = {"tags": ["parameters"]} if SEED.search(cell.source) else {}
        return [new_code_cell(source, metadata=tagged)]
    source = cell.for_student if kind == "student" else cell.source
    return [
        new_code_cell(source, metadata=_marks(cell.exercise, solution=True)),
        new_code_cell(f'check("{cell.exercise}", answer, seed)', metadata=_marks(f"{cell.exercise}-check", points=1)),
    ]  # fmt: skip


def _marks(name: str, *, solution: bool = False, points: int | None = None) -> dict:
    """nbgrader's metadata of a cell: a solution, or a locked check that is worth points."""
    marks = {
        "schema_version": 3, "cell_type": "code", "grade_id": name, "task": False,
        "solution": solution, "grade": points is not None, "locked": points is not None,
    }  # fmt: skip
    if points is None:
        return {"nbgrader": marks}
    # a wrong answer shows its hint, and what follows still runs
    return {"nbgrader": {**marks, "points": points}, "tags": ["raises-exception"]}


if __name__ == "__main__":
    chosen = int(sys.argv[2]) if sys.argv[2:] and sys.argv[2] else None
    course = Path(sys.argv[1])
    sys.stdout.write(f"{len(write(course, course, chosen))} notebooks in {course}\n")
