"""How long customers stay: Kaplan–Meier curves, median lifetime, lifespan within a horizon.

A customer who is still here has not stayed "so and so long": the end lies in the future
(right-censored). Counting only those who left makes lives look short, and counting everybody as
gone makes them shorter still; the product-limit estimate uses both kinds for what they tell.

Source: Kaplan and Meier 1958, "Nonparametric estimation from incomplete observations"; band on
the log-log scale: Kalbfleisch and Prentice 1980; interval of the median: Brookmeyer and
Crowley 1982; the error of a share is Greenwood's. statsmodels' ``SurvfuncRight``, which gives the
same to the last digit (a test compares them), takes a second to load.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.special import ndtri

from ..errors import InputError
from . import observations
from .observations import Values

# A share that should be one half may come out as 0.5000000000000001.
ROUNDING = 1e-12
LEAST_SHARE = 1e-16  # of one that a logarithm is taken of


@dataclass(frozen=True)
class SurvivalCurve:
    """The share of customers still here after each time, with its band.

    ``curve`` has one row per time at which something happened, from time 0: ``time`` (in the unit
    of the durations), ``at_risk`` (customers followed until then), ``left`` and ``still_here``
    (those last seen at that time), ``staying`` (share, 0 to 1), ``low`` and ``high`` (NaN from
    where nobody is left on). ``horizon`` is the longest time that somebody was followed.
    """

    curve: pd.DataFrame
    customers: int
    left: int
    confidence: float

    @property
    def horizon(self) -> float:
        """The longest time that a customer was followed: nothing is known beyond it."""
        return float(self.curve["time"].iloc[-1])

    @property
    def median(self) -> float:
        """The time by which half have left; NaN where the curve never comes down to one half."""
        return self._reaches_half("staying")

    @property
    def median_interval(self) -> tuple[float, float]:
        """The times at which the band crosses one half; NaN where a side never does."""
        return self._reaches_half("low"), self._reaches_half("high")

    def at(self, time: Values) -> np.ndarray | float:
        """The share still here after a time; NaN beyond the horizon, where nothing is known."""
        asked = np.asarray(time, dtype=float)
        step = np.searchsorted(self.curve["time"], asked, side="right") - 1
        shares = np.where(
            (asked < 0) | (asked > self.horizon), np.nan, self.curve["staying"].to_numpy()[step]
        )
        return shares if shares.ndim else float(shares)

    def lifespan(self, horizon: float | None = None) -> tuple[float, float, float]:
        """The mean time stayed within the horizon (restricted mean), and its interval.

        The area under the curve up to the horizon: Σ staying × time between steps. Without a
        horizon the longest time followed is taken, so two groups are comparable only at a horizon
        given to both. Where the curve ends above 0 it is a lower bound of the whole lifespan.
        Raises ``InputError`` beyond the longest time followed.
        """
        horizon = self.horizon if horizon is None else horizon
        if not 0 <= horizon <= self.horizon:
            raise InputError(
                f"horizon = {horizon:g}: customers were followed for {self.horizon:g} at most; "
                "take a horizon within that"
            )
        steps = self.curve[self.curve["time"] <= horizon]
        ends = np.append(steps["time"].to_numpy()[1:], horizon)
        areas = steps["staying"].to_numpy() * (ends - steps["time"].to_numpy())
        mean = float(areas.sum())
        # Greenwood's variance, each step weighed by the area that lies after it, and corrected for
        # few who left (Klein and Moeschberger 2003, section 4.5)
        after = areas[::-1].cumsum()[::-1]
        at_risk, left = steps["at_risk"].to_numpy(), steps["left"].to_numpy()
        lasting = (left > 0) & (left < at_risk)
        variance = (
            after[lasting] ** 2 * left[lasting] / (at_risk * (at_risk - left))[lasting]
        ).sum()
        leaving = max(int(left.sum()), 2)
        variance *= leaving / (leaving - 1)
        reach = ndtri((1 + self.confidence) / 2) * np.sqrt(variance)
        return mean, max(0.0, mean - reach), min(float(horizon), mean + reach)

    @cached_property
    def note(self) -> str:
        """What the reader must know before quoting the curve; empty when there is nothing."""
        if not self.customers:
            return "not available: there are no customers"
        if not self.left:
            return "nobody has left yet: the lifespan is at least the time followed"
        if np.isnan(self.median):
            lasting = self.curve["staying"].iloc[-1]
            return f"median not reached: {lasting:.0%} are still here after {self.horizon:.3g}"
        return ""

    def _reaches_half(self, column: str) -> float:
        reached = self.curve.loc[self.curve[column] <= 0.5 + ROUNDING, "time"]
        return float(reached.iloc[0]) if len(reached) else float("nan")


def kaplan_meier(
    durations: Values,
    left: Values,
    *,
    entered: Values | None = None,
    confidence: float = 0.95,
) -> SurvivalCurve:
    """The survival curve of customers, of whom some are still here.

    staying(t) = Π over times up to t of (1 − left ÷ at risk)

    Args:
        durations: time from each customer's start until leaving, or until last seen (any unit).
        left: true where the customer left, false where still here (right-censored).
        entered: the age at which each customer came under observation, for customers who were
            there before the records begin (left-truncated); by default everybody from age 0.
        confidence: of the pointwise band, on the log-log scale, so it stays within 0 and 1.

    Raises ``InputError`` for missing, negative or unequal columns, and for a customer who left
    before coming under observation.

    >>> curve = kaplan_meier([3, 5, 5, 8], [1, 1, 0, 0])
    >>> print(curve.curve[["time", "at_risk", "left", "staying"]].to_string(index=False))
     time  at_risk  left  staying
      0.0        4     0     1.00
      3.0        4     1     0.75
      5.0        3     1     0.50
      8.0        1     0     0.50
    >>> curve.median, round(curve.lifespan()[0], 2)
    (5.0, 6.0)
    """
    observations.between(confidence, "confidence", 0, 1)
    durations = observations.numbers(durations, "durations", at_least=0)
    left = observations.flags(left, "left")
    observations.same_length(durations=durations, left=left)
    if entered is not None:
        entered = _ages_at_entry(entered, durations)
    times, step = np.unique(durations, return_inverse=True)
    leaving = np.bincount(step, weights=left).astype(int)
    ending = np.bincount(step)
    at_risk = _at_risk(durations, times, entered)
    staying, error = _staying(leaving, at_risk)
    low, high = _log_log_band(staying, error, confidence)
    curve = pd.DataFrame(
        {"time": times, "at_risk": at_risk, "left": leaving, "still_here": ending - leaving,
         "staying": staying, "low": low, "high": high}
    )  # fmt: skip
    if times[0] > 0:
        at_start = len(durations) if entered is None else int((entered == 0).sum())
        start = pd.DataFrame([[0.0, at_start, 0, 0, 1.0, 1.0, 1.0]], columns=curve.columns)
        curve = pd.concat([start, curve], ignore_index=True)
    return SurvivalCurve(curve, len(durations), int(left.sum()), confidence)


def _staying(leaving: np.ndarray, at_risk: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The share still here after each time, and Greenwood's standard error of it."""
    share = 1 - leaving / np.maximum(at_risk, 1)
    nobody = share < LEAST_SHARE
    staying = np.exp(np.cumsum(np.log(np.where(nobody, LEAST_SHARE, share))))
    staying[nobody] = 0
    pairs = (at_risk * (at_risk - leaving)).astype(float)
    # once everybody has left, nothing is known of the error of those who enter later
    parts = np.divide(leaving, pairs, out=np.full_like(pairs, np.nan), where=pairs > 0)
    return staying, np.sqrt(np.cumsum(parts)) * staying


