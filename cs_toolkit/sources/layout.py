"""Where the table of a hand-kept sheet begins and ends: titles above it, sums below it, signs for nothing.

What is found is only proposed: it stands in the company file, as ``skip_rows``, ``footer_rows``,
``nulls`` and the year of months that are written without one.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .encoding import start_of
from .months_across import LEAST, months_among

Cells = Sequence[str]

TOTALS = (
    "total", "totals", "grand total", "total mrr", "sum", "summe", "gesamt", "gesamtsumme", "somme",
    "totale", "totaal", "overall", "all customers", "mrr",
)  # fmt: skip
NOTHING = ("-", "–", "—", "n/a", "na", "none", "x", "#n/a", ".", "--")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_CURRENCY = re.compile(
    r"(?<![A-Za-z])(USD|EUR|GBP|CHF|CAD|AUD|NZD|JPY|INR|SEK|NOK|DKK|PLN|CZK|HUF|RON|BRL|MXN|ZAR|SGD|HKD|CNY)"
    r"(?![A-Za-z])"
)
_SIGNS = {"€": "EUR", "£": "GBP", "US$": "USD"}
MOST_TITLES = 30  # rows above the column names


@dataclass(frozen=True)
class Layout:
    """How a sheet is written: rows above the column names, rows below the table, what means nothing."""

    skip_rows: int = 0
    footer_rows: int = 0
    nulls: tuple[str, ...] = ()
    year: int | None = None
    currency: str | None = None  # that its titles name

    @property
    def settings(self) -> dict[str, object]:
        """The keys of a section that say so."""
        found: dict[str, object] = {}
        if self.skip_rows:
            found["skip_rows"] = self.skip_rows
        if self.footer_rows:
            found["footer_rows"] = self.footer_rows
        if self.nulls:
            found["nulls"] = list(self.nulls)
        return found


def layout_of(rows: Sequence[Cells], *names: str) -> Layout:
    """The layout of a sheet's first rows; ``names`` are those of its sheet and file, which may say a year.

    >>> rows = [["MRR in EUR", "", ""], ["", "2026", ""], ["Customer", "Jan", "Feb"],
    ...         ["Acme", "10", "-"], ["Total", "10", "0"]]
    >>> layout_of(rows)
    Layout(skip_rows=2, footer_rows=1, nulls=('-',), year=2026, currency='EUR')
    """
    head = _head(rows)
    if head is None:
        return Layout()
    names_in_head = [cell for cell in rows[head] if cell]
    year = None
    if not months_among(names_in_head) or len(months_among(names_in_head)) < LEAST:
        year = _year([*(cell for row in rows[:head] for cell in row), *names])
    months = months_among(names_in_head, year)
    places = [place for place, cell in enumerate(rows[head]) if cell in months]
    if len(months) < LEAST:
        return Layout(skip_rows=head)
    below = [row for row in rows[head + 1 :] if any(row)]
    footer = 0
    while footer < len(below) and _is_total(below[-1 - footer]):
        footer += 1
    body = below[: len(below) - footer]
    signs = {
        row[place].strip()
        for row in body
        for place in places
        if place < len(row) and row[place].strip().lower() in NOTHING
    }
    titles = [cell for row in rows[: head + 1] for cell in row]
    return Layout(head, footer, tuple(sorted(signs)), year, _currency([*titles, *names]))


def csv_rows(path: Path, delimiter: str | None) -> list[list[str]]:
    """The first rows of a UTF-8 text file, one for each of its lines; none where a cell has several."""
    lines = start_of(path).removeprefix("\ufeff").splitlines()
    sign = delimiter or max(",;\t|", key="".join(lines[:MOST_TITLES]).count)
    try:
        rows = list(csv.reader(lines, delimiter=sign))
    except csv.Error:
        return []
    return rows if len(rows) == len(lines) else []


def _head(rows: Sequence[Cells]) -> int | None:
    """The row of the column names: the first that is nearly as wide as the table, and holds words."""
    counts = [sum(1 for cell in row if cell) for row in rows[: MOST_TITLES + 50]]
    usual = max(counts, default=0)
    for place, row in enumerate(rows[:MOST_TITLES]):
        cells = [cell for cell in row if cell]
        words = [cell for cell in cells if not _is_number(cell) or _YEAR.fullmatch(cell)]
        if len(cells) > 1 and len(cells) >= 0.6 * usual and len(words) >= 0.9 * len(cells):
            return place
        if len(cells) > max(2, 0.4 * usual):  # no title: a table whose names are not clear
            return None
    return None


def _is_number(cell: str) -> bool:
    return bool(re.fullmatch(r"[-+]?[\d.,' ]+%?", cell.strip()))


def _is_total(row: Cells) -> bool:
    first = next((cell for cell in row if cell), "")
    return first.strip().strip(":").lower() in TOTALS


def _year(texts: Sequence[str]) -> int | None:
    """The one year that the titles name; what they do not say, the names of the sheet and file may."""
    for group in (texts[:-2], texts[-2:-1], texts[-1:]) if len(texts) > 1 else (texts,):
        years = {int(year) for text in group for year in _YEAR.findall(text)}
        if len(years) == 1:
            return years.pop()
        if years:
            return None
    return None


def _currency(texts: Sequence[str]) -> str | None:
    """The one currency that the titles name."""
    found = {code for text in texts for code in _CURRENCY.findall(text)}
    found |= {code for text in texts for sign, code in _SIGNS.items() if sign in text}
    return found.pop() if len(found) == 1 else None
