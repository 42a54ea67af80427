"""Customer retention cost: spend on keeping, per customer who was kept or per customer."""

import numpy as np
import pandas as pd

from ..answers import Choice, Number
from ..lesson import Lesson, month

KEEPING = ("support", "account_management", "training", "programmes")
OTHER = ("sales", "marketing", "other")


def draw(rng: np.random.Generator) -> dict:
    """A month's spend by category, and its roll-forward of customers."""
    spend = pd.Series(
        {name: int(rng.integers(4, 60)) * 50 for name in KEEPING + OTHER}, name="spend"
    )
    start = int(rng.integers(60, 150))
    return {"month": month(rng), "spend": spend, "start": start, "new": int(rng.integers(10, 40)),
            "lost": int(rng.integers(10, 30))}  # fmt: skip


LESSON = Lesson("crc", draw)


def keeping(rows: dict) -> float:
    """What was spent on keeping customers."""
    return float(rows["spend"][list(KEEPING)].sum())


@LESSON.exercise("1")
def per_retained(rows: dict) -> Number:
    """Retention spend ÷ customers who were kept."""
    kept, served, cost = rows["start"] - rows["lost"], rows["start"] + rows["new"], keeping(rows)
    return Number(cost / kept, "money", {
        "That is S16's variant per_customer: everybody who was served shares the cost.": cost / served,
        "You divided by the customers of the start, some of whom left in spite of the money.": cost / rows["start"],
        "You added up the whole spend: sales and marketing win customers, and “other” does neither.": rows["spend"].sum() / kept,
        "You divided by the customers at the end: new ones were not kept, they were won.": cost / (kept + rows["new"]),
        "“Other” is in your cost: it neither keeps nor wins customers.": (cost + float(rows["spend"]["other"])) / kept,
    })  # fmt: skip


@LESSON.exercise("2")
def per_customer(rows: dict) -> Number:
    """S16's: retention spend ÷ everybody who was served."""
    kept, served, cost = rows["start"] - rows["lost"], rows["start"] + rows["new"], keeping(rows)
    return Number(cost / served, "money", {
        "That is the default, per customer who was kept.": cost / kept,
        "Those who left were served in the month, too.": cost / (kept + rows["new"]),
        "The new customers are missing: S16 divides by all.": cost / rows["start"],
        "All of the spend is in it, not only what is spent on keeping.": rows["spend"].sum() / served,
    })  # fmt: skip


@LESSON.exercise("3")
def churn_month(rows: dict) -> Choice:
    """What the default does when more customers leave at the same spend."""
    return Choice("rises", {
        "falls": "The spend is the same and fewer are kept: what happens to spend ÷ kept?",
        "stays": "That is S16's variant: the customers who left were served, and stay below the line.",
    })  # fmt: skip
