"""What winning a customer costs, as a multiple of keeping one."""

import numpy as np

from ..answers import Choice, Number
from ..lesson import Lesson, month


def draw(rng: np.random.Generator) -> dict:
    """A month's spend on winning and on keeping customers, and how many were won and kept."""
    return {
        "month": month(rng),
        "acquisition_spend": int(rng.integers(40, 160)) * 50,
        "new_customers": int(rng.integers(5, 21)),
        "retention_spend": int(rng.integers(60, 240)) * 50,
        "retained_customers": int(rng.integers(80, 200)),
        "overheads_that_count_as_keeping": int(rng.integers(20, 60)) * 50,
    }


LESSON = Lesson("cost", draw)


def costs(rows: dict) -> tuple[float, float]:
    """The cost of winning one customer, and of keeping one."""
    return rows["acquisition_spend"] / rows["new_customers"], rows["retention_spend"] / rows[
        "retained_customers"
    ]


@LESSON.exercise("1")
def times(rows: dict) -> Number:
    """CAC ÷ CRC."""
    win, keep = costs(rows)
    return Number(win / keep, "ratio", {
        "That is spend ÷ spend: the budget's split. Divide each by its customers first.": rows["acquisition_spend"] / rows["retention_spend"],
        "That is upside down: the cost of keeping ÷ the cost of winning.": keep / win,
        "That is how much more, as a multiple: “times as much” is one higher.": win / keep - 1,
        "That is how much more, in percent.": 100 * (win / keep - 1),
        "That is the cost of winning one.": win,
    })  # fmt: skip


@LESSON.exercise("2")
def percent_more(rows: dict) -> Number:
    """How many percent more winning costs than keeping."""
    win, keep = costs(rows)
    return Number(100 * (win / keep - 1), "points", {
        "“Percent of” and “percent more” differ by a hundred: at the same cost it is 0% more.": 100 * win / keep,
        "That is how many times: as percent more it is (times − 1) × 100.": win / keep,
    })  # fmt: skip


@LESSON.exercise("3")
def with_overheads(rows: dict) -> Number:
    """CAC ÷ CRC with the overheads counted as keeping."""
    win, keep = costs(rows)
    more = (rows["retention_spend"] + rows["overheads_that_count_as_keeping"]) / rows[
        "retained_customers"
    ]
    return Number(win / more, "ratio", {
        "The overheads are not in it: that is the first answer.": win / keep,
        "You added the overheads to winning.":
            (rows["acquisition_spend"] + rows["overheads_that_count_as_keeping"]) / rows["new_customers"] / keep,
        "That is upside down.": more / win,
    })  # fmt: skip


@LESSON.exercise("4")
def which_claim(rows: dict) -> Choice:
    """Which multiple "600% more" is."""
    return Choice("7", {
        "6": "6 times would be 500% more: at the same cost it is 0% more.",
        "600": "That is the percentage.",
        "5": "That would be 400% more.",
    })  # fmt: skip
