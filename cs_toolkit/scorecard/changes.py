"""Every change on the last period and on last year, judged: beyond noise, within it, or not testable.

Read from the tidy table alone: values with their intervals, and the measures that say how far a sum
moves by chance. Nothing here knows a metric by name.
"""

from collections.abc import Mapping

import pandas as pd

from ..calendar.periods import Period
from ..config.company_file import CompanyFile
from ..metrics import METRICS
from ..metrics.change import (
    NO_CHANGE_KNOWN,
    Change,
    change_of_intervals,
    change_of_sums,
    corrected_for_many,
    judgement,
)
from ..metrics.status import BEFORE_DATA, IN_PROGRESS, MATURING
from ..metrics.variant import Variant
from .tidy import few_in_words

LAST_PERIOD, LAST_YEAR = "last_period", "last_year"
COLUMNS = (
    "period", "dimension", "segment", "metric", "variant", "since", "earlier_period", "unit",
    "value", "earlier", "change", "low", "high", "p_value", "p_corrected", "judgement",
)  # fmt: skip
SEGMENT = ["dimension", "segment"]
UNFINISHED = (IN_PROGRESS, MATURING, BEFORE_DATA)
# a year has 12 months or 52 weeks, so a level's movements are read from at most so many periods
MOST_BETWEEN = 12


def earlier_periods(period: Period) -> dict[str, Period]:
    """What a period is compared with: since when → the earlier period."""
    return {LAST_PERIOD: period.previous(), LAST_YEAR: period.year_before()}


def periods_needed(period: Period) -> list[Period]:
    """The periods whose tidy table judges a period's changes, oldest first."""
    needed = {period.name: period}
    for earlier in earlier_periods(period).values():
        needed |= {one.name: one for one in _between(earlier, period) or ()}
        needed[earlier.name] = earlier
    return sorted(needed.values(), key=lambda one: one.starts_at)


def changes(table: pd.DataFrame, period: Period, settings: CompanyFile) -> pd.DataFrame:
    """One row per segment, metric, variant and since when, of a tidy table of ``periods_needed``."""
    small = settings.policies["small_sample"].number
    given = table[table["variant"] == "measure"]
    measures = {
        key: rows.set_index("metric")["value"].to_dict()
        for key, rows in given.groupby(["period", *SEGMENT], sort=False)
    }
    shown = table[table["variant"] != "measure"]
    by_period = {
        name: rows.set_index([*SEGMENT, "metric", "variant"]).to_dict("index")
        for name, rows in shown.groupby("period", sort=False)
    }
    rows = []
    for since, earlier in earlier_periods(period).items():
        between = _between(earlier, period)
        names = [one.name for one in between] if between else None
        before = by_period.get(earlier.name, {})
        for key, now in by_period.get(period.name, {}).items():
            *segment, metric, variant = key
            chosen = METRICS[metric].variants[variant]
            then = before.get(key)
            found = _tested(chosen, now, then, measures, segment, period, earlier, names, small)
            rows.append(
                (
                    period.name, *key, since, earlier.name, now["unit"], now["value"],
                    then["value"] if then else float("nan"),
                    found.difference, found.low, found.high, found.p_value, float("nan"),
                    judgement(found),
                )
            )  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    for _, group in frame.groupby("since", sort=False):
        frame.loc[group.index, "p_corrected"] = corrected_for_many(group["p_value"])
    return frame


def _tested(
    variant: Variant, now: Mapping, then: Mapping | None, measures: Mapping, segment: list[str],
    period: Period, earlier: Period, between: list[str] | None, small: float,
) -> Change:  # fmt: skip
    """The change with its interval; without one where it cannot be tested."""
    if then is None:
        return NO_CHANGE_KNOWN
    untested = Change(now["value"] - then["value"], *(float("nan"),) * 3)
    # a value with a caveat, such as a lower bound, grows for reasons of its own
    if variant.caveat or any(row["status"] in UNFINISHED for row in (now, then)):
        return untested
    if any(few_in_words(variant, row["value"], row["n"], small) for row in (now, then)):
        return untested
    if variant.interval is not None:
        return change_of_intervals(
            *(row[name] for row in (now, then) for name in ("value", "low", "high"))
        )
    if variant.spread is None:
        return untested
    names = between if variant.spread.between else [period.name, earlier.name]
    values = {period.name: now["value"], earlier.name: then["value"]}
    variances = [
        variant.variance(values.get(name), measures.get((name, *segment), {}))
        for name in names or ()
    ]
    known = [float(one) for one in variances if one is not None]
    if not variances or len(known) < len(variances) or any(one != one for one in known):
        return untested
    return change_of_sums(untested.difference, sum(known))


def _between(earlier: Period, later: Period) -> list[Period] | None:
    """The periods after ``earlier`` up to ``later``; None where there are too many to read."""
    found = [later]
    while found[-1].previous().starts_at > earlier.starts_at:
        found.append(found[-1].previous())
        if len(found) > MOST_BETWEEN:
            return None
    return found
