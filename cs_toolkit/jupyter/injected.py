"""Parameters that papermill gives a notebook: one that the notebook does not have is refused.

papermill only warns about it and runs with the defaults: a report for the wrong month that looks
right. It puts what it was given into a cell of its own, after the one tagged ``parameters``.
"""

import ast
from collections.abc import Sequence

from ..errors import InputError, did_you_mean

HEADER = "# Parameters\n"  # the first line of papermill's own cell


def refuse_unknown_parameters(ran: Sequence[str]) -> None:
    """Raise InputError if a cell of papermill sets a name that the cell before it does not.

    ``ran`` are the sources of the cells that were run, in their order.

    >>> refuse_unknown_parameters(["period = 'last'", "# Parameters\\nperiod = 2026\\n"])
    >>> refuse_unknown_parameters(["period = 'last'", "# Parameters\\nperod = 2026\\n"])
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: this notebook has no parameter "perod": did you mean "period"? ...
    """
    given = next((at for at, source in enumerate(ran) if source.startswith(HEADER)), None)
    if given is None:
        return
    declared = _names(ran[given - 1]) if given else []
    for name in _names(ran[given]):
        if name not in declared:
            raise InputError(
                f'this notebook has no parameter "{name}": {did_you_mean(name, declared)}'
                if declared
                else f'this notebook has no cell tagged "parameters", so it takes no {name}'
            )


def _names(source: str) -> list[str]:
    """The names that a cell sets; none where it is not plain Python."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return []
    return [
        name.id
        for statement in body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        for name in ast.walk(statement)
        if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
    ]
