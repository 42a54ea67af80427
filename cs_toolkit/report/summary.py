"""What is forwarded: the headline and the lead numbers, as Markdown, as text and as JSON for a dashboard."""

import json
import math
from pathlib import Path
from typing import Any

import pandas as pd

from ..calendar.period_titles import moment_title, period_title
from ..calendar.periods import Period
from ..display.tiles import in_a_line, tile
from ..language import gettext
from ..measures.company_data import CompanyData
from ..scorecard.summary import leading

NAMES = ("summary.md", "summary.txt", "report.json")
FACTS = (
    "family", "metric", "label", "unit", "value", "previous", "change", "judgement", "year_before",
    "change_on_year", "judgement_on_year", "n", "low", "high", "target", "target_per", "verdict",
    "status", "note",
)  # fmt: skip


def write_summaries(
    folder: Path,
    company: CompanyData,
    period: Period,
    card: pd.DataFrame,
    sentences: list[str],
    reconciled: bool,
) -> None:
    """Write ``summary.md``, ``summary.txt`` and ``report.json`` into a report's folder.

    ``card`` is ``company.scorecard``; the lead numbers are those of the first page. No row and no
    comment is in them; whether ``sentences`` name customers is the caller's choice.
    """
    name, title = company.settings.name, period_title(period)
    leads = leading(card)
    lines, known = _lines(leads, company), _known(company)
    paragraphs = [*_warning(reconciled), *sentences]
    markdown = [f"# {_plain(name)}: {title}", *map(_plain, paragraphs)]
    markdown += ["\n".join(f"- {_plain(one)}" for one in lines), known]
    _write(folder / "summary.md", "\n\n".join(markdown))
    text = summary_text(company, period, card, sentences, reconciled)
    _write(folder / "summary.txt", text)
    facts = {
        "company": name, "currency": company.settings.currency, "period": period.name, "title": title,
        "as_of": company.as_of.isoformat(), "reconciled": reconciled, "headline": sentences,
        "lead": leads["metric"].tolist(),
        "metrics": [
            {key: _json(row[key]) for key in FACTS if key in row} for row in card.to_dict("records")
        ],
    }  # fmt: skip
    _write(folder / "report.json", json.dumps(facts, indent=1, ensure_ascii=False))


def summary_text(
    company: CompanyData, period: Period, card: pd.DataFrame, sentences: list[str], reconciled: bool
) -> str:
    """The headline and the lead numbers as plain text, for a message."""
    parts = [
        f"{company.settings.name}: {period_title(period)}",
        "\n".join([*_warning(reconciled), *sentences]),
        "\n".join(f"* {one}" for one in _lines(leading(card), company)),
        _known(company),
    ]
    return "\n\n".join(parts)


def _lines(leads: pd.DataFrame, company: CompanyData) -> list[str]:
    return [in_a_line(shown) + _changes(shown) for shown in _tiles(leads, company)]


def _warning(reconciled: bool) -> list[str]:
    return [] if reconciled else [gettext("The numbers do not reconcile: do not quote them.")]


def _known(company: CompanyData) -> str:
    return gettext("Data up to {day}.", day=moment_title(company.as_of))


def _tiles(leads: pd.DataFrame, company: CompanyData) -> list[dict]:
    return [tile(row, company.settings.currency) for row in leads.to_dict("records")]


def _changes(shown: dict) -> str:
    """The changes of a tile, each with its judgement, as they follow its number in a line."""
    parts = [
        f"{one['words']} {one['since']}"
        + (f", {one['judgement'] or one['turned']}" if one["judgement"] or one["turned"] else "")
        for one in shown["changes"]
    ]
    return f"; {'; '.join(parts)}" if parts else ""


def _plain(text: str) -> str:
    """Text that Markdown shows as it stands: a segment's name must not become a link or a tag."""
    return text.replace("<", "&lt;").replace("[", "\\[")


def _json(value: Any) -> object:
    """A cell as JSON has it: no NaN."""
    if isinstance(value, tuple | list):
        return [_json(one) for one in value]
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return value.item() if hasattr(value, "item") else value


def _write(path: Path, text: str) -> None:
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