def _ages_at_entry(entered: Values | None, durations: np.ndarray) -> np.ndarray:
    entered = observations.numbers(entered, "entered", at_least=0)
    observations.same_length(durations=durations, entered=entered)
    late = np.flatnonzero(entered >= durations)
    if len(late):
        raise InputError(
            f"entered: {len(late)} of {len(entered)} customers ended no later than they came under "
            f"observation (first at row {late[0]}); leave them out"
        )
    return entered


def _at_risk(durations: np.ndarray, times: np.ndarray, entered: np.ndarray | None) -> np.ndarray:
    """How many customers were followed until each time: not ended before, and already seen."""
    not_ended = len(durations) - np.searchsorted(np.sort(durations), times, side="left")
    if entered is None:
        return not_ended
    return not_ended - (len(entered) - np.searchsorted(np.sort(entered), times, side="left"))


def _log_log_band(
    staying: np.ndarray, error: np.ndarray, confidence: float
) -> tuple[np.ndarray, np.ndarray]:
    """staying ** exp(±z × error ÷ (staying × ln staying)), which cannot leave 0 to 1."""
    low, high = np.ones_like(staying), np.ones_like(staying)
    inside = (staying > 0) & (staying < 1)
    share = staying[inside]
    reach = ndtri((1 + confidence) / 2) * error[inside] / (share * np.log(share))
    low[inside], high[inside] = share ** np.exp(-reach), share ** np.exp(reach)
    low[staying <= 0] = high[staying <= 0] = np.nan
    return low, high
