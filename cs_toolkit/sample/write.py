"""Writing the sample company: chunk by chunk, so that its size does not matter to memory."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ..errors import InputError
from .chunk import chunk_tables
from .clock import Clock
from .company import company_file, company_tables
from .output import Folder
from .story import LAST_MONTH, planted_story
from .totals import Totals

TIME_ZONE = "Europe/Paris"
# events and customers that are invented at once
_EVENTS_A_CHUNK, _LARGEST_CHUNK = 1_000_000, 2_000
# from about so many events on, Parquet is written
_TOO_MANY_FOR_CSV = 2_000_000


def write_sample(
    folder: str | Path,
    *,
    customers: int = 240,
    months: int = 30,
    seed: int = 1,
    last_month: str = LAST_MONTH,
    events_per_customer: float = 20.0,
    format: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Invent a subscription company, write all its tables into a folder, and return its company file.

    ``customers`` is how many accounts there ever were; about half of them pay at the end.
    ``events_per_customer`` is the usual number of usage events a month of a customer with
    service, so there are about ``0.5 × customers × months × events_per_customer`` in all.
    ``format`` is "csv" or "parquet"; by default what suits the size. ``progress`` is called with
    the customers done and all customers. The same arguments give the same bytes.

    Raises InputError if an argument makes no company. A folder of other data is not written into.
    """
    folder = Path(folder)
    _check(folder, customers, months, seed, last_month, events_per_customer, format)
    size = customers * months * events_per_customer / 2
    file_format = format or ("csv" if size < _TOO_MANY_FOR_CSV else "parquet")
    clock, story = Clock(months, last_month, TIME_ZONE), planted_story(last_month)
    per_chunk = int(np.clip(_EVENTS_A_CHUNK / (months * events_per_customer), 50, _LARGEST_CHUNK))
    totals, numbers = Totals(customers, clock, story), Counter()
    folder.mkdir(parents=True, exist_ok=True)
    with Folder(folder, file_format) as output:
        for first in range(0, customers, per_chunk):
            places = np.arange(first, min(first + per_chunk, customers))
            tables = chunk_tables(
                places, clock, story, seed=(seed, first // per_chunk),
                events_per_customer=events_per_customer, totals=totals, numbers=numbers,
            )  # fmt: skip
            for name, rows in tables:
                output.append(name, rows)
            if progress:
                progress(int(places[-1]) + 1, customers)
        for name, rows in company_tables(totals, clock, story, seed):
            output.append(name, rows)
    path = folder / "company.toml"
    path.write_text(company_file(clock), encoding="utf-8", newline="\n")
    return path


def _check(folder, customers, months, seed, last_month, events_per_customer, format) -> None:
    if customers < 1 or months < 1 or events_per_customer <= 0:
        raise InputError(
            f"a sample needs at least 1 customer, 1 month and some events: it was asked for "
            f"{customers} customers, {months} months and {events_per_customer} events per customer"
        )
    if seed < 0:
        raise InputError(f"seed = {seed} must not be negative")
    if format not in (None, "csv", "parquet"):
        raise InputError(f'a sample is written as "csv" or "parquet", not as "{format}"')
    try:
        np.datetime64(last_month, "M")
    except ValueError:
        raise InputError(f'last_month = "{last_month}" must be a month such as "2026-10"') from None
    if folder.exists() and any(folder.iterdir()) and not (folder / "company.toml").exists():
        raise InputError(
            f"{folder} holds files that are not a sample: choose an empty or a new folder"
        )
