"""What a number is held against: the team's target first, else a published benchmark.

A benchmark speaks only for the variant and the period that it was stated for. A period in
progress and a small sample get no verdict.
"""

from .metrics.variant import Variant

JUDGES_ANY_GRAIN = ("trailing_12_months",)


def verdict(variant: Variant, value: float, target, grain: str) -> str:
    """The verdict in a word or two; empty where there is none."""
    if value != value:
        return ""
    if target is not None:
        return _against(target, value, variant.better)
    for benchmark in variant.benchmarks:
        if not benchmark.only_for and benchmark.period in (None, grain):
            word = benchmark.judge(value)
            if word:
                return word
    return ""


def _against(target, value: float, better: str | None) -> str:
    if isinstance(target, tuple | list):
        low, high = target
        return "within target" if low <= value <= high else "outside target"
    if better == "lower":
        return "on target" if value <= target else "above target"
    return "on target" if value >= target else "below target"


def benchmark_note(variant: Variant, grain: str) -> str:
    """What is stated for another period or under a condition, said as that."""
    notes = [
        f"{one.says} ({one.source}), stated for {one.only_for or one.period}"
        for one in variant.benchmarks
        if one.bands and (one.only_for or one.period not in (None, grain))
    ]
    return "; ".join(notes)
