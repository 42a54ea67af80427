"""The identities that a report must keep: they close exactly, or the report says so and fails."""

import math
from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
import pandas as pd

from ..calendar.periods import Period
from ..measures.company_data import CompanyData

# name → (the parts with their signs, the family whose measures they are)
IDENTITIES = {
    "starting + new + reactivation + expansion − contraction − churned + transferred + fx = ending": (
        {
            "starting_mrr": 1, "new_mrr": 1, "reactivation_mrr": 1, "expansion_mrr": 1,
            "contraction_mrr": -1, "churned_mrr": -1, "transferred_mrr": 1, "fx_effect": 1,
            "ending_mrr": -1,
        },
        "revenue",
    ),
    "starting + new + reactivated − churned + transferred = ending customers": (
        {
            "starting_customers": 1, "new_customers": 1, "reactivated_customers": 1,
            "churned_customers": -1, "transferred_customers": 1, "ending_customers": -1,
        },
        "retention",
    ),
    "promoters + passives + detractors = responses": (
        {"promoters": 1, "passives": 1, "detractors": 1, "responses": -1},
        "satisfaction",
    ),
}  # fmt: skip
# what a period ends with, the next one starts with
CONTINUES = {
    "ending_mrr": ("starting_mrr", "revenue"),
    "ending_customers": ("starting_customers", "retention"),
}
# what its segments must add up to
ADDS_UP = {
    "revenue": (
        "starting_mrr",
        "ending_mrr",
        "new_mrr",
        "churned_mrr",
        "expansion_mrr",
        "contraction_mrr",
    ),
    "satisfaction": ("responses",),
}
COLUMNS = ["identity", "period", "dimension", "segment", "difference", "holds"]
# sums are exact, but a number that is shown holds 16 digits: half a millionth, or what those digits
# leave open in the largest part
HALF_A_MILLIONTH = 5e-7
DIGITS = 2**-51

# an identity, its period, dimension and segment, by how much it is off, and of how much
Row = tuple[str, str, str, str, float, float]


def identities(company: CompanyData, periods: Sequence[Period]) -> pd.DataFrame:
    """One row per identity, period, dimension and segment."""
    families = sorted({family for _, family in IDENTITIES.values()})
    frame = company.measures(periods, family=families)
    rows = [*_sums(frame), *_continuity(frame, periods), *_totals(frame)]
    found = pd.DataFrame(rows, columns=[*COLUMNS[:-1], "size"])
    found["difference"] = found["difference"].round(6)
    found["holds"] = found["difference"].abs() < np.maximum(
        HALF_A_MILLIONTH, DIGITS * found["size"].astype(float)
    )
    return found.drop(columns="size")


def _sums(frame: pd.DataFrame) -> Iterator[Row]:
    for name, (parts, _) in IDENTITIES.items():
        if set(parts) <= set(frame.columns):
            kept = frame.dropna(subset=list(parts))
            difference = sum(sign * kept[part] for part, sign in parts.items())
            yield from _rows(name, kept, difference, kept[list(parts)].abs().sum(axis=1))


def _continuity(frame: pd.DataFrame, periods: Sequence[Period]) -> Iterator[Row]:
    for ending, (starting, _) in CONTINUES.items():
        if ending not in frame:
            continue
        for earlier, later in product(periods, periods):
            if earlier.ends_at != later.starts_at or earlier.in_progress:
                continue
            keys = ["dimension", "segment"]
            before = frame[frame["period"] == earlier.name][[*keys, ending]]
            after = frame[frame["period"] == later.name][[*keys, starting]]
            both = before.merge(after, on=keys).assign(period=later.name).dropna()
            difference = both[starting] - both[ending]
            yield from _rows(f"{starting} = the {ending} before", both, difference, both[ending])


def _totals(frame: pd.DataFrame) -> Iterator[Row]:
    for names in ADDS_UP.values():
        for name in names:
            if name not in frame:
                continue
            split = frame[frame["dimension"] != "total"].dropna(subset=[name])
            total = frame[frame["dimension"] == "total"].set_index("period")[name]
            for (dimension, period), part in split.groupby(["dimension", "period"], sort=False):
                difference = math.fsum(part[name]) - total[period]
                size = part[name].abs().sum()
                yield (f"segments add up: {name}", period, dimension, "", difference, size)


def _rows(name: str, frame: pd.DataFrame, difference: pd.Series, size: pd.Series) -> Iterator[Row]:
    """One row of an identity per row of a frame; ``size`` is what its parts come to together."""
    for period, dimension, segment, gap, large in zip(
        frame["period"], frame["dimension"], frame["segment"], difference, size, strict=True
    ):
        yield (name, period, dimension, segment, gap, large)
