"""Binding formulas to measures by name: value, n, interval, verdict, or what is missing.

Nothing here knows a metric by name. The result is the tidy table: one row per period, segment,
metric and variant; measures are rows too.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from ..calendar.periods import Period
from ..config.company_file import CompanyFile
from ..config.targets import Target
from ..errors import InputError, did_you_mean
from ..measures import files_by_measure
from ..measures.combine import Bound, Rows
from ..measures.coverage import EVERYTHING, Coverage
from ..metrics import METRICS
from ..metrics.metric import Metric
from ..metrics.numbers import Numbers
from ..metrics.status import (
    BEFORE_DATA,
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
from ..metrics.variant import Variant
from .verdict import verdict

TIDY = (
    "period", "dimension", "segment", "metric", "variant", "value", "unit", "n", "low", "high",
    "verdict", "status", "note",
)  # fmt: skip


def tidy(
    bound: Bound, families: Iterable[str], periods: list[Period], settings: CompanyFile,
    only: Iterable[str] = (), coverage: Coverage = EVERYTHING,
) -> pd.DataFrame:  # fmt: skip
    """The tidy table of the families' metrics, every variant included, then their measures.

    ``only`` are the metrics that are asked for; without them all. ``coverage`` says from when on the
    tables know anything.
    """
    blocks = []
    # as pandas does: what divides by nothing is missing, and is said to be
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        for metric in METRICS.values():
            if metric.family in families and (not only or metric.name in only):
                for variant in metric.variants.values():
                    blocks.append(
                        _variant_rows(bound, metric, variant, periods, settings, coverage)
                    )
    blocks += _measure_rows(bound, families, periods, coverage)
    if not blocks:
        return pd.DataFrame(columns=list(TIDY))
    return pd.DataFrame({name: np.concatenate([one[name] for one in blocks]) for name in TIDY})


def _block(rows: int, **columns: object) -> dict[str, np.ndarray]:
    """Some rows of the tidy table; what is said once holds for each of them."""
    numbers = {"value", "n", "low", "high"}
    return {
        name: np.array(
            np.broadcast_to(np.asarray(one, dtype=float if name in numbers else object), rows)
        )
        for name, one in columns.items()
    }


def _variant_rows(
    bound: Bound,
    metric: Metric,
    variant: Variant,
    periods: list[Period],
    settings: CompanyFile,
    coverage: Coverage,
) -> dict:
    reasons = [bound.missing[name] for name in variant.measures if name in bound.missing]
    unknown = [
        name for name in variant.measures if name not in bound.columns and name not in bound.missing
    ]
    unknown += [name for name in variant.beside if name not in files_by_measure()]
    if reasons or unknown:
        return _absent(metric, variant, periods, reasons[0] if reasons else _unknown(unknown))
    rows = bound.rows(variant.measures, variant.taken_whole)
    seen = bound.where(variant.measures)
    shown: dict[str, object] = {name: one.value for name, one in settings.policies.items()}
    shown |= settings.assumptions
    assumptions = {name: shown[name] for name in variant.assumptions if name in shown}
    measured = _measured_assumptions(variant, rows, bound)
    used = _assumptions_in_words(variant, measured, settings.assumptions, rows.count)
    assumptions = measured | assumptions
    value, notes = _values(variant, rows, assumptions)
    before = {one.name: coverage.reason(variant.measures, one) for one in periods}
    notes = [before[period] or note for period, note in zip(rows["period"], notes, strict=True)]
    value = np.where([before[period] is not None for period in rows["period"]], np.nan, value)
    unsplit = _unsplit(variant, rows, seen, bound)
    refused = next((bound.refused[name] for name in variant.measures if name in bound.refused), "")
    withheld = _on_rows(bound.costs.reasons(variant.measures), seen)
    notes = [
        note or (why or cost or refused if missing else "")
        for note, why, cost, missing in zip(notes, unsplit, withheld, np.isnan(value), strict=True)
    ]
    remarks = _on_rows(bound.costs.remarks(variant.measures), seen)
    low, high = _bounds(variant, value, rows, assumptions)
    n = variant.sample_size(rows, **assumptions)
    n = _per_row(np.nan if n is None else n, rows.count)
    by_name = {period.name: period for period in periods}
    small = settings.policies["small_sample"].number
    target = settings.targets.get(metric.name) if variant.name == "default" else None
    partly = {one.name: coverage.remark(variant.measures, one) for one in periods}
    judged = [
        _judged(
            variant, one, count, bottom, top, note, lacks, remark, partly[period], by_name[period],
            target, small,
        )
        for period, one, count, bottom, top, note, lacks, remark in zip(
            rows["period"], value.tolist(), n.tolist(), low.tolist(), high.tolist(),
            notes, variant.reasons(rows, rows.count), remarks, strict=True,
        )
    ]  # fmt: skip
    # with what a value was computed is no reason to have no verdict
    judged = [
        (word, status, "; ".join(filter(None, (note, words if known == known else ""))))
        for (word, status, note), words, known in zip(judged, used, value.tolist(), strict=True)
    ]
    words = zip(*judged, strict=True) if judged else ((), (), ())
    return _block(
        rows.count, **{name: rows[name] for name in ("period", "dimension", "segment")},
        metric=metric.name, variant=variant.name, value=value, unit=variant.unit, n=n, low=low,
        high=high, **dict(zip(("verdict", "status", "note"), map(list, words), strict=True)),
    )  # fmt: skip


def _per_row(numbers: Numbers, rows: int) -> np.ndarray:
    return np.broadcast_to(np.asarray(numbers, dtype=float), rows)


def _on_rows(words: list[str], seen: np.ndarray) -> list[str]:
    return [one for one, there in zip(words, seen, strict=True) if there]


def _measured_assumptions(variant: Variant, rows: Rows, bound: Bound) -> dict:
    """The assumptions that a metric of the same name measures, per row: the total of its period.

    A company that records its cost of revenue need not state a gross margin.
    """
    found = {}
    for name, otherwise in variant.assumptions.items():
        formula = METRICS[name].default if name in METRICS else None
        if formula is None or not set(formula.measures) <= set(bound.columns):
            continue
        measured = np.atleast_1d(np.asarray(formula.over(bound.totals), dtype=float))
        shares = dict(zip(bound.totals["period"], measured, strict=True))
        known = np.array([shares.get(period, np.nan) for period in rows["period"]], dtype=float)
        if not np.isnan(known).all():
            found[name] = np.where(np.isnan(known), np.asarray(otherwise, dtype=float), known)
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


def _values(variant: Variant, rows: Rows, assumptions: dict) -> tuple[np.ndarray, list[str]]:
    """The values; where the formula refuses some rows, those are missing with the reason."""
    try:
        return _per_row(variant.over(rows, **assumptions), rows.count), [""] * rows.count
    except InputError:
        values, notes = [], []
        for at in range(rows.count):
            own = {name: rows[name][at] for name in variant.measures}
            assumed = {
                name: one[at] if isinstance(one, np.ndarray) else one
                for name, one in assumptions.items()
            }
            try:
                values.append(float(variant.over(own, **assumed)))
                notes.append("")
            except InputError as error:
                values.append(np.nan)
                notes.append(Reason(f"not available: {error}", EXCLUDED))
        return np.array(values, dtype=float), notes


def _unknown(names: Iterable[str]) -> Reason:
    """Why a metric of somebody's own has no value: it takes what no table gives."""
    slips = [one for one in names if one not in files_by_measure()]
    if not slips:
        return Reason(f"not available: needs {', '.join(names)}", NEEDS_TABLE)
    known = did_you_mean(slips[0], files_by_measure())
    return Reason(f'not available: there is no measure "{slips[0]}": {known}', NEEDS_TABLE)


