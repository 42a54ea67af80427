"""Adding up over periods what may be added: counts and sums, never people, medians or rates."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ...errors import InputError, did_you_mean
from ...measures import files_by_measure
from ...measures.unassigned import POLICY, Costs, costs_over_periods, weight_of
from ...metrics import metric_named
from ...metrics.status import CANNOT_SPLIT, OK, SMALL_SAMPLE, UNDEFINED
from ...scorecard.tidy import few_in_words


def added_up(frame: pd.DataFrame, columns: Sequence[str], by: Sequence[str]) -> pd.DataFrame:
    """The sums of some columns for each combination of ``by``, over all periods of a frame.

    Only for what is additive over periods: an order, a call or an issue falls into one of them, while a
    user or a customer is in several. What is missing throughout stays missing instead of being 0.

    >>> frame = pd.DataFrame({"period": ["2026-09", "2026-10"], "segment": ["a", "a"],
    ...                       "issues": [2, 3], "calls": [float("nan")] * 2})
    >>> added_up(frame, ["issues", "calls"], ["segment"])
      segment  issues  calls
    0       a       5    NaN
    """
    sums = frame.groupby(list(by), as_index=False, dropna=False)[list(columns)].sum(min_count=1)
    return with_reasons(sums, frame, *columns)


def with_reasons(frame: pd.DataFrame, source: pd.DataFrame, *stands_on: str) -> pd.DataFrame:
    """The frame with what its source says besides its columns: the currency, and what is missing.

    ``stands_on`` are the columns of the source from which the frame's numbers were made: where one
    of them is not available, nothing in the frame is.
    """
    frame.attrs = dict(source.attrs)
    reasons = frame.attrs.pop("not_available", {})
    missing = [reasons[name] for name in stands_on if name in reasons]
    if missing:
        frame.attrs["not_available"] = dict.fromkeys(frame.columns, missing[0])
    return frame


def with_costs(
    measures: pd.DataFrame, columns: Sequence[str], unassigned: str | None = None
) -> Costs:
    """The sums over all periods by dimension and segment, the costs among them as segments have them.

    ``unassigned`` is a choice of the policy ``unassigned_spend``; empty: as the company has it.
    """
    given = files_by_measure()
    costs = [name for name in columns if name in given and name in given[name].costs]
    there = [name for name in columns if name in measures]
    sums = added_up(measures, there, ["dimension", "segment"])
    in_force = measures.attrs.get(POLICY, "not_available")
    currency = measures.attrs.get("currency", "")
    return costs_over_periods(sums, costs, in_force, unassigned, currency)


def over_periods(
    measures: pd.DataFrame, metric: str, variant: str = "default", *, unassigned: str | None = None
) -> pd.DataFrame:
    """A metric of the sums over all periods of a frame of measures: one row per segment, tidy.

    Months have few leads or new customers in a segment; a year has enough of them to compare. Only for
    metrics whose measures may be added up. A segment in which nothing of it happened is left out.
    Where spend names no segment, the segments' costs are what ``unassigned`` says, a choice of the
    policy ``unassigned_spend``; empty: as the company has it.

    >>> frame = pd.DataFrame({"period": ["2026-09", "2026-10"], "dimension": "channel",
    ...     "segment": "search", "acquisition_spend": [900, 600], "new_customers": [3, 2]})
    >>> over_periods(frame, "customer_acquisition_cost")[["segment", "value", "n"]]
      segment  value    n
    0  search  300.0  5.0
    """
    found = metric_named(metric)
    if variant not in found.variants:
        raise InputError(
            f'{found.name} has no variant "{variant}": {did_you_mean(variant, found.variants)}'
        )
    chosen = found.variants[variant]
    names = list(chosen.measures)
    costs = with_costs(
        measures, list(dict.fromkeys([*names, *weight_of(unassigned or "")])), unassigned
    )
    sums = costs.own.assign(_why=costs.reasons(names), _remark=costs.remarks(names))
    happened = costs.frame[names].fillna(0).ne(0).any(axis=1)
    sums = sums[happened | sums["dimension"].eq("total")].copy()
    for name in chosen.taken_whole:  # what a split cannot divide is the same for every segment
        sums[name] = sums[name].fillna(sums.loc[sums["dimension"].eq("total"), name].sum())
    value = chosen.over(sums)
    bounds = chosen.bounds(value, sums)
    low, high = (float("nan"),) * 2 if bounds is None else bounds
    n = chosen.sample_size(sums)
    rows = sums[["dimension", "segment"]].assign(
        metric=found.name, variant=variant, value=value, unit=chosen.unit,
        n=float("nan") if n is None else np.asarray(n, dtype=float), low=low, high=high,
    )  # fmt: skip
    small = measures.attrs.get("small_sample", 0)
    numbers = zip(rows["value"], rows["n"], strict=True)
    few = [few_in_words(chosen, one, count, small) for one, count in numbers]
    rows["note"] = [
        str(why) or "; ".join(filter(None, words))
        for why, *words in zip(sums["_why"], sums["_remark"], few, strict=True)
    ]
    rows["status"] = np.select(
        [sums["_why"].ne(""), [bool(one) for one in few], rows["value"].isna()],
        [CANNOT_SPLIT, SMALL_SAMPLE, UNDEFINED], OK,
    )  # fmt: skip
    return with_reasons(rows, measures, *names)
