"""From a table to a number: fees of several intervals made monthly, and rows that do not count."""

import numpy as np
import pandas as pd

from ..answers import Choice, Names, Number
from ..lesson import Lesson, names

# months in an interval; a week is 12 ÷ 52 of a month
MONTHS = {"month": 1.0, "quarter": 3.0, "year": 12.0, "week": 12 / 52}
FEES = {
    "month": (30, 40, 60, 80),
    "quarter": (90, 150, 240),
    "year": (480, 600, 960),
    "week": (10, 15, 20),
}


def draw(rng: np.random.Generator) -> pd.DataFrame:
    """Nine subscriptions: four intervals, a trial, a paused one, and a row that is there twice."""
    intervals = ["month", "month", "month", "quarter", "year", "year", "week", "month"]
    rows = pd.DataFrame({
        "subscription": range(101, 109), "customer": names(rng, 8), "interval": rng.permutation(intervals),
        "segment": np.where(rng.permutation(8) < 3, "large", "small"), "status": "active",
    })  # fmt: skip
    rows["amount"] = [int(rng.choice(FEES[interval])) for interval in rows["interval"]]
    trial, paused = rng.choice(8, 2, replace=False)
    rows.loc[trial, "status"], rows.loc[paused, "status"] = "trial", "paused"
    active = rows.index[rows["status"] == "active"]
    twice = rows.loc[[rng.choice(active)]]
    return pd.concat([rows, twice]).sort_values("subscription").reset_index(drop=True)


LESSON = Lesson("table", draw)


def monthly(rows: pd.DataFrame) -> pd.Series:
    """Each fee a month."""
    return rows["amount"] / rows["interval"].map(MONTHS)


def counted(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that count, once each."""
    once = rows.drop_duplicates("subscription")
    return once[once["status"] == "active"]


@LESSON.exercise("1")
def mrr(rows: pd.DataFrame) -> Number:
    """MRR of what is paid now."""
    kept, once = counted(rows), rows.drop_duplicates("subscription")
    active = rows[rows["status"] == "active"]
    by_four = kept["amount"] / kept["interval"].map({**MONTHS, "week": 1 / 4})
    not_trial = once[once["status"] != "trial"]
    return Number(float(monthly(kept).sum()), "money", {
        "One subscription is in the table twice, and you counted it twice.": float(monthly(active).sum()),
        "A trial pays nothing yet, and a paused one nothing now.": float(monthly(once).sum()),
        "A paused subscription pays nothing while it is paused.": float(monthly(not_trial).sum()),
        "A month is not four weeks: a year has 52 of them and 12 months.": float(by_four.sum()),
        "You added up the amounts without converting them: a year's fee is not a month's.": float(kept["amount"].sum()),
    })  # fmt: skip


@LESSON.exercise("2")
def per_customer(rows: pd.DataFrame) -> Number:
    """MRR per paying customer."""
    kept = counted(rows)
    total = float(monthly(kept).sum())
    return Number(total / len(kept), "money", {
        "You divided by everybody in the table: customers who pay nothing are not paying customers.": total / rows["customer"].nunique(),
        "You divided by the rows of the table.": total / len(rows),
        "That is the mean of the two segments' means. The larger segment should weigh more.": float(monthly(kept).groupby(kept["segment"]).mean().mean()),
    })  # fmt: skip


@LESSON.exercise("3")
def left_out(rows: pd.DataFrame) -> Names:
    """Who pays nothing now."""
    once = rows.drop_duplicates("subscription")
    return Names(frozenset(once.loc[once["status"] != "active", "customer"]), "customers")


@LESSON.exercise("4")
def order(rows: pd.DataFrame) -> Choice:
    """What comes last."""
    return Choice("divide", {
        "add up": "After adding there is one more step, and it must not come before.",
        "sort out": "Rows that do not count must go before anything is added.",
        "convert": "A fee is made monthly row by row, before anything is added.",
    })  # fmt: skip
