"""Churn and retention: two shares of the same customers add up to one."""

import numpy as np
import pandas as pd

from ..answers import Example, Number
from ..lesson import Lesson, month


def draw(rng: np.random.Generator) -> pd.DataFrame:
    """Five months of a roll-forward of customers, each from the last one's end."""
    rows, start = [], int(rng.integers(60, 140))
    first = pd.Period(month(rng), "M")
    for number in range(5):
        lost, new, back = (int(rng.integers(low, high)) for low, high in ((5, 15), (6, 20), (1, 5)))
        rows.append((str(first + number), start, new, back, lost))
        start += new + back - lost
    return pd.DataFrame(rows, columns=["month", "start", "new", "returned", "lost"])


LESSON = Lesson("complement", draw)


def last(rows: pd.DataFrame) -> tuple[int, int, int, int, int]:
    """Start, new, returned, lost and end of the last month."""
    start, new, back, lost = (
        int(rows[name].iloc[-1]) for name in ("start", "new", "returned", "lost")
    )
    return start, new, back, lost, start + new + back - lost


@LESSON.exercise("1")
def retention(rows: pd.DataFrame) -> Number:
    """Of the customers of the start, the share that stayed."""
    start, new, _back, lost, end = last(rows)
    return Number((start - lost) / start, "share", {
        "That is churn: the share that left. Retention is the share of the same customers that stayed.": lost / start,
        "That is the formula that S17 and S8 print: it counts customers who came back as retained.": (end - new) / start,
        "New and returned customers are in it: that is the growth of the number of customers.": end / start,
        "You divided by the end.": (start - lost) / end,
        "That is the month before the last.": 1 - int(rows["lost"].iloc[-2]) / int(rows["start"].iloc[-2]),
    })  # fmt: skip


@LESSON.exercise("2")
def letter(rows: pd.DataFrame) -> Number:
    """The formula that S17 and S8 print."""
    start, new, back, lost, end = last(rows)
    return Number((end - new) / start, "share", {
        "That is the default: customers who came back are not in it. The printed formula subtracts only the new customers from the end.": (start - lost) / start,
        "New customers are still in it.": end / start,
        "You subtracted the customers who came back twice.": (end - new - 2 * back) / start,
    })  # fmt: skip


@LESSON.exercise("3")
def sum_of_both(rows: pd.DataFrame) -> Number:
    """S17's churn and S17's retention, added up."""
    start, new, _back, lost, end = last(rows)
    return Number((start - end) / start + (end - new) / start, "share", {
        "So it should be, but not with S17's two formulas: take them as they are printed.": 1.0,
        "You added the default churn to S17's retention.": lost / start + (end - new) / start,
        "You added the default retention to S17's churn.": (start - end) / start + (start - lost) / start,
    })  # fmt: skip


@LESSON.exercise("4")
def above_one(rows: pd.DataFrame) -> Example:
    """A month whose printed retention exceeds 100%, though somebody left."""

    def judge(given: dict) -> str:
        start, new, back, lost = (given[name] for name in ("start", "new", "returned", "lost"))
        if min(start, new, back, lost) < 0 or lost > start or start == 0:
            return "No more can leave than were there, somebody must be there, and no number can be negative."
        if lost == 0:
            return "Nobody leaves in your month. Make it one in which somebody does."
        printed = (start + back - lost) / start
        return (
            ""
            if printed > 1
            else f"The printed retention of your month is {printed:.1%}. Which customers have to come so that it rises?"
        )

    return Example(judge, "dict(start=…, new=…, returned=…, lost=…)")
