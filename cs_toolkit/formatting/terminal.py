"""What the command line shows a person: the tidy table in columns, and how far long work has come."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

import pandas as pd
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from .numbers import value_in_words

COLUMNS = (
    "period", "segment", "metric", "variant", "value", "95% interval", "n", "verdict", "note",
)  # fmt: skip
# half a number is another number: these columns stay whole in a narrow window, the others fold
WHOLE = ("period", "value", "n")
RIGHT = ("value", "n")
UNBOUNDED = 10_000


def print_metrics(frame: pd.DataFrame, currency: str) -> None:
    """The tidy table, one line a row, each number in the unit that reads best."""
    shown = Table(box=None, header_style="bold", pad_edge=False)
    for name in COLUMNS:
        side: Literal["right", "left"] = "right" if name in RIGHT else "left"
        shown.add_column(name, justify=side, overflow="fold", no_wrap=name in WHOLE)
    for row in frame.itertuples(index=False):
        shown.add_row(*(Text(str(cell)) for cell in _cells(row, currency)))
    window = Console()
    # into a file or another program each row is one line, however wide
    (window if window.is_terminal else Console(width=UNBOUNDED)).print(shown)


def _cells(row: Any, currency: str) -> tuple:
    def words(value: float | None) -> str:
        return value_in_words(value, row.unit, currency)

    interval = f"{words(row.low)} to {words(row.high)}" if pd.notna(row.low) else ""
    segment = f"{row.dimension}: {row.segment}" if row.dimension != "total" else "total"
    n = f"{row.n:,.0f}" if pd.notna(row.n) else ""
    return (
        row.period, segment, row.metric, row.variant, words(row.value), interval, n, row.verdict,
        row.note,
    )  # fmt: skip


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar that the work moves: it is given how much is done, and of how much."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, whole: bar.update(task, completed=done, total=whole)
