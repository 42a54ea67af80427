"""Search across the pages of a report without a server: one index, filtered in the browser."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from ..display.values import format_value
from ..language import gettext, translated
from ..metrics import METRICS
from .leaves import write_leaf

NAME = "search.html"


@dataclass(frozen=True)
class Entry:
    """A place that can be found: its words, where it stands, and further words that find it."""

    href: str
    words: str
    value: str = ""
    also: str = ""


def write_search(folder: Path, given: Mapping[str, Any], parts: Mapping[str, list[Entry]]) -> None:
    """Write the page; ``parts`` is a part's title → its entries. Without a script it is an index to read."""
    known = {title: entries for title, entries in parts.items() if entries}
    write_leaf(
        folder / NAME, "search", given, script="search.js", title=gettext("Search in this report"),
        home="index.html", parts=known,
    )  # fmt: skip


def of_metrics(
    card: pd.DataFrame, families: Mapping[str, str], rows: Mapping[str, str], currency: str
) -> list[Entry]:
    """Each number that a scorecard knows, with its value, where it is defined and by what else it is called.

    ``families`` is family → page, ``rows`` metric → the page of its rows: where a family has no page,
    the number leads to its rows.
    """
    found = []
    for row in card[card["value"].notna()].to_dict("records"):
        metric = METRICS[row["metric"]]
        page = families.get(metric.family)
        href = f"{page}#define-{metric.name}" if page else rows.get(metric.name)
        if href:
            value = format_value(row["value"], row["unit"], currency)
            also = " ".join([metric.name, metric.label, *metric.aliases, metric.default.says])
            found.append(Entry(href, translated(metric.label), value, also))
    return found


def of_headings(pages: Iterable[tuple[str, str, Iterable[tuple[int, str, str]]]]) -> list[Entry]:
    """Each section and figure of the pages: (page, its title, its headings).

    >>> of_headings([("01_revenue.html", "Revenue", [(2, "by-segment", "By segment")])])
    [Entry(href='01_revenue.html#by-segment', words='By segment', value='Revenue', also='')]
    """
    return [
        Entry(f"{href}#{identity}", words, title)
        for href, title, headings in pages
        for level, identity, words in headings
        if level > 1
    ]
