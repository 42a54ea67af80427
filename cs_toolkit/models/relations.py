"""Do two measures go together? Correlation with interval, per customer, at once or some periods later.

A correlation says that two things go together, never that one makes the other; the sentences here
keep to that. Spearman's compares ranks and is the one to quote, as revenue and waiting times are
skewed; Pearson's stands beside it: where the two differ much, look at the scatter plot.

Sources: Fisher 1915 for Pearson's interval (scipy); Bonett and Wright 2000, Psychometrika 65, for
Spearman's; Kott 2001, Journal of Official Statistics 17, for the jackknife; Cohen 1988 for the
words; Benjamini and Yekutieli 2001 for many comparisons at once.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import false_discovery_control, norm, pearsonr, spearmanr
from scipy.stats import t as student

from ..errors import InputError
from ..formatting.numbers import plain_number
from . import observations
from .observations import Values

LEAST_PAIRS = 10
STRENGTHS = ((0.1, "no relation to speak of"), (0.3, "a weak relation"),
             (0.5, "a moderate relation"), (np.inf, "a strong relation"))  # fmt: skip
GROUPS = 20
# A coefficient of 1 has no Fisher transform.
CERTAIN = 1 - 1e-12


@dataclass(frozen=True)
class Relation:
    """How two columns go together: both coefficients, intervals, p-value, on how many pairs.

    ``left_out`` counts rows in which one of the two was missing. ``lag`` is by how many periods the
    second lies after the first. Figures are NaN, and ``note`` says why, where there is too little.
    """

    first: str
    second: str
    lag: int
    spearman: float
    low: float
    high: float
    p_value: float
    pearson: float
    pearson_low: float
    pearson_high: float
    pairs: int
    customers: int
    left_out: int
    note: str = ""

    @property
    def clear(self) -> bool:
        """Whether the interval lies on one side of 0; without an interval nothing is clear."""
        return self.low > 0 or self.high < 0

    @property
    def strength(self) -> str:
        """The relation in words, by Spearman's coefficient; "no clear relation" if it may be 0."""
        if self.note:
            return self.note
        if not self.clear:
            return "no clear relation"
        return next(words for border, words in STRENGTHS if abs(self.spearman) < border)

    @property
    def sentence(self) -> str:
        """What was found, without saying which makes which."""
        later = f" {self.lag} period{'s' * (self.lag > 1)} later" if self.lag else ""
        if self.note:
            return f"{self.first} and {self.second}{later}: {self.note}."
        figures = (
            f"Spearman {plain_number(self.spearman)}, 95% interval {plain_number(self.low)} to {plain_number(self.high)}, "
            f"{self.customers} customers"
        )
        if not self.clear:
            return f"{self.first} and {self.second}{later} show no clear relation ({figures})."
        side = "higher" if self.spearman > 0 else "lower"
        return (
            f"Higher {self.first} goes with {side} {self.second}{later}: "
            f"{self.strength} ({figures}). That does not say which brings about which."
        )


def relation(
    first: Values, second: Values, *, names: tuple[str, str] = ("first", "second")
) -> Relation:
    """How two columns go together, one row per customer; rows in which one is missing are counted.

    >>> found = relation(range(12), [1, 0, 2, 4, 3, 6, 5, 8, 9, 7, 10, 11], names=("NPS", "orders"))
    >>> found.sentence
    'Higher NPS goes with higher orders: a strong relation (Spearman 0.96, 95% interval \
0.81 to 0.99, 12 customers). That does not say which brings about which.'
    """
    first, second = (
        _with_gaps(values, name) for values, name in zip((first, second), names, strict=True)
    )
    observations.same_length(**{names[0]: first, names[1]: second})
    known = np.isfinite(first) & np.isfinite(second)
    # in a fixed order, so that sums don't depend on that of the rows
    order = np.lexsort((second[known], first[known]))
    first, second = first[known][order], second[known][order]
    left_out = int((~known).sum())
    note = _too_little(first, second, len(first))
    if note:
        return _none(*names, 0, len(first), len(first), left_out, note)
    spearman, pearson = spearmanr(first, second), pearsonr(first, second)
    interval = pearson.confidence_interval(0.95)
    ends = (float(interval.low), float(interval.high))
    if abs(pearson.statistic) >= CERTAIN:
        ends = _bonett_wright(float(np.sign(pearson.statistic)), len(first))
    return Relation(
        *names, 0, float(spearman.statistic), *_bonett_wright(spearman.statistic, len(first)),
        float(spearman.pvalue), float(pearson.statistic), *ends,
        len(first), len(first), left_out,
    )  # fmt: skip


