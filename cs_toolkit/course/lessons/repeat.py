"""Repeat purchases: customers or transactions."""

import numpy as np
import pandas as pd

from ..answers import Example, Number
from ..lesson import Lesson, names


def draw(rng: np.random.Generator) -> pd.DataFrame:
    """Twelve orders of a month; some customers bought twice on one day, some on several days."""
    people = np.array(names(rng, 6))
    who = np.concatenate([np.arange(6), rng.integers(0, 3, 6)])
    day = rng.choice([3, 7, 7, 12, 18, 25], 12)
    rows = pd.DataFrame({"customer": people[who], "day": day})
    return rows.sort_values(["day", "customer"]).reset_index(drop=True)


LESSON = Lesson("repeat", draw)


def counts(rows: pd.DataFrame) -> tuple[int, int, int, int]:
    """Buyers, buyers on two days or more, occasions, and occasions after a buyer's first."""
    occasions = rows.drop_duplicates()
    per_buyer = occasions.groupby("customer").size()
    return (
        len(per_buyer),
        int((per_buyer > 1).sum()),
        len(occasions),
        len(occasions) - len(per_buyer),
    )


@LESSON.exercise("1")
def customers(rows: pd.DataFrame) -> Number:
    """Of the buyers, the share that bought on two days or more."""
    buyers, repeat, occasions, later = counts(rows)
    orders = rows.groupby("customer").size()
    return Number(repeat / buyers, "share", {
        "That is the variant transactions: repeat purchases ÷ all purchases.": later / occasions,
        "Two orders on one day are one occasion: the second is often something forgotten.": (orders > 1).mean(),
        "You divided customers by orders.": repeat / len(rows),
        "You divided customers by occasions.": repeat / occasions,
        "You divided those who came back by those who did not: the denominator is all buyers.": repeat / (buyers - repeat) if buyers > repeat else float("nan"),
    })  # fmt: skip


@LESSON.exercise("2")
def transactions(rows: pd.DataFrame) -> Number:
    """S17's formula: repeat transactions ÷ all transactions."""
    buyers, repeat, occasions, later = counts(rows)
    return Number(later / occasions, "share", {
        "That is the default: people.": repeat / buyers,
        "You counted every purchase of those who came back, the first one too. The first is no repeat.":
            rows.drop_duplicates().groupby("customer").filter(lambda g: len(g) > 1).shape[0] / occasions,
        "Two orders on one day are one occasion.": (len(rows) - buyers) / len(rows),
    })  # fmt: skip


@LESSON.exercise("3")
def far_apart(rows: pd.DataFrame) -> Example:
    """Purchases, most of them repeats, though few customers come back."""

    def judge(given: list) -> str:
        per_buyer = pd.Series([int(count) for count in given])
        if not 2 <= len(per_buyer) <= 20 or (per_buyer < 1).any():
            return "Give two to twenty customers, each with the number of days on which they bought: 1 or more."
        people = (per_buyer > 1).mean()
        orders = (per_buyer - 1).sum() / per_buyer.sum()
        if people > 0.2:
            return f"{people:.0%} of your customers come back: at most 20% should."
        return (
            ""
            if orders >= 0.6
            else f"Only {orders:.0%} of your purchases are repeats: 60% or more should be."
        )

    return Example(judge, "a list of whole numbers, one for each customer")
