"""Splits the past into what a model may learn from and what it is compared with, by time.

At the cut the model knows only what had already come out: an outcome that became known later
belongs to neither side. Otherwise it would be tested on what it had in part learned from.
"""

from dataclasses import dataclass

import numpy as np

from . import observations
from .discrimination import LEAST_OF_EACH
from .observations import Values


@dataclass(frozen=True)
class TimeSplit:
    """Two masks over the rows, and the day between; ``note`` says why there is no split."""

    learn: np.ndarray
    test: np.ndarray
    cut: np.datetime64
    note: str = ""


def split_in_time(
    at: Values, known_at: Values, happened: np.ndarray, customers: np.ndarray
) -> TimeSplit:
    """Learn from rows known by the cut, test on rows that begin at or after it.

    Of all days at which a row begins, the cut is the one that leaves most customers of the scarcer
    kind on the poorer side; the earliest of equals.

    Args:
        at: when each row begins (for a score, its ``as_of``).
        known_at: when its outcome was known.
        happened, customers: the outcome, and whose row it is.
    """
    customers = observations.numbered(customers, "customers")
    at, known_at = np.asarray(at, "datetime64[ns]"), np.asarray(known_at, "datetime64[ns]")
    best, best_cut = 0, np.datetime64("NaT")
    for cut in np.unique(at):
        scarcest = min(
            int(np.count_nonzero(np.bincount(customers[side & kind])))
            for side in (known_at <= cut, at >= cut)
            for kind in (happened, ~happened)
        )
        if scarcest > best:
            best, best_cut = scarcest, cut
    if best < LEAST_OF_EACH:
        nothing = np.zeros(len(at), dtype=bool)
        return TimeSplit(
            nothing, nothing, np.datetime64("NaT"),
            f"not available: needs a longer past, with {LEAST_OF_EACH} customers of either kind "
            f"both to learn from and to hold against; the scarcest has {best}",
        )  # fmt: skip
    return TimeSplit(known_at <= best_cut, at >= best_cut, best_cut)
