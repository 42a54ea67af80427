"""Customer churn: how many left, and which number hides it."""

import numpy as np
import pandas as pd

from ..answers import Example, Number
from ..lesson import Lesson, names


def draw(rng: np.random.Generator) -> pd.DataFrame:
    """Twelve customers: some stay, some leave, some join."""
    left, joined = rng.choice([2, 3, 4], 2)
    at_start = np.arange(12) < 12 - joined
    at_end = np.arange(12) >= left
    rows = pd.DataFrame({"at_start": at_start, "at_end": at_end})
    rows = rows.sample(frac=1, random_state=rng).reset_index(drop=True)
    rows.insert(0, "customer", names(rng, 12))
    return rows


LESSON = Lesson("churn", draw)


def counts(rows: pd.DataFrame) -> tuple[int, int, int, int]:
    """Customers at the start, at the end, lost, and of the whole period."""
    lost = int((rows["at_start"] & ~rows["at_end"]).sum())
    return int(rows["at_start"].sum()), int(rows["at_end"].sum()), lost, len(rows)


@LESSON.exercise("1")
def default(rows: pd.DataFrame) -> Number:
    """Of the customers of the start, the share that left."""
    start, end, lost, served = counts(rows)
    return Number(lost / start, "share", {
        "That is the variant net: the fall in the number of customers. Each customer who joined hides one who left.": (start - end) / start,
        "That is S16's variant all_customers: those who joined are below the line, though they had less time to leave.": lost / served,
        "You divided by the customers at the end. Those who left are not among them.": lost / end,
        "That is the variant average: a steady number, but no share of anybody.": lost / ((start + end) / 2),
    })  # fmt: skip


@LESSON.exercise("2")
def net(rows: pd.DataFrame) -> Number:
    """S17's formula."""
    start, end, lost, _ = counts(rows)
    return Number((start - end) / start, "share", {
        "That is the default, the share that left. S17 subtracts the customers at the end from those at the start.": lost / start,
        "You divided by the end; S17 divides by the start.": (start - end) / end,
        "You subtracted the start from the end; S17 subtracts the end from the start.": (end - start) / start,
    })  # fmt: skip


@LESSON.exercise("3")
def all_customers(rows: pd.DataFrame) -> Number:
    """S16's formula."""
    start, end, lost, served = counts(rows)
    return Number(lost / served, "share", {
        "That is the default, divided by the customers of the start. S16 divides by everybody who was served in the month.": lost / start,
        "Start and end added up count those who stayed twice.": lost / (start + end),
        "That is the variant net.": (start - end) / start,
    })  # fmt: skip


@LESSON.exercise("4")
def hidden(rows: pd.DataFrame) -> Example:
    """A month in which many leave and net churn is below zero."""

    def judge(given: dict) -> str:
        start, lost, joined = (given[name] for name in ("start", "lost", "joined"))
        if min(start, lost, joined) < 0 or lost > start:
            return "No more can leave than were there, and no number can be negative."
        if start == 0 or lost / start < 0.4:
            return "Fewer than 40% of the customers of the start leave in your month."
        net = (start - (start - lost + joined)) / start
        return "" if net < 0 else f"S17's churn of your month is {net:.1%}: not below zero yet."

    return Example(judge, "dict(start=…, lost=…, joined=…)")
