"""Four ways to say how long customers stay, side by side, with the bias of three of them.

``default``       the survival curve as far as it is observed, then the loss of the last 12 months.
``observed``      mean time stayed within a stated horizon: a lower bound that grows with the
                  company's age.
``one_over_churn``  1 ÷ churn per unit of time = time followed ÷ customers who left. Right only if
                  old customers leave as readily as new ones; mostly they don't.
``mean_of_leavers``  mean time of those who have left. Long lives have not ended yet and are
                  missing from it, so it is too short, and the younger the company the more so.
"""

import numpy as np
import pandas as pd
from scipy.special import gammaincinv, ndtri

from . import observations
from .expected_lifespan import ExpectedLifespan, expected_lifespan
from .observations import Values
from .survival import kaplan_meier

TAIL = (
    "observed up to {horizon:.3g}; {beyond:.3g} of it lie beyond, at the loss of the last 12 months"
)
CENSORED = "mean within {horizon:.3g}; {staying:.0%} are still here then, so a lower bound"
COMPLETE = "mean of lives that had all ended by {horizon:.3g}"
CONSTANT = "assumes that old customers leave as readily as new ones, and goes on for ever"
LEAVERS = "leaves out {staying} customers who are still here"


def lifespan_variants(
    durations: Values,
    left: Values,
    *,
    expected: ExpectedLifespan | None = None,
    horizon: float | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """One row per variant: variant, lifespan, low, high, n, bias, note.

    ``bias`` is the difference to the ``default``, in the unit of the durations. ``n`` is the number
    of customers behind the figure. NaN where nobody has left.

    Args:
        durations: time from each customer's start until leaving, or until last seen.
        left: true where the customer left.
        expected: the default's estimate, where more is known of the customers than these two; by
            default that of the durations, with the loss of all the time followed.
        horizon: up to when ``observed`` counts; by default the longest time followed.

    >>> found = lifespan_variants([2, 4, 6, 12, 12], [1, 1, 1, 0, 0]).round(6).replace(-0.0, 0.0)
    >>> found[["variant", "lifespan", "bias"]]
               variant  lifespan  bias
    0          default      12.0   0.0
    1         observed       7.2  -4.8
    2   one_over_churn      12.0   0.0
    3  mean_of_leavers       4.0  -8.0
    """
    curve = kaplan_meier(durations, left, confidence=confidence)
    durations, left = np.asarray(durations, dtype=float), np.asarray(left).astype(bool)
    horizon = curve.horizon if horizon is None else horizon
    expected = expected or expected_lifespan(durations, left, confidence=confidence)
    staying = curve.at(horizon)
    rows = [
        ("default", expected.lifespan, expected.low, expected.high, curve.customers,
         expected.note or TAIL.format(horizon=expected.horizon, beyond=expected.beyond)),
        ("observed", *curve.lifespan(horizon), curve.customers,
         (CENSORED if staying > 0 else COMPLETE).format(horizon=horizon, staying=staying)),
        ("one_over_churn", *_one_over_churn(durations, curve.left, confidence), curve.customers,
         CONSTANT),
        ("mean_of_leavers", *_mean(durations[left], confidence), curve.left,
         LEAVERS.format(staying=curve.customers - curve.left)),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["variant", "lifespan", "low", "high", "n", "note"])
    table.insert(5, "bias", table["lifespan"] - expected.lifespan)
    if not curve.left:
        table.loc[table["variant"] != "observed", "note"] = "not available: nobody has left yet"
    return table


def _one_over_churn(
    durations: np.ndarray, left: int, confidence: float
) -> tuple[float, float, float]:
    """Time followed ÷ leavers, with the exact interval of a count of leavers (Garwood 1936)."""
    followed = observations.ordered_sum(durations)
    tail = (1 - confidence) / 2
    if not left:
        return float("nan"), float("nan"), float("nan")
    most, fewest = gammaincinv(left + 1, 1 - tail), gammaincinv(left, tail)
    return followed / left, followed / most, followed / fewest


def _mean(durations: np.ndarray, confidence: float) -> tuple[float, float, float]:
    if not len(durations):
        return float("nan"), float("nan"), float("nan")
    mean = observations.ordered_sum(durations) / len(durations)
    if len(durations) == 1:
        return mean, float("nan"), float("nan")
    deviation = np.sqrt(observations.ordered_sum((durations - mean) ** 2) / (len(durations) - 1))
    reach = ndtri((1 + confidence) / 2) * deviation / np.sqrt(len(durations))
    return mean, mean - reach, mean + reach
