"""Of many segments the largest, and one row for the others: two hundred dots are read by nobody."""

import numpy as np
import pandas as pd

from cs_toolkit.language import gettext

from . import frames

MOST_ROWS = 20
# in these units the mean weighted by n is the number of all, as n is the denominator
POOLED = ("percent", "points")


def largest(rows: pd.DataFrame, unit: str, most: int = MOST_ROWS) -> tuple[pd.DataFrame, list[str]]:
    """The segments that weigh most, from the highest value to the lowest, and what is to be noted.

    A segment weighs its n, or its value where no n is known. A segment without data has no row. The
    others are one row, "other (n)", where their number follows from theirs: a share or a score in points, each with its n.
    """
    known = rows[np.isfinite(frames.numbers(rows, "value"))]
    notes = (
        [gettext("{count} without data", count=len(rows) - len(known))]
        if len(known) < len(rows)
        else []
    )
    if len(known) <= most:
        return known.sort_values("value", ascending=False, kind="stable"), notes
    counts = frames.numbers(known, "n")
    weight = counts if np.isfinite(counts).any() else np.abs(frames.numbers(known, "value"))
    order = np.argsort(-np.nan_to_num(weight, nan=-1.0), kind="stable")
    kept, others = known.iloc[order[: most - 1]], known.iloc[order[most - 1 :]]
    kept = kept.sort_values("value", ascending=False, kind="stable")
    sizes = frames.numbers(others, "n")
    if unit not in POOLED or not np.isfinite(sizes).all() or not sizes.sum() > 0:
        return kept, [*notes, gettext("{count} smaller segments are not drawn", count=len(others))]
    value = float(frames.numbers(others, "value") @ sizes / sizes.sum())
    other = others.iloc[[0]].assign(
        segment=gettext("other ({count})", count=len(others)), value=value, n=sizes.sum()
    )
    unknown = [name for name in ("low", "high") if name in other]
    other[unknown] = np.nan
    if "status" in other:
        other["status"] = "ok"
    if "note" in other:
        other["note"] = ""
    return pd.concat([kept, other]), notes
