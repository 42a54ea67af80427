"""How long the embedded engine may work on one statement.

A SELECT of a company file may ask for every row beside every other: it would run for days. What takes
longer than the limit is interrupted, and said in one sentence.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Timer
from typing import TYPE_CHECKING

from ..errors import InputError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DEFAULT_MINUTES = 30.0


@dataclass
class TimeLimit:
    """The limit of this process; the command line sets it."""

    minutes: float = DEFAULT_MINUTES

    def set(self, minutes: float) -> None:
        """Allow a statement so many minutes; raises InputError unless there are more than 0."""
        if not 0 < minutes < float("inf"):
            raise InputError(
                f"--time-limit {minutes:g} is no time to work in: give minutes above 0, such as "
                f"{DEFAULT_MINUTES:g}"
            )
        self.minutes = minutes


LIMIT = TimeLimit()


@contextmanager
def in_time(connection: "DuckDBPyConnection") -> Iterator[None]:
    """Interrupt what runs on a connection when the limit is over; then InputError says so."""
    over, minutes = Event(), LIMIT.minutes

    def stop() -> None:
        over.set()
        connection.interrupt()

    timer = Timer(60 * minutes, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    except Exception as error:
        if over.is_set():
            raise InputError(
                f"a statement took longer than {minutes:g} minutes and was stopped: look in from of the "
                "company file for a join without its condition, or allow more with "
                f"cs-toolkit --time-limit {2 * minutes:g} COMMAND"
            ) from error
        raise
    finally:
        timer.cancel()
