"""Customer lifetime value: four articles, four formulas, two units."""

import numpy as np
import pandas as pd

from ..answers import Choice, Number
from ..lesson import Lesson, names


def draw(rng: np.random.Generator) -> dict:
    """Six customers' orders of a year, and what else the formulas need."""
    orders = rng.integers(3, 30, 6)
    revenue = orders * rng.integers(20, 90, 6)
    table = pd.DataFrame({"customer": names(rng, 6), "orders": orders, "revenue": revenue})
    return {
        "year": table,
        "lifespan_months": int(rng.choice([14, 16, 18, 20, 30])),
        "cac": int(rng.choice([120, 180, 250, 400])),
        "annual_retention": float(rng.choice([0.55, 0.6, 0.65, 0.7])),
        "gross_margin": float(rng.choice([0.6, 0.7, 0.75])),
    }


LESSON = Lesson("clv", draw)


def parts(rows: dict) -> tuple[float, float]:
    """The average purchase value, and purchases per customer and month."""
    year = rows["year"]
    return year["revenue"].sum() / year["orders"].sum(), year["orders"].sum() / len(year) / 12


@LESSON.exercise("1")
def default(rows: dict) -> Number:
    """Average purchase value × frequency × lifespan."""
    size, frequency = parts(rows)
    year, months = rows["year"], rows["lifespan_months"]
    return Number(size * frequency * months, "money", {
        "That is the year's revenue per customer: what was, the variant historical.": year["revenue"].mean(),
        "The lifespan is in months and your frequency is per year: one unit for both.": size * frequency * 12 * months,
        "The frequency is per month and your lifespan in years: one unit for both.": size * frequency * months / 12,
        "You averaged each customer's own average purchase: somebody with three orders weighs as much as one with thirty. Take the ratio of the sums.":
            (year["revenue"] / year["orders"]).mean() * frequency * months,
        "That is S12's variant annual_retention: a year's value, not a lifetime's.": size * frequency * 12 * rows["annual_retention"],
        "That is S17's variant over_cac: you divided by what the customer cost.": size * frequency * months / rows["cac"],
        "That is the value of all six together.": size * frequency * months * 6,
    })  # fmt: skip


@LESSON.exercise("2")
def annual(rows: dict) -> Number:
    """S12's formula."""
    size, frequency = parts(rows)
    return Number(size * frequency * 12 * rows["annual_retention"], "money", {
        "That is the default, with the lifespan. S12 multiplies orders of a year by a year's retention.": size * frequency * rows["lifespan_months"],
        "Retention is missing: that is a year's revenue per customer.": size * frequency * 12,
        "You multiplied by the share that leaves.": size * frequency * 12 * (1 - rows["annual_retention"]),
        "The frequency is per month; S12 takes orders of a year.": size * frequency * rows["annual_retention"],
    })  # fmt: skip


@LESSON.exercise("3")
def unit(rows: dict) -> Choice:
    """The unit of S17's "value"."""
    return Choice("times", {
        "euros": "Money ÷ money: what is left of the unit?",
        "months": "Payback is in months; that is cost ÷ what comes in a month.",
        "percent": "It is a pure number, but nobody's share: it may well be 5.",
    })  # fmt: skip


@LESSON.exercise("4")
def with_margin(rows: dict) -> Number:
    """LTV:CAC with the gross margin."""
    size, frequency = parts(rows)
    value, margin, cac = (
        size * frequency * rows["lifespan_months"],
        rows["gross_margin"],
        rows["cac"],
    )
    return Number(value * margin / cac, "ratio", {
        "Without the margin you compare revenue with cost.": value / cac,
        "The margin belongs to the value. What a customer cost was paid in full.": value / (cac * margin),
        "That is the return, (value − cost) ÷ cost: one less than the ratio.": value * margin / cac - 1,
    })  # fmt: skip
