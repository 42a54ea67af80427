"""What drives a period's movement: the parts of MRR, who left, which segments."""

import pandas as pd

from ...calendar.periods import Period
from ...errors import InputError
from ...formatting.numbers import change_in_words, value_in_words
from ...language import gettext, ngettext, translated
from ...language.numbers import number, percent_sign
from ...measures.company_data import CompanyData
from ...metrics import METRICS
from .movements import Movement
from .sentence import DRIVERS, Sentence
from .words import closed, listed

PARTS = {
    "new_mrr": ("new", 1), "reactivation_mrr": ("won back", 1), "expansion_mrr": ("expansion", 1),
    "contraction_mrr": ("contraction", -1), "churned_mrr": ("churn", -1),
    "fx_effect": ("exchange rates", 1), "transferred_mrr": ("transfers", 1),
}  # fmt: skip
KINDS_OF_EXPANSION = {
    "price_change_mrr": "price changes", "upsell_mrr": "more seats", "cross_sell_mrr": "further products",
    "upgrade_mrr": "higher plans", "usage_growth_mrr": "more use",
}  # fmt: skip
MOST_NAMED = 3
LEAST_SHARED = 10
MOST = 0.5  # what makes more than half of something is what it mostly is


def parts_of_mrr(measures: pd.Series, currency: str) -> str:
    """The movements that MRR is made of, each with its sign; empty where nothing moved.

    >>> parts_of_mrr(pd.Series({"new_mrr": 100.0, "expansion_mrr": 40.0, "price_change_mrr": 30.0,
    ...                         "churned_mrr": 20.0}), "EUR")
    'new +€100, expansion +€40 (75% price changes), churn −€20'
    """
    shown = []
    for name, (word, sign) in PARTS.items():
        size = sign * float(measures.get(name, 0) or 0)
        if size == size and abs(size) >= 0.005:
            kind = _kind_of_expansion(measures, abs(size)) if name == "expansion_mrr" else ""
            shown.append(f"{translated(word)} {change_in_words(size, 'money', currency)}{kind}")
    return gettext(", ").join(shown)


def _kind_of_expansion(measures: pd.Series, expansion: float) -> str:
    known = {kind: float(measures.get(kind, 0) or 0) for kind in KINDS_OF_EXPANSION}
    kind, size = max(known.items(), key=lambda one: one[1])
    if not size > MOST * expansion:
        return ""
    share = _share(min(size / expansion, 1))
    return " " + gettext("({share} {kind})", share=share, kind=translated(KINDS_OF_EXPANSION[kind]))


def _share(part: float) -> str:
    """A share without decimals."""
    return f"{100 * part:.0f}{percent_sign()}"


def losses(company: CompanyData, period: Period) -> Sentence | None:
    """How many left with how much, the largest of them by id, and where most of it was lost."""
    found = company.measures(period, family=("revenue", "retention"), by=())
    left, lost = (
        found[name].iloc[0] if name in found and len(found) else float("nan")
        for name in ("churned_customers", "churned_mrr")
    )
    if not left > 0:
        return None
    currency = company.settings.currency
    start = ngettext("{count} customer left", "{count} customers left", left, count=number(left))
    if lost > 0:
        money = value_in_words(lost, "money", currency)
        start = gettext("{left} with {money} of MRR", left=start, money=money)
    where, group = _where_lost(company, period)
    end = f"; {where}" if where else ""
    # a segment of a few customers may be one of them
    shared_end = end if group >= LEAST_SHARED else ""
    largest = _largest_leavers(company, period, currency)
    named = gettext(", the largest {customers}", customers=largest) if largest else ""
    return Sentence(DRIVERS, closed(f"{start}{named}{end}"), closed(f"{start}{shared_end}"))


def _largest_leavers(company: CompanyData, period: Period, currency: str) -> str:
    try:
        rows = company.rows("mrr_churn_rate", period)
    except InputError:  # no table of subscriptions: who left is known, but not with how much
        return ""
    left = rows[rows["state"] == "churned"] if "state" in rows else rows.iloc[:0]
    left = left.assign(key=left["customer_id"].astype(str))
    left = left.sort_values(["starting", "key"], ascending=[False, True]).head(MOST_NAMED)
    pairs = zip(left["key"], left["starting"], strict=True)
    return listed([f"{one} ({value_in_words(size, 'money', currency)})" for one, size in pairs])


