"""What a scheduler reads: an object of JSON on each line of standard error, from a run's start to its end."""

import json
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from ..errors import InputError

FORMS = ("text", "json")


class EventLog:
    """Events as lines of JSON; silent where nobody asked for them."""

    def __init__(self, wanted: bool) -> None:
        self.wanted = wanted

    def write(self, event: str, **facts: object) -> None:
        """One event, with the moment (UTC) at which it happened."""
        if self.wanted:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            line = {"time": now, "event": event, **facts}
            sys.stderr.write(json.dumps(line, ensure_ascii=False) + "\n")

    @contextmanager
    def run(self, **facts: object) -> Iterator[None]:
        """A run: its start, and where the input is wrong the reason; what ended well says so itself."""
        self.write("started", **facts)
        try:
            with warnings.catch_warnings():
                if self.wanted:
                    warnings.showwarning = self._note
                yield
        except InputError as error:
            self.write("refused", reason=str(error), exit_code=2)
            if self.wanted:  # the line says it already
                raise SystemExit(2) from error
            raise

    def _note(self, message: Warning | str, *_: object, **__: object) -> None:
        self.write("note", words=str(message))
