"""A metric of one's own: a formula that knows its empty denominator, its shape and its limits."""

import numpy as np
import pandas as pd

from ...metrics import Metric
from ..answers import Choice, Example, Number
from ..lesson import Lesson


def draw(rng: np.random.Generator) -> pd.DataFrame:
    """Six months of refunds, billing and invoices; nothing was billed in one of them."""
    billed = rng.integers(20, 90, 6) * 100
    billed[int(rng.integers(0, 6))] = 0
    refunded = (billed * rng.uniform(0.01, 0.12, 6)).round()
    first = pd.Period(f"{rng.integers(2024, 2027)}-{rng.integers(1, 7):02d}", "M")
    return pd.DataFrame({
        "month": [str(first + number) for number in range(6)],
        "refunded_revenue": refunded, "billed_revenue": billed.astype(float),
    }).set_index("month")  # fmt: skip


LESSON = Lesson("own", draw)


@LESSON.exercise("1")
def of_half_year(rows: pd.DataFrame) -> Number:
    """The refund rate of the six months together."""
    refunded, billed = rows["refunded_revenue"], rows["billed_revenue"]
    monthly = (refunded / billed.where(billed > 0)).dropna()
    return Number(float(refunded.sum() / billed.sum()), "share", {
        "That is the mean of the months' rates: a small month weighs as much as a large one. Add first, divide last.": float(monthly.mean()),
        "That is the mean with the empty month as 0%: nothing was billed in it, so it has no rate.": float(monthly.sum() / 6),
        "You divided by what was left after the refunds.": float(refunded.sum() / (billed.sum() - refunded.sum())),
    })  # fmt: skip


@LESSON.exercise("2")
def formula(rows: pd.DataFrame) -> Example:
    """The formula itself."""

    def judge(given: object) -> str:
        if not callable(given):
            return "Give the function itself, without calling it."
        one = given(refunded_revenue=30.0, billed_revenue=600.0)
        if abs(float(one) - 0.05) > 1e-9:
            return f"30 refunded of 600 billed gives {float(one):g}: a fraction was asked."
        try:
            empty = given(refunded_revenue=0.0, billed_revenue=0.0)
        except ZeroDivisionError:
            return "Nothing billed stops your function. It should give nan: there is no basis."
        if not np.isnan(float(empty)):
            return (
                f"Nothing billed gives {float(empty):g}: a claim about nothing. It should be nan."
            )
        many = given(
            refunded_revenue=rows["refunded_revenue"], billed_revenue=rows["billed_revenue"]
        )
        if not isinstance(many, pd.Series) or not many.index.equals(rows.index):
            return "A Series should come back as a Series with the same months."
        if not np.isfinite(many.dropna()).all() or many.isna().sum() != 1:
            return "The month without billing should be nan, and only that one."
        return ""

    return Example(judge, "a function of refunded_revenue and billed_revenue, with these names")


@LESSON.exercise("3")
def added(rows: pd.DataFrame) -> Example:
    """A metric added to the kit."""

    def judge(given: object) -> str:
        if not isinstance(given, Metric):
            return "Give the metric itself: the name of the function that you decorated."
        if set(given.measures) != {"new_mrr", "new_customers"}:
            return f"Its parameters are {', '.join(given.measures)}: they should be the measures new_mrr and new_customers."
        if given.family not in ("revenue", "acquisition"):
            return "It is on no page that fits: name the family “revenue” or “acquisition”."
        if given.unit != "money":
            return f"Its unit is {given.unit}. What is money ÷ customers?"
        if abs(float(given(new_mrr=300.0, new_customers=4)) - 75) > 1e-9:
            return "300 of new MRR from 4 new customers is 75 for each: your formula gives something else."
        if not np.isnan(float(given(new_mrr=0.0, new_customers=0))):
            return "In a month without new customers it should be undefined (nan)."
        return "" if given.hides.strip() else "It does not say what it hides."

    return Example(judge, "a function decorated with @metric")


@LESSON.exercise("4")
def interval(rows: pd.DataFrame) -> Choice:
    """Whether Wilson's interval, as of a share of cases, fits."""
    return Choice("no", {
        "yes": "Wilson's interval counts cases: so many of so many. Euros are no cases, and one large refund is not many small ones.",
    })  # fmt: skip
