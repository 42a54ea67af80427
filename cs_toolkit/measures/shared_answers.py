"""Questions that a report answers once, in its own process, for all of its notebooks.

A notebook of a report is given the folder of what was measured. Beside it the report's process waits
with the company opened: what is asked there is measured, bound, judged and modelled once, whichever
notebooks ask for it, and a notebook opens no source. Where nobody waits, it is answered here.
"""

import json
import pickle
from collections.abc import Callable
from functools import wraps
from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

ADDRESS = "answers.json"
UNANSWERED = object()
Asker = TypeVar("Asker")
Inputs = ParamSpec("Inputs")
Found = TypeVar("Found")
# one frame that is not there, or a process that has ended: the notebook measures for itself
BROKEN = (OSError, EOFError, pickle.PickleError, TypeError, AttributeError, ImportError)


def answered_once(
    question: Callable[Concatenate[Asker, Inputs], Found],
) -> Callable[Concatenate[Asker, Inputs], Found]:
    """Let a report's process answer a question about a company; elsewhere it is answered where it is asked."""
    name = f"{question.__module__}:{question.__qualname__}"

    @wraps(question)
    def answer(company: Asker, *given: Inputs.args, **named: Inputs.kwargs) -> Found:
        report: Answering | None = getattr(company, "report", None)
        if report is not None:
            found = report.ask(name, given, named)
            if found is not UNANSWERED:
                return found
        return question(company, *given, **named)

    answer.answered_once = True  # type: ignore[attr-defined]  # what may be asked for by name
    return answer


class Answering:
    """The line of one company in a notebook to the report's process that answers for it."""

    def __init__(self, folder: Path, about: tuple[str, ...]):
        self._folder, self._about = folder, about
        self._line: Connection | None = None

    def ask(self, name: str, given: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """The report's answer, or ``UNANSWERED`` where it has none for this company."""
        try:
            line, self._line = self._line or self._connected(), None
            line.send_bytes(pickle.dumps((self._about, name, given, named)))
            answered, found = pickle.loads(line.recv_bytes())
        except BROKEN:
            return UNANSWERED
        self._line = line  # a line on which a question was interrupted is not used again
        return found if answered else UNANSWERED

    def _connected(self) -> Connection:
        shown = json.loads((self._folder / ADDRESS).read_text(encoding="utf-8"))
        address = shown["address"]
        return Client(
            tuple(address) if isinstance(address, list) else address,
            authkey=bytes.fromhex(shown["key"]),
        )


def answering(folder: Path, about: tuple[str, ...]) -> Answering | None:
    """The line to the report whose results are in a folder; None where no report waits there."""
    return Answering(folder, about) if (folder / ADDRESS).is_file() else None
