"""What a metric, a variant, a period and a denominator are, on dates of coming and going."""

import numpy as np
import pandas as pd

from ..answers import Choice, Number
from ..lesson import Lesson, month, names


def draw(rng: np.random.Generator) -> dict:
    """Ten customers around a month: some come or go on its very first day, or pass through."""
    of = pd.Period(month(rng), "M")
    first, after = of.start_time.normalize(), (of + 1).start_time.normalize()

    def days(low: int, high: int) -> pd.Timedelta:
        return pd.Timedelta(days=int(rng.integers(low, high)))

    rows = [(first - days(40, 300), None) for _ in range(int(rng.integers(2, 5)))]
    rows += [(first - days(40, 300), first + days(3, 25)) for _ in range(int(rng.integers(1, 3)))]
    rows += [
        (first - days(40, 300), first), (first - days(40, 300), after), (first, None),
        (first + days(1, 5), first + days(10, 25)),
    ]  # fmt: skip
    rows += [(first + days(2, 25), None) for _ in range(10 - len(rows))]
    table = pd.DataFrame(rows, columns=["since", "until"]).sample(frac=1, random_state=rng)
    table.insert(0, "customer", names(rng, len(table)))
    table["until"] = pd.to_datetime(table["until"])
    return {"month": str(of), "customers": table.reset_index(drop=True)}


LESSON = Lesson("basics", draw)


def there(rows: dict, months_on: int) -> pd.Series:
    """Who was a customer in the last moment before the month's start (0) or end (1)."""
    moment = (pd.Period(rows["month"], "M") + months_on).start_time
    table = rows["customers"]
    return (table["since"] < moment) & (table["until"].isna() | (table["until"] >= moment))


def within(rows: dict, column: str) -> pd.Series:
    """Whether a date lies in the month."""
    return rows["customers"][column].dt.to_period("M").astype(str) == rows["month"]


@LESSON.exercise("1")
def at_start(rows: dict) -> Number:
    """Customers at the start."""
    table, of = rows["customers"], pd.Period(rows["month"], "M").start_time
    return Number(int(there(rows, 0).sum()), "count", {
        "A customer who starts on the first day of the month was not there before it, and is new in this month.":
            int(((table["since"] <= of) & (table["until"].isna() | (table["until"] >= of))).sum()),
        "A customer whose service ends on the first day was served up to the last moment before it: there at the start, and lost in this month.":
            int(((table["since"] < of) & (table["until"].isna() | (table["until"] > of))).sum()),
        "Those are the customers at the end.": int(there(rows, 1).sum()),
        "That is everybody in the table.": len(table),
    })  # fmt: skip


@LESSON.exercise("2")
def lost(rows: dict) -> Number:
    """Customers of the start who are not there at the end."""
    left = int((there(rows, 0) & ~there(rows, 1)).sum())
    return Number(left, "count", {
        "One of those who left had only come in the same month. A customer who was not there at the start cannot be lost from it.": int(within(rows, "until").sum()),
        "A customer whose service ends on the first day of the month is lost in it: that day is already without service.": left - 1,
    })  # fmt: skip


@LESSON.exercise("3")
def churn(rows: dict) -> Number:
    """The two divided."""
    start, end = there(rows, 0), there(rows, 1)
    left = int((start & ~end).sum())
    return Number(left / int(start.sum()), "share", {
        "You divided by the customers at the end.": left / int(end.sum()),
        "You divided by everybody in the table: another denominator, another variant.": left / len(start),
        "You counted every end of service in the month: one of them belongs to a customer who was not there at the start.": int(within(rows, "until").sum()) / int(start.sum()),
    })  # fmt: skip


@LESSON.exercise("4")
def word(rows: dict) -> Choice:
    """What the number of customers lost is."""
    return Choice("measure", {
        "table": "A table has a row for each thing. This is one number of a period.",
        "metric": "A metric is made from it: churn is this number divided by the customers at the start.",
        "variant": "A variant is another way to compute the same metric.",
    })  # fmt: skip