def lagged_relation(table: pd.DataFrame, first: str, second: str, *, lag: int) -> Relation:
    """How ``first`` goes together with ``second`` of the same customer ``lag`` periods later.

    The same customer appears in many periods, and these are no independent witnesses: the
    interval comes from leaving out a twentieth of the customers at a time (a jackknife over groups).

    Args:
        table: one row per customer and period: customer_id, period (a month such as "2026-10", a
            ``pandas.Period``, or a whole number that counts periods), and the two columns, empty
            where missing.
        lag: 0 or more periods.
    """
    observations.need_columns(table, "table", ("customer_id", "period", first, second))
    if not (isinstance(lag, int) and lag >= 0):
        raise InputError(f"lag = {lag} must be a whole number of periods from 0")
    table = table.assign(period=_countable(table["period"]))
    repeated = table.duplicated(["customer_id", "period"])
    if repeated.any():
        raise InputError(
            f"table: {int(repeated.sum())} rows repeat a customer and period; give one row each"
        )
    now = table[["customer_id", "period"]].assign(first=_with_gaps(table[first], first))
    later = table[["customer_id"]].assign(
        period=table["period"] - lag, second=_with_gaps(table[second], second)
    )
    pairs = now.merge(later, on=["customer_id", "period"]).sort_values(
        ["customer_id", "period"], ignore_index=True
    )
    known = pairs.dropna(subset=["first", "second"])
    whose, customer = np.unique(known["customer_id"].astype(str), return_inverse=True)
    counts = len(known), len(whose), len(pairs) - len(known)
    x, y = known["first"].to_numpy(), known["second"].to_numpy()
    note = _too_little(x, y, len(whose))
    if note:
        return _none(first, second, lag, *counts, note)
    whole = np.arctanh(np.clip(_both(x, y), -CERTAIN, CERTAIN))
    groups = min(len(whose), GROUPS)
    without = np.arctanh(
        np.clip(
            [_both(x[customer % groups != g], y[customer % groups != g]) for g in range(groups)],
            -CERTAIN, CERTAIN,
        )
    )  # fmt: skip
    if not np.isfinite(without).all():  # without them nothing varies: all hangs on a few
        note = "not available: only a handful of customers differ in one of the two"
        return _none(first, second, lag, *counts, note)
    spread = ((without - without.mean(axis=0)) ** 2).sum(axis=0)
    error = np.sqrt(spread * (groups - 1) / groups)
    reach = student.ppf(0.975, groups - 1) * error
    lows, highs = np.tanh(whole - reach), np.tanh(whole + reach)
    p_value = 2 * student.sf(abs(whole[0]) / error[0], groups - 1) if error[0] else 0.0
    spearman, pearson = np.tanh(whole)
    for at in np.flatnonzero(error == 0):  # leaving any one row out, it stays the same
        sure = np.tanh(whole[at])
        sure = np.sign(sure) if abs(sure) >= CERTAIN - 1e-9 else sure
        lows[at], highs[at] = _bonett_wright(float(sure), len(whose))
    return Relation(
        first, second, lag, float(spearman), float(lows[0]), float(highs[0]), float(p_value),
        float(pearson), float(lows[1]), float(highs[1]), *counts,
    )  # fmt: skip


def relations_table(relations: list[Relation]) -> pd.DataFrame:
    """One row per relation: its fields, ``strength``, and ``p_adjusted`` for looking at so many at once.

    Of twenty unrelated pairs one is "significant" by luck; ``p_adjusted`` bounds the share of such
    false finds among those below it.
    """
    table = pd.DataFrame([{**vars(one), "strength": one.strength} for one in relations])
    known = table["p_value"].notna()
    table["p_adjusted"] = np.nan
    if known.any():
        adjusted = false_discovery_control(table.loc[known, "p_value"], method="by")
        table.loc[known, "p_adjusted"] = adjusted
    return table


def _with_gaps(values: Values, name: str) -> np.ndarray:
    series = pd.Series(values).reset_index(drop=True)
    found = np.full(len(series), np.nan)
    known = series.notna().to_numpy()
    found[known] = observations.numbers(series[known], name)
    return found


def _countable(period: pd.Series) -> pd.Series:
    """Periods that can be counted back from: text is read as months."""
    if isinstance(period.dtype, pd.PeriodDtype) or pd.api.types.is_integer_dtype(period):
        return period
    try:
        return pd.Series(pd.PeriodIndex(period, freq="M"), index=period.index)
    except ValueError as error:
        raise InputError(
            f'table.period: give months such as "2026-10" or whole numbers ({error})'
        ) from None


def _both(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    if not (np.ptp(x) and np.ptp(y)):
        return float("nan"), float("nan")
    return float(spearmanr(x, y).statistic), float(pearsonr(x, y).statistic)


def _bonett_wright(coefficient: float, pairs: int) -> tuple[float, float]:
    if abs(coefficient) >= 1:  # in perfect order: as far away as with one neighbouring pair swapped
        nearly = np.sign(coefficient) * (1 - 12 / (pairs * (pairs**2 - 1)))
        low, high = _bonett_wright(float(nearly), pairs)
        return (low, 1.0) if coefficient > 0 else (-1.0, high)
    reach = norm.ppf(0.975) * np.sqrt((1 + coefficient**2 / 2) / (pairs - 3))
    middle = np.arctanh(coefficient)
    return float(np.tanh(middle - reach)), float(np.tanh(middle + reach))


def _too_little(first: np.ndarray, second: np.ndarray, customers: int) -> str:
    if customers < LEAST_PAIRS:
        return (
            f"not available: needs at least {LEAST_PAIRS} customers with both figures, "
            f"there are {customers}"
        )
    if not (np.ptp(first) and np.ptp(second)):
        return "not available: one of the two never varies"
    return ""


def _none(
    first: str, second: str, lag: int, pairs: int, customers: int, left_out: int, note: str
) -> Relation:
    nan = float("nan")
    return Relation(first, second, lag, *(nan,) * 7, pairs, customers, left_out, note)
