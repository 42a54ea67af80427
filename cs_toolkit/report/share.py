"""The edition to share: one file made of totals and large groups, in which no customer appears.

It is made from the numbers alone, never from a page: no comment, no id, no name and no row can be in
it, because nothing that holds one is read.
"""

from collections.abc import Iterable

import pandas as pd
from markupsafe import Markup

from ..calendar.periods import Period
from ..display import definitions, headline, scorecard, table, tiles
from ..display.markup import Shown
from ..display.table import Table
from ..language import gettext
from ..measures.company_data import CompanyData
from ..metrics import METRICS
from ..scorecard.summary import leading
from .exporting import made_distinct

NAME = "share.html"
LEAST = 10
SUPPRESSED = "not shown: fewer than {least}"


def shared_parts(
    company: CompanyData,
    period: Period,
    card: pd.DataFrame,
    metrics: pd.DataFrame,
    least: int = LEAST,
) -> list[tuple[str, Markup]]:
    """The parts of the edition, in order, as (title, markup); ``card`` and ``metrics`` are the report's."""
    card = card.copy()
    card.attrs.pop("notes", None)  # a team may name a customer in its notes
    leads = leading(card)
    parts = [
        ("", headline(company.headline(period, ids=False))),
        ("", tiles(leads)),
        (gettext("Every number"), scorecard(card)),
    ]
    split = by_segment(metrics, leads["metric"], period.name, least)
    if len(split):
        lines = table(
            split, currency=company.settings.currency,
            caption=gettext("Groups of fewer than {least} are not shown", least=least),
        )  # fmt: skip
        parts.append((gettext("By segment"), lines))
    parts.append(
        (gettext("How it is defined"), definitions(card["metric"], company, first=leads["metric"]))
    )
    whole = made_distinct("\0".join(_markup(shown) for _, shown in parts)).split("\0")
    return [(title, Markup(html)) for (title, _), html in zip(parts, whole, strict=True)]


def _markup(shown: Shown | Table) -> Markup:
    if hasattr(shown, "html"):
        return Markup(shown.html)
    # a table wider than a phone scrolls in its own box
    label = gettext("By segment")
    box = f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">'
    return Markup(f"{box}{shown.to_html()}</div>")


def by_segment(
    metrics: pd.DataFrame, names: Iterable[str], period: str, least: int = LEAST
) -> pd.DataFrame:
    """The lead numbers by segment; the value of a small group, or of one of unknown size, is left out.

    A group is as large as the n of the number, and for a sum, which has none, as its paying customers. Where
    only one group of a dimension would be left out, the next smallest is left out too: else it
    could be had from the total.
    """
    now = metrics[(metrics["period"] == period) & (metrics["dimension"] != "total")]
    payers = now[now["metric"] == "paying_customers"].set_index(["dimension", "segment"])["value"]
    rows = now[now["metric"].isin(list(names)) & (now["variant"] == "default")]
    rows = rows[rows["value"].notna()].copy()
    keys = list(zip(rows["dimension"], rows["segment"], strict=True))
    known = [float(payers.get(key, float("nan"))) for key in keys]
    rows["size"] = rows["n"].where(rows["n"].notna(), pd.Series(known, rows.index, dtype=float))
    rows["hidden"] = ~(rows["size"] >= least)
    for _, group in rows.groupby(["metric", "dimension"], sort=False):
        if group["hidden"].sum() == 1 and len(group) > 1:
            rows.loc[group.loc[~group["hidden"], "size"].idxmin(), "hidden"] = True
    for name in ("value", "n", "low", "high"):
        rows[name] = rows[name].mask(rows["hidden"])
    rows["note"] = ["" if not one else gettext(SUPPRESSED, least=least) for one in rows["hidden"]]
    labels = rows["metric"].map(lambda name: METRICS[name].label)
    shown = rows.assign(metric=labels)[
        ["metric", "dimension", "segment", "value", "unit", "n", "low", "high", "note"]
    ]
    # a segment of one customer may bear its name
    small = rows["size"].lt(least) | rows["size"].isna()
    shown["segment"] = shown["segment"].mask(small, gettext("(a small group)"))
    return shown.reset_index(drop=True)
