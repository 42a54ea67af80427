"""The archive of reports: the lead numbers over all of them, and two of them side by side."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ..display.sparkline import sparkline
from ..display.values import format_value
from ..formatting.numbers import change_in_words
from ..language import gettext, tag, translated
from .leaves import leaf
from .publish import replace_text
from .row_pages import as_json

FACTS = "report.json"
NAME = "compare.html"
MOST_REPORTS = 60  # five years of months


def facts_of(folder: Path) -> dict[str, Any] | None:
    """The facts of a report, as a dashboard reads them; None where there are none to read."""
    try:
        return json.loads((folder / FACTS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def trends(reports: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The lead numbers over the reports of one company and length of period, oldest first, a table each."""
    tables = []
    for group in _groups(reports):
        currency, lead = group[-1]["currency"], group[-1]["lead"]
        rows = [_values(one) for one in group]
        columns = []
        for name in lead:
            known = [row[name] for row in rows if name in row]
            if not known:
                continue
            values = [row[name]["value"] if name in row else None for row in rows]
            unit = known[-1]["unit"]
            numbers = [float("nan") if one is None else float(one) for one in values]
            columns.append({
                "label": translated(known[-1]["label"]),
                "line": sparkline(numbers, unit, currency) if len(numbers) > 1 else None,
                "cells": [format_value(one, unit, currency) for one in numbers],
            })  # fmt: skip
        titles = [one["title"] for one in group]
        tables.append({"company": group[-1]["company"], "titles": titles, "columns": columns,
                       "hrefs": [f"{one['folder']}/index.html" for one in group]})  # fmt: skip
    return tables


def write_comparison(out: Path, reports: Iterable[Mapping[str, Any]]) -> bool:
    """Write the page on which two reports are chosen and compared; whether there are two of one kind."""
    groups = [group for group in _groups(reports) if len(group) > 1]
    if not groups:
        (out / NAME).unlink(missing_ok=True)
        return False
    group = max(groups, key=len)
    currency = group[-1]["currency"]
    rows = [_values(one) for one in group]
    lines = []
    for name, fact in _values(group[-1]).items():
        values = [row[name]["value"] if name in row else None for row in rows]
        words = ["" if one is None else format_value(one, fact["unit"], currency) for one in values]
        lines.append(
            {
                "label": translated(fact["label"]),
                "unit": fact["unit"],
                "values": values,
                "words": words,
            }
        )
    before, now = len(group) - 2, len(group) - 1
    shown = {"company": group[-1]["company"], "heading": ""}
    text = leaf(
        "compare", shown, script="compare.js", title=gettext("Two periods side by side"), home="index.html",
        titles=[one["title"] for one in group], before=before, now=now, currency=currency,
        lines=[_side_by_side(one, before, now, currency) for one in lines],
        data=Markup(as_json({"currency": currency, "lines": lines, "lang": tag(), "points": gettext("{number} pp"), "minutes": gettext("{number} min")})),
    )  # fmt: skip
    replace_text(out / NAME, text)
    return True


def _side_by_side(line: Mapping[str, Any], before: int, now: int, currency: str) -> dict[str, str]:
    """A line of the page as it opens; the script writes the same for other periods."""
    earlier, later = line["values"][before], line["values"][now]
    known = earlier is not None and later is not None
    change = change_in_words(later - earlier, line["unit"], currency, of=later) if known else ""
    return {
        "label": line["label"], "before": line["words"][before], "now": line["words"][now],
        "change": change,
    }  # fmt: skip


def _values(facts: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["metric"]: one for one in facts["metrics"] if one.get("value") is not None}


def _groups(reports: Iterable[Mapping[str, Any]]) -> list[list[dict[str, Any]]]:
    """Reports that can be compared: of one company, currency and form of period; oldest first."""
    found: dict[tuple, list[dict[str, Any]]] = {}
    for one in sorted(reports, key=lambda one: (one["as_of"], one["period"])):
        form = "".join("9" if letter.isdigit() else letter for letter in one["period"])
        found.setdefault((one["company"], one["currency"], form), []).append(dict(one))
    return [
        sorted(group, key=lambda one: one["period"])[-MOST_REPORTS:] for group in found.values()
    ]
