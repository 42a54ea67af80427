"""What a number is compared with: the team's target first, else a published benchmark.

A target and a benchmark apply to the grain that they were stated for, a benchmark to its variant
too. There is a verdict only where the whole 95% interval lies on one side; where the metric has no
interval by its nature, as a sum of money, the value decides. A period in progress and a small
sample get no verdict.
"""

from ..config.targets import Target
from ..metrics.variant import Variant

TOO_CLOSE = "too close to tell"
NAN = float("nan")


def verdict(
    variant: Variant,
    value: float,
    target: Target | float | tuple[float, float] | None,
    grain: str,
    low: float = NAN,
    high: float = NAN,
) -> str:
    """The verdict in a few words; empty where there is none.

    >>> from cs_toolkit import METRICS
    >>> nps = METRICS["net_promoter_score"].default
    >>> verdict(nps, 45.0, 40.0, "month", low=41.0, high=49.0)
    'on target'
    >>> verdict(nps, 45.0, 40.0, "month", low=35.0, high=55.0)
    'too close to tell'
    >>> verdict(nps, 45.0, 40.0, "year", low=41.0, high=49.0)  # a target is a month's by default
    ''
    """
    if value != value:
        return ""
    if low != low or high != high:
        if variant.interval is not None:  # a sample too small for an interval decides nothing
            return ""
        low = high = value
    if target is not None:
        target = target if isinstance(target, Target) else Target(target)
        return _against(target.value, low, high, variant.better) if target.per == grain else ""
    for benchmark in variant.benchmarks:
        if not benchmark.only_for and benchmark.period in (None, grain):
            if word := benchmark.judge(low, high):
                return word
            if benchmark.reached(low, high):
                return TOO_CLOSE
    return ""


def _against(
    target: float | tuple[float, float], low: float, high: float, better: str | None
) -> str:
    if isinstance(target, tuple | list):
        least, most = target
        if least <= low and high <= most:
            return "within target"
        return "outside target" if high < least or low > most else TOO_CLOSE
    if better == "lower":
        met, missed = high <= target, low > target
        return "on target" if met else "above target" if missed else TOO_CLOSE
    met, missed = low >= target, high < target
    return "on target" if met else "below target" if missed else TOO_CLOSE


def benchmark_note(variant: Variant, grain: str) -> str:
    """What was stated for another period or under a condition, with that said."""
    notes = [
        f"{one.says} ({one.source}), stated for {one.only_for or one.period}"
        for one in variant.benchmarks
        if one.bands and (one.only_for or one.period not in (None, grain))
    ]
    return "; ".join(notes)


def target_note(target: Target | None, grain: str) -> str:
    """That a target was set for another grain than the one shown; empty where it applies.

    >>> target_note(Target(0.98), "year")
    'the target is per month: no verdict on a year'
    """
    if target is None or target.per == grain:
        return ""
    return f"the target is per {_word(target.per)}: no verdict on a {_word(grain)}"


def _word(grain: str) -> str:
    return grain.replace("_", " ")
