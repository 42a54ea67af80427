"""Net revenue retention: what the customers of the start pay at the end."""

import numpy as np
import pandas as pd

from ..answers import Example, Number
from ..lesson import Lesson, names

FEES = (20, 30, 40, 50, 60, 80, 100, 120)


def draw(rng: np.random.Generator) -> pd.DataFrame:
    """Eight customers: some grow, one shrinks, one leaves, one is new and one comes back."""
    start = rng.choice(FEES, 8)
    end = start + rng.choice([0, 0, 10, 20, 40], 8)
    end[0], end[1] = start[0] // 2, 0
    start[2], start[3] = 0, 0
    end[2], end[3] = rng.choice(FEES, 2)
    rows = pd.DataFrame({"start": start, "end": end, "was_customer": start > 0})
    rows.loc[3, "was_customer"] = True  # came back
    rows = rows.sample(frac=1, random_state=rng).reset_index(drop=True)
    rows.insert(0, "customer", names(rng, 8))
    return rows


LESSON = Lesson("nrr", draw)


def parts(rows: pd.DataFrame) -> dict[str, float]:
    """The movements of customers who were there at the start, and the two totals."""
    there, moved = rows["start"] > 0, rows["end"] - rows["start"]
    left = there & (rows["end"] == 0)
    return {
        "starting": float(rows["start"].sum()), "ending": float(rows["end"].sum()),
        "churned": float(rows.loc[left, "start"].sum()),
        "expansion": float(moved[there].clip(lower=0).sum()),
        "contraction": float(-moved[there & ~left].clip(upper=0).sum()),
        "new": float(rows.loc[~rows["was_customer"], "end"].sum()),
        "back": float(rows.loc[~there & rows["was_customer"], "end"].sum()),
    }  # fmt: skip


@LESSON.exercise("1")
def gross(rows: pd.DataFrame) -> Number:
    """GRR: the minimum is taken per customer."""
    p = parts(rows)
    kept = float(rows[["start", "end"]].min(axis=1).sum())
    return Number(kept / p["starting"], "share", {
        "That is net retention: somebody's growth makes up for another's loss. Take the smaller of start and end for each customer.":
            (p["starting"] + p["expansion"] - p["contraction"] - p["churned"]) / p["starting"],
        "That is the ratio of the two totals, with new and returned customers in it.": p["ending"] / p["starting"],
        "You divided by the end. Retention is a share of what there was at the start.": kept / p["ending"],
        "The customer who left is missing from your losses.": 1 - p["contraction"] / p["starting"],
        "The customer who pays less is missing from your losses.": 1 - p["churned"] / p["starting"],
    })  # fmt: skip


@LESSON.exercise("2")
def net(rows: pd.DataFrame) -> Number:
    """NRR of the customers of the start."""
    p = parts(rows)
    s, moved = p["starting"], p["expansion"] - p["contraction"]
    return Number((s + moved - p["churned"]) / s, "share", {
        "That is the variant ignoring_churn: expansion and contraction are in it, the customer who left is not.": (s + moved) / s,
        "That is the variant current_period: the closing revenue has the movements inside already, and new customers too.": (p["ending"] + moved) / s,
        "That is ending ÷ starting: the new and the returned customers are in it. Only those who paid at the start count.": p["ending"] / s,
        "You counted the customer who came back as kept. Nothing was paid at the start, so it is reactivation.": (s + moved - p["churned"] + p["back"]) / s,
        "You divided by the end instead of the start.": (s + moved - p["churned"]) / p["ending"],
    })  # fmt: skip


@LESSON.exercise("3")
def overstated(rows: pd.DataFrame) -> Number:
    """How much ``current_period`` overstates NRR."""
    p = parts(rows)
    moved = p["expansion"] - p["contraction"]
    return Number(p["new"] + p["back"] + moved, "money", {
        "Those are only the new and the returned customers: what else does the formula count twice?": p["new"] + p["back"],
        "That is only what is counted twice: which customers are in the closing revenue as well?": moved,
        "You left out the customer who came back: that fee is in the closing revenue, too.": p["new"] + moved,
        "Contraction is inside the closing revenue and then subtracted again: it makes the error smaller, not larger.":
            p["new"] + p["back"] + p["expansion"] + p["contraction"],
    })  # fmt: skip


@LESSON.exercise("4")
def hidden(rows: pd.DataFrame) -> Example:
    """Make up a month in which NRR is 100% and half of the revenue has left."""

    def judge(given: object) -> str:
        table = pd.DataFrame(given)
        for column in ("start", "end"):
            if column not in table:
                return f"The table needs a column “{column}”."
        if not 3 <= len(table) <= 12:
            return "Take three to twelve customers."
        if (table[["start", "end"]] < 0).any().any():
            return "A fee cannot be negative."
        there = table[table["start"] > 0]
        if there.empty:
            return "Nobody pays at the start: there is nothing to keep."
        starting = there["start"].sum()
        if abs(there["end"].sum() / starting - 1) > 0.005:
            return f"Net retention of your month is {there['end'].sum() / starting:.1%}, not 100%. Customers who start at 0 don't count."
        lost = there.loc[there["end"] == 0, "start"].sum() / starting
        if lost < 0.5:
            return f"Only {lost:.0%} of the starting revenue left with a customer: it should be half or more."
        return ""

    return Example(
        judge,
        'a table with the columns start and end, such as pd.DataFrame({"start": [50, 30], "end": [0, 60]})',
    )
