"""The kit inside a notebook: short errors, answers that show themselves, and the lab that opens it.

Nothing here is imported outside IPython, except by ``cs-toolkit lab``.
"""

from collections.abc import Callable
from functools import partial, wraps
from typing import TYPE_CHECKING

from .displays import show_answers
from .injected import refuse_unknown_parameters
from .measuring_line import show_progress
from .reopening import Reopening
from .tracebacks import show_short_errors

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


def install(shell: "InteractiveShell") -> None:
    """Make a running IPython show the kit's errors as a sentence, and its answers as themselves."""
    if getattr(shell, "shows_cs_toolkit", False):
        return
    setattr(shell, "shows_cs_toolkit", True)  # noqa: B010 - a mark of ours on a class of IPython's
    show_short_errors(shell)
    show_answers(shell)
    show_progress(shell)


def opening(shell: "InteractiveShell", opened: Callable) -> Callable:
    """What opens a company in a notebook: once for the same data, and not with a wrong parameter."""
    install(shell)  # a kernel may have been forked with the kit imported before there was a shell
    refuse_unknown_parameters([one for one in shell.user_ns.get("In", ()) if one])
    return wraps(opened)(partial(_REOPENING, opened))


_REOPENING = Reopening()
