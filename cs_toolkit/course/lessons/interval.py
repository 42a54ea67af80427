"""Reading an interval: how far a number would move by luck alone."""

import numpy as np

from ...metrics.change import judgement, share_change
from ...metrics.intervals import wilson_interval
from ..answers import Choice, Example, Number
from ..lesson import Lesson, month

NOISE, BEYOND = "within noise", "beyond noise"


def draw(rng: np.random.Generator) -> dict:
    """Two months' customers at the start and lost: once by luck alone, once clearly more."""
    before, now = (int(n) for n in rng.integers(30, 90, 2))
    share = rng.uniform(0.05, 0.1)
    later = share + rng.choice([0.02, 0.28])
    return {
        "month": month(rng), "customers_before": before, "lost_before": round(before * share),
        "customers": now, "lost": round(now * later),
    }  # fmt: skip


LESSON = Lesson("interval", draw)


def share(rows: dict) -> tuple[float, int]:
    """Churn of the month, and of how many."""
    return rows["lost"] / rows["customers"], rows["customers"]


@LESSON.exercise("1")
def low(rows: dict) -> Number:
    """The lower end of Wilson's interval."""
    p, n = share(rows)
    ends = wilson_interval(p, n)
    plain = 1.96 * np.sqrt(p * (1 - p) / n)
    return Number(float(ends[0]), "share", {
        "That is the upper end.": float(ends[1]),
        "That is the churn itself, and not the lower end of its interval.": p,
        "That is the plain interval, p − 1.96 × error, which can fall below 0. Use Wilson's.": float(p - plain),
        "That is the interval at 90%, which is narrower. 95% is asked.": float(wilson_interval(p, n, confidence=0.90)[0]),
        "That is the interval of the month before.": float(wilson_interval(rows["lost_before"] / rows["customers_before"], rows["customers_before"])[0]),
    })  # fmt: skip


@LESSON.exercise("2")
def four_times(rows: dict) -> Number:
    """How many customers would make the plain interval half as wide."""
    _, n = share(rows)
    return Number(4 * n, "count", {
        "Twice as many make it narrower by a third, not by a half: the width goes with the square root of n.": 2 * n,
        "That is how many more are needed. How many in all?": 3 * n,
        "Half as many make it wider.": n // 2,
    })  # fmt: skip


@LESSON.exercise("3")
def change(rows: dict) -> Choice:
    """Whether the change is more than luck."""
    found = judgement(
        share_change(rows["lost"], rows["customers"], rows["lost_before"], rows["customers_before"])
    )
    right = BEYOND if found == BEYOND else NOISE
    wrong = NOISE if right == BEYOND else BEYOND
    return Choice(
        right,
        {
            wrong: "Look at the interval of the difference, which share_change gives: does it contain 0?"
        },
    )


@LESSON.exercise("4")
def same_share(rows: dict) -> Example:
    """Two samples with one share, where only one is worth quoting."""

    def judge(given: dict) -> str:
        (few_lost, few), (many_lost, many) = given["small"], given["large"]
        if not (0 < few_lost < few and 0 < many_lost < many):
            return "In both some leave and some stay."
        if abs(few_lost / few - many_lost / many) > 1e-9:
            return f"The two shares differ: {few_lost / few:.1%} and {many_lost / many:.1%}."
        wide, narrow = (
            float(np.subtract(*wilson_interval(lost / n, n)[::-1]))
            for lost, n in ((few_lost, few), (many_lost, many))
        )
        if wide < 0.2:
            return f"The small one is not small enough: its interval is only {100 * wide:.0f} points wide, make it 20 or more."
        return (
            ""
            if narrow <= 0.04
            else f"The large one's interval is {100 * narrow:.1f} points wide: make it 4 or less."
        )

    return Example(judge, "dict(small=(lost, customers), large=(lost, customers))")