def _where_lost(company: CompanyData, period: Period) -> tuple[str, float]:
    """The segment that lost the most beyond its part of MRR, whether rates or the mix moved churn, and
    how many customers pay in that segment."""
    found: list[tuple[float, str, str, float]] = []
    for dimension in company.settings.dimensions:
        split = company.measures(period, family="revenue", by=dimension)
        split = split[(split["dimension"] == dimension) & (split["starting_mrr"] > 0)]
        lost, basis = split["churned_mrr"].sum(), split["starting_mrr"].sum()
        if not lost > 0 or len(split) < 2:
            continue
        shares = pd.DataFrame(
            {"lost": split["churned_mrr"] / lost, "of": split["starting_mrr"] / basis,
             "segment": split["segment"]}
        )  # fmt: skip
        top = shares.assign(more=shares["lost"] - shares["of"]).sort_values(
            ["more", "segment"], ascending=[False, True]
        ).iloc[0]  # fmt: skip
        words = gettext(
            "{dimension} {segment} had {of} of MRR at the start and {lost} of the loss",
            dimension=translated(dimension),
            segment=top["segment"],
            of=_share(top["of"]),
            lost=_share(top["lost"]),
        )
        size = split.loc[split["segment"] == top["segment"], "paying_customers"].sum()
        found.append((float(top["more"]), dimension, words, float(size)))
    if not found:
        return "", 0.0
    _, dimension, words, size = max(found)
    return "; ".join(filter(None, [words, _mix_or_rate(company, period, dimension)])), size


def _mix_or_rate(company: CompanyData, period: Period, dimension: str) -> str:
    """The change of MRR churn on the last period as mix and rate; empty where it cannot be split."""
    from ..estimates.rate_changes import mix_and_rate

    try:
        parts = mix_and_rate(
            company, "mrr_churn_rate", (period.previous().name, period.name), dimension
        )
    except InputError:
        return ""
    if parts.note or parts.change != parts.change or abs(parts.change) < 0.0005:
        return ""
    shown = [change_in_words(one, "percent") for one in (parts.change, parts.rate, parts.mix)]
    return gettext(
        "MRR churn changed by {change}, {rates} by rates within {dimension} and {mix} by its mix",
        change=shown[0], rates=shown[1], mix=shown[2], dimension=translated(dimension),
    )  # fmt: skip


def by_segment(table: pd.DataFrame, one: Movement, periods: tuple[str, str], currency: str) -> str:
    """The segment that made most of a movement of something that adds up; else empty."""
    variant = METRICS[one.metric].variants[one.variant]
    if variant.unit not in ("count", "money"):
        return ""
    rows = table[(table["metric"] == one.metric) & (table["variant"] == one.variant)]
    best: tuple[float, str] = (0.0, "")
    total = one.value - one.earlier
    for dimension, split in rows[rows["dimension"] != "total"].groupby("dimension", sort=False):
        wide = split.pivot_table(index="segment", columns="period", values="value", aggfunc="first")
        wide = wide.reindex(columns=list(periods)).fillna(0.0)
        moved = wide[periods[1]] - wide[periods[0]]
        if len(moved) < 2 or not total or abs(moved.sum() - total) > 1e-6 * max(1.0, abs(total)):
            continue
        segment = (moved * (1 if total > 0 else -1)).idxmax()
        share = moved[segment] / total
        if share > max(best[0], MOST):
            shown = change_in_words(moved[segment], variant.unit, currency)
            words = gettext(
                "{dimension} {segment} makes {change} of it",
                dimension=translated(dimension), segment=segment, change=shown,
            )  # fmt: skip
            best = (float(share), words)
    return best[1]


def beside(table: pd.DataFrame, one: Movement, period: str) -> str:
    """The same thing in a unit that says more to a reader: how long a service was down."""
    other = {"availability": "downtime"}.get(one.metric)
    if other is None:
        return ""
    rows = table[
        (table["metric"] == one.metric) & (table["variant"] == other)
        & (table["period"] == period) & (table["dimension"] == "total")
    ]  # fmt: skip
    value = rows["value"].iloc[0] if len(rows) else float("nan")
    if not (value > 0 and one.clear):
        return ""
    return gettext("an outage of {duration}", duration=value_in_words(value, "seconds"))
