"""Why a ratio changed: because rates changed within segments, or because their mix did.

Churn can rise although no segment churns more, merely because more customers are now in the
segment that always churned a lot. Splitting the change says which it was, and where.

For a segment with share w of the denominator and rate r, before (0) and after (1):

    rate = (w₀ + w₁) ÷ 2 × (r₁ − r₀)
    mix  = (w₁ − w₀) × ((r₀ + r₁) ÷ 2 − (R₀ + R₁) ÷ 2)

where R is the whole's ratio. Over all segments mix + rate = R₁ − R₀ exactly: everything is computed
in fractions and becomes a float only at the end. Taking R off leaves the sum of the mix as it is and gives
each segment its own part: one that grows adds to the whole only if its rate is above the whole's.
A segment that appears or disappears has no change of rate; all of its part is mix.

Source: Kitagawa 1955, "Components of a difference between two rates"; the centring is that of
regional shift-share analysis.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from ..errors import InputError
from . import observations
from .observations import Values

# the ratio of the whole, each segment's share of the denominator, and its own ratio
Ratios = tuple[Fraction, list[Fraction], list[Fraction | None]]


@dataclass(frozen=True)
class MixAndRate:
    """A change and its two parts, all in the unit of the ratio.

    ``segments`` has one row per segment: share_before, share_after (of the denominator),
    rate_before, rate_after (NaN where the segment was absent), mix, rate, and their sum change.
    All are NaN, and ``note`` says why, where the ratio does not exist in one of the periods.
    """

    before: float
    after: float
    mix: float
    rate: float
    segments: pd.DataFrame
    note: str = ""

    @property
    def change(self) -> float:
        """The ratio after, less the ratio before."""
        return self.after - self.before


def mix_and_rate(
    segments: Values,
    numerator_before: Sequence[float],
    denominator_before: Sequence[float],
    numerator_after: Sequence[float],
    denominator_after: Sequence[float],
) -> MixAndRate:
    """Splits the change of numerator ÷ denominator into change of mix and change of rates.

    Args:
        segments: names, one per row; no name twice. A segment absent from a period has 0 ÷ 0 there.
        numerator_before, numerator_after: for example churned customers, or retained MRR.
        denominator_before, denominator_after: for example starting customers, or starting MRR.

    Raises ``InputError`` for a negative denominator, for a numerator without a denominator,
    and for a repeated segment.

    No plan churns more than before, yet churn rises from 4% to 6.25%: the mix has changed.

    >>> split = mix_and_rate(["free", "pro"], [10, 10], [100, 400], [20, 5], [200, 200])
    >>> split.before, split.after, split.mix, split.rate
    (0.04, 0.0625, 0.0225, 0.0)
    >>> print(split.segments[["segment", "share_before", "share_after", "mix", "rate"]].round(4))
      segment  share_before  share_after     mix  rate
    0    free           0.2          0.5  0.0146   0.0
    1     pro           0.8          0.5  0.0079   0.0
    """
    names = observations.labels(segments, "segments")
    columns = {
        "numerator_before": numerator_before, "denominator_before": denominator_before,
        "numerator_after": numerator_after, "denominator_after": denominator_after,
    }  # fmt: skip
    observations.same_length(segments=names, **columns)
    repeated = sorted({str(name) for name in names[pd.Series(names).duplicated()]})
    if repeated:
        raise InputError(
            f"segments: {len(repeated)} appear more than once ({', '.join(repeated[:3])}); "
            "add their rows up first"
        )
    parts = {name: _fractions(values, name) for name, values in columns.items()}
    before = _ratios(parts["numerator_before"], parts["denominator_before"], names, "before")
    after = _ratios(parts["numerator_after"], parts["denominator_after"], names, "after")
    if before is None or after is None:
        return _no_basis(names, before, after)
    return _split(names, before, after)


def _fractions(values: Sequence[float], name: str) -> list[Fraction]:
    low = 0 if name.startswith("denominator") else None
    observations.numbers(values, name, at_least=low)
    plain = (value.item() if isinstance(value, np.generic) else value for value in values)
    return [Fraction(value) for value in plain]


def _ratios(
    numerators: list[Fraction], denominators: list[Fraction], names: np.ndarray, period: str
) -> Ratios | None:
    """The whole's ratio, and each segment's share and rate; None where there is no denominator."""
    for name, numerator, denominator in zip(names, numerators, denominators, strict=True):
        if numerator and not denominator:
            raise InputError(
                f'segment "{name}" has a numerator of {float(numerator):g} {period} and no '
                "denominator: numerator and denominator must count the same customers"
            )
    whole = sum(denominators)
    if not whole:
        return None
    shares = [denominator / whole for denominator in denominators]
    rates = [n / d if d else None for n, d in zip(numerators, denominators, strict=True)]
    return sum(numerators) / whole, shares, rates


def _split(names: np.ndarray, before: Ratios, after: Ratios) -> MixAndRate:
    (whole_before, *_), (whole_after, *_) = before, after
    middle = (whole_before + whole_after) / 2
    rows, mix_sum, rate_sum = [], Fraction(0), Fraction(0)
    for name, w0, r0, w1, r1 in zip(names, *before[1:], *after[1:], strict=True):
        # a rate that does not exist is set to the other one: no change of rate
        known0 = r0 if r0 is not None else r1 if r1 is not None else middle
        known1 = r1 if r1 is not None else known0
        rate = (w0 + w1) / 2 * (known1 - known0)
        mix = (w1 - w0) * ((known0 + known1) / 2 - middle)
        mix_sum, rate_sum = mix_sum + mix, rate_sum + rate
        rows.append([name, *map(_float, (w0, w1, r0, r1, mix, rate, mix + rate))])
    return MixAndRate(
        float(whole_before), float(whole_after), float(mix_sum), float(rate_sum), _table(rows)
    )


def _no_basis(names: np.ndarray, before: Ratios | None, after: Ratios | None) -> MixAndRate:
    nan = float("nan")
    absent = [period for period, ratio in (("before", before), ("after", after)) if ratio is None]
    return MixAndRate(
        nan if before is None else float(before[0]),
        nan if after is None else float(after[0]),
        nan, nan, _table([[name] + [nan] * 7 for name in names]),
        f"not available: no basis (the denominator is 0) {' and '.join(absent)}",
    )  # fmt: skip


def _table(rows: list[list]) -> pd.DataFrame:
    return pd.DataFrame(
        rows,
        columns=["segment", "share_before", "share_after", "rate_before", "rate_after",
                 "mix", "rate", "change"],
    )  # fmt: skip


def _float(value: Fraction | None) -> float:
    return float("nan") if value is None else float(value)
