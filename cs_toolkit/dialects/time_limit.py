"""How long the embedded engine may work on one statement.

A SELECT of a company file may ask for every row beside every other: it would run for days. What takes
longer than the limit is interrupted, and said in one sentence.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread, current_thread
from typing import TYPE_CHECKING

from ..errors import InputError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DEFAULT_MINUTES = 30.0
LONGEST_LOOK = 0.5  # seconds
LOOKS_WHEN_IDLE = 20


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


@dataclass(eq=False)
class _Running:
    """A statement that runs, and the moment at which it has run for too long."""

    connection: "DuckDBPyConnection"
    ends_at: float
    is_over: bool = False


@dataclass
class _Watch:
    """One thread that looks at what runs: to start one for every statement costs more than most take."""

    running: set[_Running] = field(default_factory=set)
    thread: Thread | None = None

    def add(self, statement: _Running) -> None:
        """Watch a statement from now on."""
        self.running.add(statement)
        if self.thread is None or not self.thread.is_alive():  # nor is it in a forked process
            self.thread = Thread(target=self._look, daemon=True)
            self.thread.start()

    def _look(self) -> None:
        idle = 0
        while True:
            time.sleep(min(LONGEST_LOOK, 60 * LIMIT.minutes / 10))
            statements = tuple(self.running)
            for statement in statements:
                if not statement.is_over and time.monotonic() > statement.ends_at:
                    statement.is_over = True
                    statement.connection.interrupt()
            idle = 0 if statements else idle + 1
            if idle > LOOKS_WHEN_IDLE:
                self.thread = None  # the next statement starts another one
                if not self.running:
                    return
                self.thread = current_thread()


_WATCH = _Watch()


@contextmanager
def in_time(connection: "DuckDBPyConnection") -> Iterator[None]:
    """Interrupt what runs on a connection when the limit is over; then InputError says so."""
    minutes = LIMIT.minutes
    statement = _Running(connection, time.monotonic() + 60 * minutes)
    _WATCH.add(statement)
    try:
        yield
    except Exception as error:
        if statement.is_over:
            raise InputError(
                f"a statement took longer than {minutes:g} minutes and was stopped: look in from of the "
                "company file for a join without its condition, or allow more with "
                f"cs-toolkit --time-limit {2 * minutes:g} COMMAND"
            ) from error
        raise
    finally:
        _WATCH.running.discard(statement)
