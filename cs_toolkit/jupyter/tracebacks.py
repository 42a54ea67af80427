"""An error in a notebook: the kit's sentence and the reader's own line, without the kit's source."""

import linecache
import sys
import sysconfig
import traceback
import warnings
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from ..errors import InputError, Note

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

OWN = str(Path(__file__).parents[1])
# where Python keeps what a person installed and did not write
LIBRARIES = (
    *(sysconfig.get_path(name) for name in ("stdlib", "platlib", "purelib")),
    "<frozen",
)


def show_short_errors(shell: "InteractiveShell") -> None:
    """Show errors of the kit as a sentence with the line that led to it, in this IPython.

    Only the kit's own error classes: any other exception keeps its whole traceback. A person's own
    handler for other classes stays as it is.
    """
    if not shell.custom_exceptions:
        shell.set_custom_exc((InputError,), _show)
    if warnings.showwarning.__module__ == "warnings":
        warnings.showwarning = partial(_show_note, otherwise=warnings.showwarning)


def debug() -> None:
    """Show the whole traceback of the last error, with the kit's own lines.

    In a notebook an error of the kit is shown as one sentence and the line that led to it. Call
    ``cs.debug()`` in the next cell to see each step in between.
    """
    error = getattr(sys, "last_value", None)
    if error is None:
        sys.stdout.write("no error has been raised in this session\n")
        return
    sys.stdout.write("".join(traceback.format_exception(error)))


def _show(
    shell: "InteractiveShell",
    kind: type[BaseException],
    error: BaseException,
    frames: TracebackType | None,
    tb_offset: int | None = None,
) -> list[str]:
    """Show an error of the kit; IPython calls this in the place of its own display."""
    # what %debug, %tb and cs.debug() look at
    sys.last_type, sys.last_value, sys.last_traceback = kind, error, frames
    lines = _in_short(shell, kind, error, frames)
    shell._showtraceback(kind, error, lines)  # IPython has no public way to send an error
    return lines


def _in_short(
    shell: "InteractiveShell",
    kind: type[BaseException],
    error: BaseException,
    frames: TracebackType | None,
) -> list[str]:
    lines = [f"{kind.__name__}: {error}"]
    own = last_own_frame(traceback.extract_tb(frames))
    if own is not None:
        place = _cell(shell, own.filename) or own.filename
        source = (own.line or linecache.getline(own.filename, own.lineno or 0)).strip()
        lines += ["", f"{place}, line {own.lineno}:", f"    {source}"]
    return [*lines, "", "cs.debug() shows the whole traceback."]


def last_own_frame(frames: Iterable[traceback.FrameSummary]) -> traceback.FrameSummary | None:
    """The innermost frame that is neither the kit's nor a library's: the line that can be mended."""
    own = [one for one in frames if not one.filename.startswith((OWN, *LIBRARIES))]
    return own[-1] if own else None


def _cell(shell: "InteractiveShell", filename: str) -> str | None:
    """What a notebook calls the cell that a frame stands in, such as "Cell In[3]"."""
    named = getattr(shell.compile, "format_code_name", lambda name: None)(filename)
    return " ".join(named) if named else None


def _show_note(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: object = None,
    line: str | None = None,
    *,
    otherwise: Callable[..., None],
) -> None:
    """A note of the kit is one line; a warning of a library is shown as Python shows it."""
    if issubclass(category, Note):
        sys.stderr.write(f"note: {message}\n")
    else:
        otherwise(message, category, filename, lineno, file, line)
