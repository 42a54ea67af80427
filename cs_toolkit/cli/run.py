"""Running a command: an error in the input is one message, without a traceback.

Exit codes: 0 all well; 1 the numbers do not reconcile or a notebook failed; 2 the input or the
call is wrong.
"""

import os
import signal
import sys
import threading
import warnings
from typing import TextIO

from ..errors import InputError, Note
from ..extras import how_to_install
from ..unneeded import leave_out_grammars
from .app import app

# each adds its commands, in this order
from . import start, data, numbers, month_end, lab  # isort: skip  # noqa: F401


def _show_warning(
    message: Warning | str, category: type[Warning], filename: str, lineno: int,
    file: TextIO | None = None, line: str | None = None,
) -> None:  # fmt: skip
    """A note is one line; a warning of a library is shown as Python shows it."""
    if issubclass(category, Note):
        sys.stderr.write(f"note: {message}\n")
    else:
        sys.stderr.write(warnings.formatwarning(message, category, filename, lineno, line))


NO_MEMORY = "not enough memory, or room for temporary files: end other programs, or raise the limit"


ENGINE_HAS_NO_ROOM = ("OutOfMemoryException", "IOException")  # of the engine, imported or not


_SIGNALS: list[int] = []


def _end(number: int, frame: object) -> None:
    _SIGNALS.append(number)
    sys.exit(128 + number)


def _was_asked_to_end(error: BaseException) -> bool:
    """Whether an error came up while a signal's own was on its way out."""
    before = error.__context__
    while before is not None:
        if isinstance(before, KeyboardInterrupt | SystemExit):
            return True
        before = before.__context__
    return False


def _lacks_memory(error: BaseException | None) -> bool:
    return isinstance(error, MemoryError) or "can't start new thread" in str(error)


def _in_a_thread(args: threading.ExceptHookArgs) -> None:
    """A thread that has no memory is not shown: the command says so in its own sentence."""
    if not _lacks_memory(args.exc_value):
        threading.__excepthook__(args)


def main() -> None:
    """Run the command line; an error in the input is one message, without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # names of any script, whatever the terminal's encoding
            stream.reconfigure(encoding="utf-8", errors="replace")
    warnings.showwarning = _show_warning
    leave_out_grammars()
    threading.excepthook = _in_a_thread
    for name in ("SIGTERM", "SIGHUP"):
        # asked to end: it ends like Ctrl-C, and leaves no folder behind; nohup's wish is respected
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _end)
    try:
        app()
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    except ModuleNotFoundError as error:
        how = how_to_install(error)
        if how is None:
            raise
        sys.stderr.write(f"{how}\n")
        sys.exit(2)
    except MemoryError:
        sys.stderr.write(f"{NO_MEMORY}\n")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as error:  # no room, no right, a file where a folder is meant
        where = error.filename or "the output"
        sys.stderr.write(f"{where} cannot be read or written: {error.strerror or error}\n")
        # what could not be written is not tried once more on the way out
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(2)
    except Exception as error:
        # what the engine, or a file that was being written, makes of a signal
        if str(error) == "Query interrupted" or _was_asked_to_end(error):
            sys.exit(128 + _SIGNALS[0] if _SIGNALS else 130)
        if type(error).__name__ not in ENGINE_HAS_NO_ROOM and not _lacks_memory(error):
            raise
        sys.stderr.write(f"{str(error).splitlines()[0]}: {NO_MEMORY}\n")
        sys.exit(2)