def _unsplit(variant: Variant, rows: Rows, seen: np.ndarray, bound: Bound) -> list[str]:
    """For each row the measure that no table lets be split by its dimension, in words; else empty."""
    measure_file = files_by_measure()
    shown = [""] * rows.count
    for name in variant.measures:
        # a sum of nothing is 0 and a median of nothing is missing; missing else is what has no split
        if name in measure_file and name not in measure_file[name].empty:
            alone = np.isnan(rows[name]) & ~bound.seen[name][seen] & (rows["dimension"] != "total")
            if name in bound.withheld:  # which says more
                alone &= bound.withheld[name][seen] == ""
            for place in np.flatnonzero(alone):
                words = f"not available: {name} cannot be split by {rows['dimension'][place]}"
                shown[place] = shown[place] or Reason(words, CANNOT_SPLIT)
    return shown


def _bounds(
    variant: Variant, value: np.ndarray, rows: Rows, assumptions: dict
) -> tuple[np.ndarray, np.ndarray]:
    bounds = variant.bounds(value, rows, **assumptions) if rows.count else None
    if bounds is None:
        bounds = (np.nan, np.nan)
    low, high = (np.where(np.isnan(value), np.nan, _per_row(one, rows.count)) for one in bounds)
    return low, high


def few_in_words(variant: Variant, value: float, n: float, small: float) -> str:
    """That a share or an estimate stands on fewer than ``small``; empty where it does not."""
    sampled = variant.interval is not None or variant.unit == "percent"
    return f"small sample (n {n:.0f})" if sampled and value == value and n < small else ""


