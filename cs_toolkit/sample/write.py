"""Writing the sample company: chunk by chunk, so that its size does not matter to memory."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ..errors import InputError
from ..schema import TABLES
from .chunk import chunk_tables
from .clock import Clock
from .company import company_file, company_tables
from .output import Folder
from .scenario import COMPANY, LAST_MONTH, planted_story
from .totals import Totals

TIME_ZONE = "Europe/Paris"
# events and customers that are invented at once
_EVENTS_A_CHUNK, _LARGEST_CHUNK = 1_000_000, 2_000
# from so many events on Parquet is written; customers have service in about this share of months
COMPANY_FILE = "company.toml"
_TOO_MANY_FOR_CSV, _WITH_SERVICE = 1_000_000, 0.45


def write_sample(
    folder: str | Path,
    *,
    customers: int = 220,
    months: int = 30,
    seed: int = 399,
    last_month: str = LAST_MONTH,
    events_per_customer: float = 4.3,
    format: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Invent a subscription company, write all its tables into a folder, and return its company file.

    The defaults give the sample in ``data/sample``, byte for byte; so do the same arguments
    always. ``customers`` is how many accounts there ever were; about 60% of them pay at the end.
    ``months`` end with ``last_month``. ``events_per_customer`` is how many usage events a
    customer with service leaves in a month: the default is thin, 20 or more is lifelike. In all
    there are about ``0.45 × customers × months × events_per_customer`` events: 110,000 customers,
    60 months and 34 events a month make 100 million, in a few minutes and about 500 MB of memory,
    as memory does not grow with the size.

    ``format`` is "csv" or "parquet"; by default Parquet from about a million events on.
    ``progress`` is called with the customers done and all customers. Raises InputError if the
    arguments make no company, or if the folder holds something else. Interrupted, it leaves no
    half company behind.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_sample(folder, customers=5, months=3).name
    'company.toml'
    """
    folder = Path(folder)
    _check(folder, customers, months, seed, last_month, events_per_customer, format)
    events = _WITH_SERVICE * customers * months * events_per_customer
    file_format = format or ("csv" if events < _TOO_MANY_FOR_CSV else "parquet")
    clock, story = Clock(months, last_month, TIME_ZONE), planted_story(last_month)
    per_chunk = int(np.clip(_EVENTS_A_CHUNK / (months * events_per_customer), 1, _LARGEST_CHUNK))
    totals = Totals(customers, clock, story)
    numbers: Counter[str] = Counter()
    _make_room(folder)
    try:
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
    except BaseException:  # half a company would pass for a whole one
        _make_room(folder)
        raise
    path = folder / COMPANY_FILE
    path.write_text(company_file(clock), encoding="utf-8", newline="\n")
    return path


def _check(
    folder: Path,
    customers: int,
    months: int,
    seed: int,
    last_month: str,
    events_per_customer: float,
    format: str | None,
) -> None:
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
    if folder.exists() and any(folder.iterdir()) and not _is_sample(folder):
        raise InputError(
            f"{folder} holds files that are not a sample: choose an empty or a new folder"
        )


def _is_sample(folder: Path) -> bool:
    file = folder / COMPANY_FILE
    return file.exists() and file.read_text(encoding="utf-8").startswith(f"# {COMPANY}")


def _make_room(folder: Path) -> None:
    """Without the tables of an earlier sample, which might be in the other format."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / COMPANY_FILE).unlink(missing_ok=True)
    for table in TABLES:
        for ending in ("csv", "parquet"):
            (folder / f"{table}.{ending}").unlink(missing_ok=True)
