"""Why a ratio changed between two periods."""

from collections.abc import Sequence
from math import isclose

import pandas as pd

from ...errors import InputError, did_you_mean
from ...measures.company_data import CompanyData
from ...measures.shared_answers import answered_once
from ...metrics import ALIASES, METRICS
from ...models.mix_and_rate import MixAndRate
from ...models.mix_and_rate import mix_and_rate as split_change
from .unavailable import NAN, NothingKnownError, empty, or_else, refuse_missing

BILLION = 1_000_000_000
# metric → the measures of its numerator with their signs, and its denominator
RATIOS: dict[str, tuple[dict[str, int], str]] = {
    "customer_churn_rate": ({"churned_customers": 1}, "starting_customers"),
    "customer_retention_rate": ({"retained_customers": 1}, "starting_customers"),
    "mrr_churn_rate": ({"churned_mrr": 1}, "starting_mrr"),
    "expansion_rate": ({"expansion_mrr": 1}, "starting_mrr"),
    "gross_revenue_retention": ({"retained_mrr": 1}, "starting_mrr"),
    "net_revenue_retention": (
        {"starting_mrr": 1, "expansion_mrr": 1, "contraction_mrr": -1, "churned_mrr": -1},
        "starting_mrr",
    ),
    "renewal_rate": ({"contracts_renewed": 1}, "contracts_due"),
    "conversion_rate": ({"cohort_leads_converted": 1}, "cohort_leads"),
}


@answered_once
@or_else(
    lambda why: MixAndRate(NAN, NAN, NAN, NAN, empty(why, "segment", "mix", "rate", "change"), why)
)
def mix_and_rate(
    company: CompanyData, metric: str, periods: tuple[str, str], by: str
) -> MixAndRate:
    """Why a ratio changed between two periods: rates within segments, or the mix of segments.

    Not available where the segments overlap, so that their parts don't add up to the whole. Raises
    ``InputError`` for a metric that is no such ratio.
    """
    metric = ALIASES[metric].name if metric in ALIASES else metric
    if metric not in RATIOS:
        raise InputError(f'"{metric}" cannot be split: {did_you_mean(metric, RATIOS)}')
    parts, denominator = RATIOS[metric]
    before, after = (
        company.measures(company.period(one), family=METRICS[metric].family, by=by)
        for one in periods
    )
    for name in (*parts, denominator):
        refuse_missing(before, name)
    segments = sorted({*before["segment"], *after["segment"]} - {""})
    if not segments:
        raise NothingKnownError(f'not available: nothing can be split by "{by}"')
    sums = [
        _in_billionths(frame, segments, measures, f"{metric} by {by}")
        for frame in (before, after)
        for measures in (parts, {denominator: 1})
    ]
    for numerators, denominators in (sums[:2], sums[2:]):
        _refuse_without_a_basis(segments, numerators, denominators, f"{metric} by {by}")
    return split_change(segments, *sums)


def _refuse_without_a_basis(
    segments: Sequence[str], numerators: Sequence[int], denominators: Sequence[int], what: str
) -> None:
    """Raise where a segment has a numerator alone, as one that a customer moved into grows there."""
    for segment, numerator, denominator in zip(segments, numerators, denominators, strict=True):
        if numerator and not denominator:
            raise NothingKnownError(
                f"not available: {what} cannot be split into mix and rate, as nobody was in "
                f"{segment} at the start, and somebody moved into it; take a column of customers"
            )


def _in_billionths(
    frame: pd.DataFrame, segments: Sequence[str], measures: dict[str, int], what: str
) -> list[int]:
    """A signed sum of measures per segment, to the billionth; raises where the segments overlap.

    Money is known more exactly than that: each number that is rounded may add half a billionth to
    what the segments and the whole differ by.
    """
    sums = {
        row["segment"]: sum(sign * round(row[name] * BILLION) for name, sign in measures.items())
        for row in frame.to_dict("records")
    }
    parts = [sums.get(segment, 0) for segment in segments]
    rounded = len(measures) * (len(parts) + 1)
    if not isclose(sum(parts), sums.get("", 0), rel_tol=1e-12, abs_tol=rounded / 2):
        raise NothingKnownError(
            f"not available: {what} cannot be split into mix and rate, as a customer counts in "
            "several of its segments; take a column of customers"
        )
    return parts