def _judged(
    variant: Variant,
    value: float,
    n: float,
    low: float,
    high: float,
    note: str,
    lacks: str,
    remark: str,
    partly: str,
    period: Period,
    target: Target | None,
    small: float,
) -> tuple[str, str, str]:
    """The verdict, the status and the note of one value."""
    if note:
        return "", status_of(note), str(note)
    status, notes = MATURING if variant.maturing else OK, []
    if few := few_in_words(variant, value, n, small):
        status = SMALL_SAMPLE if status == OK else status
    if partly:
        notes.append(partly)
        status = BEFORE_DATA
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
    # a share of the part that is known may be judged, a sum of it may not
    silent = notes and not (notes == [partly] and variant.interval is not None)
    word = "" if silent else verdict(variant, value, target, period.grain, low, high)
    return word, status, "; ".join(notes)


def in_progress_note(period: Period) -> str:
    """That a period is not over, and up to when it was read."""
    return f"in progress: read up to {period.closes_at:%Y-%m-%d %H:%M}"


def _absent(metric: Metric, variant: Variant, periods: list[Period], note: str) -> dict:
    return _block(
        len(periods), period=[period.name for period in periods], dimension="total", segment="",
        metric=metric.name, variant=variant.name, value=np.nan, unit=variant.unit, n=np.nan,
        low=np.nan, high=np.nan, verdict="", status=status_of(note, NEEDS_TABLE), note=str(note),
    )  # fmt: skip


def _measure_rows(
    bound: Bound, families: Iterable[str], periods: list[Period], coverage: Coverage
) -> list[dict]:
    """The families' measures as rows of their own, in the same form."""
    measure_file = files_by_measure()
    blocks = []
    for name in (name for name in bound.units if measure_file[name].family in families):
        rows = bound.rows([name])
        own = bound.columns[name][bound.seen[name]]  # also of a cost that a metric may not take
        said = {period.name: _of_measure(name, period, coverage) for period in periods}
        values = [
            float("nan") if said[period][0] else value
            for period, value in zip(rows["period"], own.tolist(), strict=True)
        ]
        status = [
            said[period][1] if value == value or said[period][0] else UNDEFINED
            for period, value in zip(rows["period"], values, strict=True)
        ]
        blocks.append(
            _block(
                rows.count, **{one: rows[one] for one in ("period", "dimension", "segment")},
                metric=name, variant="measure", value=values,
                unit=bound.units[name], n=np.nan, low=np.nan, high=np.nan, verdict="",
                status=status, note=[said[period][2] for period in rows["period"]],
            )
        )  # fmt: skip
    return blocks


def _of_measure(name: str, period: Period, coverage: Coverage) -> tuple[bool, str, str]:
    """Whether a measure is not known in a period, the status of its value, and what is said of it."""
    if before := coverage.reason([name], period):
        return True, BEFORE_DATA, str(before)
    partly = coverage.remark([name], period)
    running = in_progress_note(period) if period.in_progress else ""
    status = IN_PROGRESS if running else BEFORE_DATA if partly else OK
    return False, status, "; ".join(filter(None, (partly, running)))
