"""What a notebook must declare before the month end may run it.

papermill only warns about a parameter that the notebook does not have, or about a missing
``parameters`` cell, and renders the defaults: a report for the wrong month that looks right.
"""

import ast
import copy
import json
from collections.abc import Iterable, Mapping

from nbformat import NotebookNode

from ..errors import did_you_mean
from .failures import Failure

# A cell with this tag is for the class and is left out of the batch report.
LESSON = "lesson"
# What every notebook's parameters cell sets, in the form that the lab uses when run by hand.
NAMES = ("data", "period", "as_of", "results")


def tags(cell: NotebookNode) -> list[str]:
    """The tags of a cell."""
    return cell.metadata.get("tags", [])


def without_lessons(notebook: NotebookNode) -> NotebookNode:
    """The notebook as the batch runs it: no lesson cells, no empty code cells."""
    kept = NotebookNode(notebook)
    kept.cells = [
        cell
        for cell in notebook.cells
        if LESSON not in tags(cell) and (cell.cell_type != "code" or cell.source.strip())
    ]
    return kept


def declared_parameters(notebook: NotebookNode) -> list[str] | None:
    """The names that the ``parameters`` cell sets, or None without such a cell.

    The cell is parsed as Python: a regular expression misses an annotation such as ``int | None``.
    """
    for cell in notebook.cells:
        if cell.cell_type == "code" and "parameters" in tags(cell):
            return [
                name.id
                for statement in ast.parse(cell.source).body
                if isinstance(statement, ast.Assign | ast.AnnAssign)
                for target in (
                    statement.targets if isinstance(statement, ast.Assign) else [statement.target]
                )
                for name in ast.walk(target)
                if isinstance(name, ast.Name)
            ]
    return None


def refused(notebook: NotebookNode, parameters: Iterable[str]) -> Failure | None:
    """Why these parameters cannot be given to this notebook, or None if they can."""
    try:
        declared = declared_parameters(notebook)
    except SyntaxError as error:
        return Failure(f"The cell tagged “parameters” is not valid Python: {error.msg}.")
    if declared is None:
        return Failure(
            "The notebook has no cell tagged “parameters”, so it cannot be given the period "
            f"to report. Add one that sets {', '.join(NAMES)}."
        )
    for name in parameters:
        if name not in declared:
            return Failure(
                f"The cell tagged “parameters” does not set “{name}”, so the report would show "
                f"the wrong thing; {did_you_mean(name, declared)}."
            )
    return None


def with_values(source: str, values: Mapping[str, object]) -> str:
    """A parameters cell in which some names are set to other values; its comments stay.

    >>> with_values('period = "last"  # or 2026-10', {"period": "2026-Q3"})
    'period = "2026-Q3"  # or 2026-10'
    """
    lines = source.splitlines()
    for statement in ast.parse(source).body:
        if not isinstance(statement, ast.Assign):
            continue
        target = statement.targets[0]
        if isinstance(target, ast.Name) and target.id in values:
            one, at = statement.value, statement.value.lineno - 1
            if one.end_lineno == one.lineno:
                # places in Python's tree count bytes
                line = lines[at].encode()
                written = json.dumps(values[target.id], ensure_ascii=False).encode()
                line = line[: one.col_offset] + written + line[one.end_col_offset :]
                lines[at] = line.decode()
    return "\n".join(lines)


def given_again(notebook: NotebookNode, values: Mapping[str, object]) -> NotebookNode:
    """The notebook with other values in the cell of what it was given."""
    made = copy.deepcopy(notebook)
    for cell in made.cells:
        if "injected-parameters" in tags(cell):
            cell.source = with_values(cell.source, values)
    return made
