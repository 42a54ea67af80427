"""One line below a cell while it measures, which is empty once the cell has ended."""

import os
import time
from typing import TYPE_CHECKING, Any

from ..progress import listen

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

# A server tells a kernel which notebook it serves: somebody looks at it. A notebook that is run in a
# batch, for a report or by a test, shows no such line.
LOOKED_AT = ("CS_TOOLKIT_LAB", "JPY_SESSION_NAME", "VSCODE_PID")
PATIENCE = 0.7  # seconds before a cell says that it is still measuring
EVERY = 0.3  # seconds from one word to the next


class MeasuringLine:
    """Shows what is measured, from some patience on, until the cell ends."""

    def __init__(self, display: Any):
        self._display = display
        self._handle: Any = None
        self._next = float("inf")

    def begin(self, *_: Any) -> None:
        """A cell begins."""
        self._next = time.monotonic() + PATIENCE

    def says(self, name: str) -> None:
        """Show that a measure file runs, if the cell has been running for a while."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + EVERY
        words = {"text/plain": f"measuring {name.replace('/', ': ').replace('_', ' ')} …"}
        if self._handle is None:
            self._handle = self._display(words, raw=True, display_id=True)
        else:
            self._handle.update(words, raw=True)

    def end(self, *_: Any) -> None:
        """The cell has ended: the line is empty."""
        if self._handle is not None:
            self._handle.update({"text/plain": ""}, raw=True)
            self._handle = None


def show_progress(shell: "InteractiveShell") -> None:
    """Show a line while a cell measures, where somebody looks at this IPython."""
    if not any(os.environ.get(name) for name in LOOKED_AT):
        return
    from IPython.display import display

    line = MeasuringLine(display)
    line.begin()  # this cell has begun
    listen(line.says)
    shell.events.register("pre_run_cell", line.begin)
    shell.events.register("post_run_cell", line.end)
