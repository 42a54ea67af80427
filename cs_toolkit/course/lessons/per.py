"""First contact resolution and resolution time: per issue or per customer, of the resolved or of all."""

import numpy as np
import pandas as pd

from ..answers import Choice, Number
from ..lesson import Lesson, names


def draw(rng: np.random.Generator) -> pd.DataFrame:
    """Ten issues of five customers; one or two are still open."""
    hours = rng.choice([1, 2, 3, 5, 8, 12, 20, 30], 10).astype(float)
    hours[rng.choice(10, int(rng.integers(1, 3)), replace=False)] = np.nan
    contacts = rng.choice([1, 1, 1, 2, 3], 10)
    who = np.concatenate([np.arange(5), rng.integers(0, 5, 5)])
    people = np.array(names(rng, 5))
    return pd.DataFrame(
        {
            "issue": range(1, 11),
            "customer": people[rng.permutation(who)],
            "contacts": contacts,
            "hours": hours,
        }
    )


LESSON = Lesson("per", draw)


def counts(rows: pd.DataFrame) -> tuple[int, int, int, int]:
    """Issues resolved in one contact, resolved issues, all issues, and customers who asked."""
    done = rows["hours"].notna()
    return (
        int((done & (rows["contacts"] == 1)).sum()),
        int(done.sum()),
        len(rows),
        rows["customer"].nunique(),
    )


@LESSON.exercise("1")
def per_issue(rows: pd.DataFrame) -> Number:
    """FCR per issue, the unresolved below the line."""
    first, done, issues, customers = counts(rows)
    return Number(first / issues, "share", {
        "That is S12's variant per_customer: issues above the line, people below it.": first / customers,
        "The open issues are missing below the line. They were not resolved at first contact either.": first / done,
        "You counted an issue with one contact that is still open: nothing is resolved yet.": (rows["contacts"] == 1).sum() / issues,
    })  # fmt: skip


@LESSON.exercise("2")
def per_customer(rows: pd.DataFrame) -> Number:
    """S12's FCR."""
    first, done, issues, customers = counts(rows)
    return Number(first / customers, "ratio", {
        "That is the default, per issue.": first / issues,
        "You divided by the resolved issues.": first / done,
    })  # fmt: skip


@LESSON.exercise("3")
def resolution_time(rows: pd.DataFrame) -> Number:
    """The mean time of the resolved issues, in hours."""
    _first, done, issues, customers = counts(rows)
    total = rows["hours"].sum()
    return Number(total / done, "hours", {
        "That is S12's variant all_conversations: each open issue counts as if it had taken no time.": total / issues,
        "That is per customer who asked.": total / customers,
        "That is the median. The question asks for the mean.": rows["hours"].median(),
        "That is the total.": total,
    })  # fmt: skip


@LESSON.exercise("4")
def leave_open(rows: pd.DataFrame) -> Choice:
    """What S12's time does when an issue is left open."""
    return Choice("falls", {
        "rises": "Time that has not ended is not in the sum, but the conversation is in the count.",
        "stays": "That is the default, which does not know open issues at all. S12 counts them below the line.",
    })  # fmt: skip
