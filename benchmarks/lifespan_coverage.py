"""Does the lifespan's interval hold the true lifespan, and does it keep still as a company ages?

Companies whose customers leave at a constant rate, seen at several ages of the company: how many of
the intervals hold the true lifespan, and the median of the estimates beside it.

    python benchmarks/lifespan_coverage.py [RUNS]
"""

import sys

import numpy as np
import pandas as pd

from cs_toolkit.models.expected_lifespan import lifespan_of_stays

MONTH = 365 / 12
AGES, HAZARDS = (13, 18, 24, 36), (0.01, 0.03, 0.10)
KINDS = ("any day", "monthly terms", "yearly terms")
NEW_A_MONTH = 15


def stays(rng: np.random.Generator, kind: str, hazard: float, age: int) -> pd.DataFrame:
    """What is known of each customer of one invented company, when it is ``age`` months old."""
    term = {"any day": 0, "monthly terms": 1, "yearly terms": 12}[kind]
    start = np.repeat(np.arange(age), NEW_A_MONTH).astype(float)
    if not term:
        start += rng.uniform(0, 1, len(start))
        life = rng.exponential(1 / hazard, len(start))
    else:
        life = term * rng.geometric(1 - (1 - hazard) ** term, len(start)).astype(float)
    known = age - start
    left = life < known
    paid = np.minimum(life, known)
    return pd.DataFrame(
        {
            "days_paid": np.floor(paid * MONTH), "has_left": left.astype(int),
            "days_known": np.floor(known * MONTH), "months_paid": np.floor(paid),
            "on_the_day": int(term > 0), "months_known": np.floor(known),
            "closes_on_the_day": int(term > 0),
        }
    )  # fmt: skip


def true_lifespan(kind: str, hazard: float) -> float:
    """The mean of all the lives of such customers, in months."""
    if kind == "yearly terms":
        return 12 / (1 - (1 - hazard) ** 12)
    return 1 / hazard


def coverage(runs: int, seed: int = 7) -> pd.DataFrame:
    """One row per kind of contract, hazard and age of the company."""
    rng = np.random.default_rng(seed)
    rows = []
    for kind in KINDS:
        for hazard in HAZARDS:
            truth = true_lifespan(kind, hazard)
            # a year of yearly terms ends for a month's customers only, which is nothing to learn from
            for age in AGES[1:] if kind == "yearly terms" else AGES:
                found = [lifespan_of_stays(stays(rng, kind, hazard, age)) for _ in range(runs)]
                known = [one for one in found if one.lifespan == one.lifespan]
                held = sum(one.low <= truth <= one.high for one in known)
                rows.append(
                    (kind, hazard, age, truth, np.median([one.lifespan for one in known]),
                     held / len(known), len(known))
                )  # fmt: skip
    columns = ["leaving", "hazard", "age", "true", "median_estimate", "coverage", "runs"]
    return pd.DataFrame(rows, columns=columns)


def as_markdown(table: pd.DataFrame) -> str:
    """A line per kind of leaving and hazard: coverage and median estimate at each age."""
    ages = sorted(table["age"].unique())
    lines = [
        f"| customers leave | true lifespan | {' | '.join(f'{age} months' for age in ages)} |",
        "|---|--:|" + "--:|" * len(ages),
    ]
    for (kind, hazard, true), rows in table.groupby(["leaving", "hazard", "true"], sort=False):
        found = rows.set_index("age")
        cells = [
            f"{100 * found.at[age, 'coverage']:.1f} ({found.at[age, 'median_estimate']:.1f})"
            if age in found.index
            else ""
            for age in ages
        ]
        lines.append(f"| {kind}, {hazard:.0%} a month | {true:.1f} | {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    table = coverage(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
    print(table.round(3).to_string(index=False))
