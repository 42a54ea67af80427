"""Spend that names no segment: what of a cost is whose, by the policy ``unassigned_spend``.

The total is what was spent, for any segment. A segment's cost is known only where every row of
the spend names a segment; a policy may leave the rest out or allocate it, and then a note says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from ..metrics.status import CANNOT_SPLIT, Reason
from .rendering import NONE

POLICY = "unassigned_spend"
# policy → the measure by which it allocates, and what that is in words
ALLOCATED_BY = {
    "by_customers_won": ("new_customers", "customers won"),
    "by_revenue": ("purchase_revenue", "revenue"),
}
# a cost of some of the customers won is allocated by those
WON = {
    "referral_spend": "referred_new_customers",
    "unreferred_acquisition_spend": "unreferred_new_customers",
}
SMALLEST = 5e-7  # below half a millionth of the currency two sums are the same


@dataclass(frozen=True)
class Costs:
    """A frame of measures whose costs are the segments' own, and what must be said of each row.

    ``withheld`` and ``notes`` are one text a row, by measure: why a segment's cost is not available,
    or what is assumed where it is.
    """

    frame: pd.DataFrame
    withheld: dict[str, pd.Series] = field(default_factory=dict)
    notes: dict[str, pd.Series] = field(default_factory=dict)

    @property
    def own(self) -> pd.DataFrame:
        """The frame without the costs that are withheld."""
        masked = {
            name: self.frame[name].mask(words.ne("")) for name, words in self.withheld.items()
        }
        return self.frame.assign(**masked)

    def reasons(self, measures: Sequence[str]) -> list[str]:
        """For each row why a metric of these measures is not available; empty where it may be."""
        return _first(self.withheld, measures, self.frame.index)

    def remarks(self, measures: Sequence[str]) -> list[str]:
        """For each row what is assumed of the costs among these measures; empty where nothing is."""
        return _first(self.notes, measures, self.frame.index)


def weight_of(policy: str) -> tuple[str, ...]:
    """The measure by which a policy allocates what names no segment; none where it does not."""
    return ALLOCATED_BY[policy][:1] if policy in ALLOCATED_BY else ()


def costs_of_segments(
    frame: pd.DataFrame, costs: Sequence[str], policy: str, currency: str
) -> Costs:
    """The segments' costs by a policy, from a frame with rows of the total and of the segments.

    Columns: dimension, segment, the costs, those that a policy allocates by, and period, if there
    are several. A cost that could not be split is missing in every segment.

    >>> frame = pd.DataFrame({"dimension": ["total", "size", "size"], "segment": ["", "big", "small"],
    ...                       "new_customers": [4, 1, 3], "acquisition_spend": [1_000, None, None]})
    >>> settled = costs_of_segments(frame, ["acquisition_spend"], "not_available", "EUR")
    >>> print(settled.reasons(["acquisition_spend"])[1])
    not available by size: 100% of the acquisition spend (1,000.00 EUR) names no size
    >>> allocated = costs_of_segments(frame, ["acquisition_spend"], "by_customers_won", "EUR")
    >>> allocated.frame["acquisition_spend"].tolist()
    [1000.0, 250.0, 750.0]
    """
    shown = Costs(frame.copy())
    keys = ["period", "dimension"] if "period" in frame else ["dimension"]
    totals = frame[frame["dimension"] == "total"]
    for key, rows in frame[frame["dimension"] != "total"].groupby(keys, sort=False):
        total = totals[totals["period"] == key[0]] if len(keys) == 2 else totals
        for name in costs if len(total) else ():
            _settle(shown, rows, name, total[name].iloc[0], policy, currency)
    return shown


def costs_over_periods(
    sums: pd.DataFrame, costs: Sequence[str], in_force: str, asked: str | None, currency: str
) -> Costs:
    """The same of sums over several periods, by the policy ``asked``; the one in force goes before
    it where it has allocated each period's spend already."""
    if in_force not in ALLOCATED_BY:
        return costs_of_segments(sums, costs, asked or in_force, currency)
    shown = Costs(sums.copy())
    for dimension in set(sums["dimension"]) - {"total"}:
        words = f"spend that names no {dimension} is allocated by {ALLOCATED_BY[in_force][1]}"
        for name in costs:
            _say(shown.notes, sums, name, sums.index[sums["dimension"] == dimension], words)
    return shown


def _settle(
    shown: Costs, rows: pd.DataFrame, name: str, whole: float, policy: str, currency: str
) -> None:
    """One cost in the segments of one period and dimension."""
    dimension = rows["dimension"].iloc[0]
    # plain arrays: there are thousands of these, and a column of pandas costs ten times as much
    own = rows[name].to_numpy(float, na_value=np.nan)
    nobodys = rows["segment"].to_numpy(object) == NONE
    named = np.where(nobodys, np.nan, own)
    rest = whole - np.nansum(named)
    if rest != rest or (np.isnan(own).all() and not rest):
        return
    if abs(rest) <= max(SMALLEST, abs(whole) * 1e-12):
        if whole:  # all of it is somebody's, so none of it is nobody's
            words = f"no spend can be assigned to those without a {dimension}"
            _say(shown.withheld, shown.frame, name, rows.index[nobodys], _why(dimension, words))
        return
    zero = named == 0
    nothing = np.isnan(named) | zero
    cost = name.replace("_", " ")
    words = f"{_share(rest, whole)}the {cost} ({rest:,.2f} {currency}) names no {dimension}"
    if policy in ALLOCATED_BY:
        weight, by = ALLOCATED_BY[policy]
        weight = WON.get(name, weight) if policy == "by_customers_won" else weight
        weights = rows[weight] if weight in rows else pd.Series(np.nan, rows.index)
        if weights.sum() > 0 and weights.min() >= 0:
            allocated = np.nan_to_num(named) + rest * (weights.fillna(0) / weights.sum())
            shown.frame[name] = shown.frame[name].astype(float)
            shown.frame.loc[rows.index, name] = allocated
            _say(shown.notes, shown.frame, name, rows.index, f"{words}: allocated by {by}")
            return
        words += f", and by {by} it cannot be allocated"
        nothing[:] = True
    elif policy == "assigned_only":
        _say(shown.notes, shown.frame, name, rows.index[~nothing], f"{words}: left out")
    else:
        nothing[:] = True
    if zero.any():
        shown.frame.loc[rows.index[zero], name] = np.nan  # not 0: nobody knows
    _say(shown.withheld, shown.frame, name, rows.index[nothing], _why(dimension, words))


def _why(dimension: str, words: str) -> Reason:
    return Reason(f"not available by {dimension}: {words}", CANNOT_SPLIT)


def _share(rest: float, whole: float) -> str:
    """What part of the whole the rest is; nothing where it is no part, as with repayments."""
    share = rest / whole if whole else 0.0
    if not 0 < share <= 1 + 1e-12:
        return ""
    if 0.995 <= share < 1 - 1e-12:
        return "over 99% of "
    return f"{share:.0%} of " if share >= 0.005 else "under 1% of "


def _say(
    texts: dict[str, pd.Series], frame: pd.DataFrame, name: str, where: pd.Series, words: str
) -> None:
    """Put a text on some rows of a cost."""
    text = texts.setdefault(name, pd.Series("", frame.index, dtype=object))
    text.loc[where] = words


def _first(texts: dict[str, pd.Series], measures: Sequence[str], index: pd.Index) -> list[str]:
    found = [texts[name] for name in measures if name in texts]
    if not found:
        return [""] * len(index)
    return [next((one for one in row if one), "") for row in zip(*found, strict=True)]
