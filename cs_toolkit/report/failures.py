"""Why a page of the report could not be made, in a sentence for its reader."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from nbformat import NotebookNode

_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_TITLE = re.compile(r"^#\s+(.+?)\s*#*$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)


@dataclass(frozen=True)
class Failure:
    """One sentence for a person, and the traceback for the person who corrects the notebook."""

    says: str
    traceback: str = ""

    def as_dict(self) -> dict:
        """As it is handed from the notebook's process to the report's."""
        return asdict(self)


def title_of(notebook: NotebookNode, default: str) -> str:
    """A notebook's heading of the first level."""
    return next(_headings(notebook.cells, _TITLE), default)


def failure_of(notebook: NotebookNode, stopped: Exception | None, timeout: float) -> Failure | None:
    """What went wrong while a notebook ran, or None if every cell ran to its end.

    ``stopped`` is what papermill raised. It raises nothing after ``sys.exit(0)``, and a notebook
    whose kernel died looks complete: so each code cell must bear an execution count as well.
    """
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    for cell in code:
        for output in cell.outputs:
            if output.output_type == "error":
                return _raised(output, _place(notebook, cell), _left_out(code))
    running = next((cell for cell in reversed(code) if cell.execution_count is not None), None)
    place = _place(notebook, running)
    if isinstance(stopped, CellTimeoutError):
        return Failure(
            f"The notebook did not finish within {timeout:g} seconds: the cell {place} was still "
            "running. Give it more time, or make that cell quicker."
        )
    if isinstance(stopped, DeadKernelError):
        return Failure(
            f"The notebook’s Python process died in the cell {place}. "
            "Often there was too little memory; the other pages are not affected."
        )
    if stopped is not None:
        return Failure(
            f"The notebook could not be run: {type(stopped).__name__}: {stopped}", repr(stopped)
        )
    if missing := _left_out(code):
        return Failure(f"The notebook ended in the cell {place}, and {missing} never ran.")
    return None


def _raised(output: NotebookNode, place: str, missing: str) -> Failure:
    traceback = _ANSI.sub("", "\n".join(output.traceback))
    if output.ename == "SystemExit":
        rest = f", and {missing} never ran" if missing else ""
        return Failure(f"The notebook ended itself in the cell {place}{rest}.", traceback)
    if output.ename == "InputError":
        says = output.evalue
        is_a_name = "_" in says.partition(" ")[0]  # a metric's stays as it is written
        return Failure(says if is_a_name else f"{says[:1].upper()}{says[1:]}", traceback)
    if output.ename == "AssertionError":
        return Failure(
            f"A check failed in the cell {place}: {output.evalue or 'it does not hold'}.", traceback
        )
    return Failure(f"The cell {place} stopped with {output.ename}: {output.evalue}", traceback)


def _left_out(code: list[NotebookNode]) -> str:
    count = sum(cell.execution_count is None for cell in code)
    return f"{count} cell{'s' if count > 1 else ''} after it" if count else ""


def _place(notebook: NotebookNode, cell: NotebookNode | None) -> str:
    """Where a cell is, as a reader of the page would look for it."""
    if cell is None:
        return "at its start"
    before = notebook.cells[: notebook.cells.index(cell)]
    headings = list(_headings(before))
    return f"under “{headings[-1]}”" if headings else "at its start"


def _headings(cells: Iterable[NotebookNode], pattern: re.Pattern[str] = _HEADING) -> Iterator[str]:
    for cell in cells:
        if cell.cell_type == "markdown":
            yield from pattern.findall(cell.source)
