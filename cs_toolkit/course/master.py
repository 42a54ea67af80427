"""A lesson's one master: a Markdown page whose code blocks become the cells of its two editions.

Text stays text. A block that opens with ```` ```python ```` is a code cell;
```` ```python exercise=nrr-1 ```` is the place of an answer, with nbgrader's marks around the
solution, folded away in ``<details>``. So a lesson can be read on any page that shows Markdown, and
reviewed in a diff.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
STUB = "answer = ...  # yours, in place of the three dots"
FENCE = re.compile(
    r"^```python(?: exercise=(?P<exercise>[\w-]+))?\n(?P<code>.*?)^```\n?", re.M | re.S
)
SOLUTION = re.compile(rf"^ *{BEGIN}\n.*?^ *{END}\n?", re.M | re.S)
# what folds a solution away where the page itself is read, on a web page
FOLD = re.compile(r"^<details><summary>[^<]*</summary>$|^</details>$", re.M)


@dataclass(frozen=True)
class Cell:
    """A part of a lesson: text, code, or the place of an answer to an exercise."""

    kind: str  # markdown, code or exercise
    source: str
    exercise: str = ""

    @property
    def for_student(self) -> str:
        """The source without its solution."""
        return SOLUTION.sub(f"{STUB}\n", self.source).rstrip("\n")


@dataclass(frozen=True)
class Master:
    """A lesson as written: its name, its facts for the instructor, and its cells."""

    name: str
    facts: dict[str, str]
    cells: tuple[Cell, ...]

    @property
    def exercises(self) -> list[str]:
        """The names of its exercises, in order."""
        return [cell.exercise for cell in self.cells if cell.kind == "exercise"]

    @property
    def prose(self) -> str:
        """All its text."""
        return "\n\n".join(cell.source for cell in self.cells if cell.kind == "markdown")

    @property
    def code(self) -> str:
        """All its code, solutions included."""
        return "\n\n".join(cell.source for cell in self.cells if cell.kind != "markdown")


def parse(text: str, name: str = "lesson") -> Master:
    """A lesson from its text.

    >>> master = parse('''---
    ... minutes: 30
    ... ---
    ... # What is kept?
    ...
    ... ```python exercise=nrr-1
    ... ### BEGIN SOLUTION
    ... answer = 0.9
    ... ### END SOLUTION
    ... ```
    ... ''')
    >>> master.facts, master.exercises, master.cells[1].for_student
    ({'minutes': '30'}, ['nrr-1'], 'answer = ...  # yours, in place of the three dots')
    """
    facts, text = _facts(text)
    cells: list[Cell] = []
    at = 0
    for block in FENCE.finditer(text):
        cells.append(Cell("markdown", _unfolded(text[at : block.start()])))
        exercise, code = block["exercise"] or "", block["code"].rstrip("\n")
        if exercise and not SOLUTION.search(f"{code}\n"):
            raise InputError(
                f"lesson {name}: exercise {exercise} has no solution between {BEGIN} and {END}"
            )
        if not exercise and BEGIN in code:
            raise InputError(f"lesson {name}: a solution stands in a block that names no exercise")
        cells.append(Cell("exercise" if exercise else "code", code, exercise))
        at = block.end()
    cells.append(Cell("markdown", _unfolded(text[at:])))
    return Master(name, facts, tuple(cell for cell in cells if cell.source))


def read(path: Path) -> Master:
    """The lesson of a file; its name is the file's without the number in front."""
    return parse(path.read_text(encoding="utf-8"), path.stem.partition("_")[2])


def _unfolded(text: str) -> str:
    """Text without the marks that fold a solution away: its cell is the place of an answer."""
    return FOLD.sub("", text).strip()


def _facts(text: str) -> tuple[dict[str, str], str]:
    """The lines ``key: value`` between the two rules at the top, and what follows."""
    if not text.startswith("---\n"):
        return {}, text
    head, _, rest = text[4:].partition("\n---\n")
    pairs = (line.partition(":")[::2] for line in head.splitlines() if line.strip())
    return {key.strip(): value.strip() for key, value in pairs}, rest
