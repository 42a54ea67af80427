"""Binding formulas to measures by name: value, n, interval, verdict, or what is missing.

Nothing here knows a metric by name. The result is the tidy table: one row per period, segment,
metric and variant; measures are rows too.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from .company_file import CompanyFile
from .errors import InputError
from .measures import Ladder, ladders, measure_ladders, stand_ins
from .measures.binding import Bound
from .metrics import METRICS
from .metrics.variant import Variant
from .periods import Period
from .status import (
    CANNOT_SPLIT,
    EXCLUDED,
    IN_PROGRESS,
    MATURING,
    NEEDS_TABLE,
    OK,
    SMALL_SAMPLE,
    UNDEFINED,
    Reason,
    status_of,
)
from .verdict import verdict

TIDY = (
    "period", "dimension", "segment", "metric", "variant", "value", "unit", "n", "low", "high",
    "verdict", "status", "note",
)  # fmt: skip


def needed(families: Iterable[str], further: Iterable[str] = ()) -> list[Ladder]:
    """The ladders of some families, those of other families on which their metrics stand, and those
    of ``further`` measures."""
    names = {ladder.name for ladder in ladders().values() if ladder.family in families}
    given = measure_ladders()
    names |= {given[name].name for name in further}
    for metric in METRICS.values():
        if metric.family in families:
            for variant in metric.variants.values():
                names |= {given[name].name for name in variant.measures if name in given}
    simple = {ladder.name for ladder in given.values()}
    other = {ladder.name for primary in names for ladder in stand_ins(primary)}
    return [ladders()[name] for name in sorted(names & simple | other)]


def needed_for(metrics: Iterable[str], among: Iterable[Ladder]) -> list[Ladder]:
    """Of some ladders those on which these metrics and measures stand."""
    names = {*metrics}
    for name in metrics:
        for variant in METRICS[name].variants.values() if name in METRICS else ():
            names |= {*variant.measures, *variant.beside, *variant.taken_whole, *variant.asked}
            for assumed in variant.assumptions:
                names |= {*METRICS[assumed].measures} if assumed in METRICS else set()
    return [ladder for ladder in among if names & {*ladder.measures}]


def tidy(
    bound: Bound, families: Iterable[str], periods: list[Period], settings: CompanyFile,
    only: Iterable[str] = (),
):  # fmt: skip
    """The tidy table of the families' metrics, every variant included, then their measures.

    ``only`` are the metrics that are asked for; without them all.
    """
    rows = []
    for metric in METRICS.values():
        if metric.family in families and (not only or metric.name in only):
            for variant in metric.variants.values():
                rows.append(_variant_rows(bound, metric, variant, periods, settings))
    rows.append(_measure_rows(bound, families, periods))
    kept = [frame for frame in rows if len(frame)]
    if not kept:
        return pd.DataFrame(columns=list(TIDY))
    return pd.concat(kept, ignore_index=True)[list(TIDY)]


def _variant_rows(bound: Bound, metric, variant: Variant, periods, settings) -> pd.DataFrame:
    reasons = [bound.missing[name] for name in variant.measures if name in bound.missing]
    unknown = [
        name for name in variant.measures if name not in bound.frame and name not in bound.missing
    ]
    if reasons or unknown:
        needs = Reason(f"not available: needs {', '.join(unknown)}", NEEDS_TABLE)
        note = reasons[0] if reasons else needs
        return _absent(metric, variant, periods, note)
    frame = bound.with_whole(variant.taken_whole)
    seen = np.logical_or.reduce([bound.seen[name] for name in variant.measures])
    unavailable = bound.costs.reasons(variant.measures)
    for name in sorted(set(variant.measures) & set(bound.costs.withheld)):
        frame[name] = frame[name].mask(bound.costs.withheld[name].ne(""))
    frame = frame[seen]
    told = {name: policy.value for name, policy in settings.policies.items()}
    told |= settings.assumptions
    assumptions = {name: told[name] for name in variant.assumptions if name in told}
    measured = _measured_assumptions(variant, frame, bound)
    used = _assumptions_in_words(variant, measured, settings.assumptions, len(frame))
    assumptions = measured | assumptions
    value, notes = _values(variant, frame, assumptions)
    unsplit = _unsplit(variant, frame, bound)
    refused = next((bound.refused[name] for name in variant.measures if name in bound.refused), "")
    withheld = np.array(unavailable, dtype=object)[seen]
    notes = [
        note or (why or cost or refused if missing else "")
        for note, why, cost, missing in zip(notes, unsplit, withheld, value.isna(), strict=True)
    ]
    remarks = np.array(bound.costs.remarks(variant.measures), dtype=object)[seen]
    low, high = _bounds(variant, value, frame, assumptions)
    n = variant.sample_size(frame, **assumptions)
    n = pd.Series(np.nan, frame.index) if n is None else pd.Series(n, frame.index, dtype=float)
    result = frame[["period", "dimension", "segment"]].assign(
        metric=metric.name, variant=variant.name, value=value, unit=variant.unit, n=n,
        low=low, high=high,
    )  # fmt: skip
    by_name = {period.name: period for period in periods}
    small = settings.policies["small_sample"].value
    target = settings.targets.get(metric.name) if variant.name == "default" else None
    judged = [
        _judged(variant, *numbers, note, lacks, remark, by_name[period], target, small)
        for period, *numbers, note, lacks, remark in zip(
            *(result[name] for name in ("period", "value", "n", "low", "high")),
            notes, variant.reasons(frame, len(frame)), remarks, strict=True,
        )
    ]  # fmt: skip
    # with what a value was computed is no reason to have no verdict
    judged = [
        (word, status, "; ".join(filter(None, (note, words if known == known else ""))))
        for (word, status, note), words, known in zip(judged, used, result["value"], strict=True)
    ]
    for place, column in enumerate(("verdict", "status", "note")):
        result[column] = [found[place] for found in judged]
    return result


def _measured_assumptions(variant: Variant, frame: pd.DataFrame, bound: Bound) -> dict:
    """The assumptions that a metric of the same name measures, per row: the total of its period.

    A company that records its cost of revenue need not state a gross margin.
    """
    found = {}
    for name, otherwise in variant.assumptions.items():
        formula = METRICS[name].default if name in METRICS else None
        if formula is None or not set(formula.measures) <= set(bound.frame):
            continue
        totals = bound.frame[bound.frame["dimension"] == "total"].set_index("period")
        known = frame["period"].map(formula.over(totals))
        if known.notna().any():
            found[name] = known.fillna(otherwise)
    return found


def _assumptions_in_words(
    variant: Variant, measured: dict, stated: Mapping, rows: int
) -> list[str]:
    """What a share such as the gross margin was taken to be, where it is stated or measured; per row."""
    words = [""] * rows
    for name in variant.assumptions:
        if name not in METRICS or METRICS[name].unit != "percent":
            continue
        label = METRICS[name].label.lower()
        if name in stated:
            words = [f"{label} {stated[name]:.1%}, as stated"] * rows
        elif name in measured:
            words = [f"{label} {share:.1%}, as measured" for share in measured[name]]
    return words


def _values(variant: Variant, frame: pd.DataFrame, assumptions: dict):
    """The values; where the formula refuses some rows, those are missing with the reason."""
    try:
        value = variant.over(frame, **assumptions)
        return pd.Series(value, frame.index, dtype=float), [""] * len(frame)
    except InputError:
        values, notes = [], []
        for at, row in zip(frame.index, frame.to_dict("records"), strict=True):
            assumed = {
                name: one[at] if isinstance(one, pd.Series) else one
                for name, one in assumptions.items()
            }
            try:
                values.append(float(variant.over(row, **assumed)))
                notes.append("")
            except InputError as error:
                values.append(np.nan)
                notes.append(Reason(f"not available: {error}", EXCLUDED))
        return pd.Series(values, frame.index, dtype=float), notes


def _unsplit(variant: Variant, frame: pd.DataFrame, bound: Bound) -> list[str]:
    """For each row the measure that no table lets be split by its dimension, in words; else empty."""
    ladder = measure_ladders()
    told = [""] * len(frame)
    for name in variant.measures:
        # a sum of nothing is 0 and a median of nothing is missing; missing else is what has no split
        if name in ladder and name not in ladder[name].empty:
            alone = frame[name].isna() & ~bound.seen[name].loc[frame.index]
            alone &= frame["dimension"] != "total"
            if name in bound.costs.withheld:  # which says more
                alone &= bound.costs.withheld[name].loc[frame.index].eq("")
            for place in np.flatnonzero(alone):
                words = f"not available: {name} cannot be split by {frame['dimension'].iloc[place]}"
                told[place] = told[place] or Reason(words, CANNOT_SPLIT)
    return told


def _bounds(variant: Variant, value: pd.Series, frame: pd.DataFrame, assumptions: dict):
    bounds = variant.bounds(value, frame, **assumptions) if len(frame) else None
    if bounds is None:
        return np.nan, np.nan
    return tuple(
        pd.Series(bound, frame.index, dtype=float).where(value.notna()) for bound in bounds
    )


def few_in_words(variant: Variant, value: float, n: float, small: float) -> str:
    """That a share or an estimate stands on fewer than ``small``; empty where it does not."""
    sampled = variant.interval is not None or variant.unit == "percent"
    return f"small sample (n {n:.0f})" if sampled and value == value and n < small else ""


def _judged(
    variant, value, n, low, high, note, lacks, remark, period, target, small
) -> tuple[str, str, str]:
    """The verdict, the status and the note of one value."""
    if note:
        return "", status_of(note), str(note)
    status, notes = MATURING if variant.maturing else OK, []
    if few := few_in_words(variant, value, n, small):
        status = SMALL_SAMPLE if status == OK else status
    if period.in_progress:
        notes.append(in_progress_note(period))
        status = IN_PROGRESS
    if value != value:
        lacks = lacks if n > 0 else ""
        status = status_of(lacks or variant.no_basis)
        notes.append(f"not available: {lacks}" if lacks else f"no basis: {variant.no_basis}")
    else:
        notes += [words for words in (variant.caveat, remark) if words]
    if few:
        notes.append(few)
    word = "" if notes else verdict(variant, value, target, period.grain, low, high)
    return word, status, "; ".join(notes)


def in_progress_note(period: Period) -> str:
    """That a period is not over, and up to when it was read."""
    return f"in progress: read up to {period.closes_at:%Y-%m-%d %H:%M}"


def _absent(metric, variant: Variant, periods: list[Period], note: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "period": [period.name for period in periods], "dimension": "total", "segment": "",
            "metric": metric.name, "variant": variant.name, "value": np.nan, "unit": variant.unit,
            "n": np.nan, "low": np.nan, "high": np.nan, "verdict": "",
            "status": status_of(note, NEEDS_TABLE), "note": str(note),
        }
    )  # fmt: skip


def _measure_rows(bound: Bound, families: Iterable[str], periods: list[Period]) -> pd.DataFrame:
    """The families' measures as rows of their own, in the same form."""
    ladder = measure_ladders()
    names = [name for name in bound.units if ladder[name].family in families]
    if not names:
        return pd.DataFrame(columns=list(TIDY))
    started = {period.name: period for period in periods}
    parts = []
    for name in names:
        rows = bound.frame.loc[bound.seen[name], ["period", "dimension", "segment", name]]
        rows = rows.rename(columns={name: "value"}).assign(
            metric=name, variant="measure", unit=bound.units[name], n=np.nan, low=np.nan,
            high=np.nan, verdict="",
        )  # fmt: skip
        running = rows["period"].map(
            lambda name: in_progress_note(started[name]) if started[name].in_progress else ""
        )
        rows["status"] = np.select(
            [rows["value"].isna(), running.ne("")], [UNDEFINED, IN_PROGRESS], OK
        )
        rows["note"] = running
        parts.append(rows)
    return pd.concat(parts, ignore_index=True)
