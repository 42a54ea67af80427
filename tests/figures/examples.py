"""One small frame for each figure, with the choices that it is called with."""

import numpy as np
import pandas as pd

from cs_toolkit import figures
from cs_toolkit.calendar.calendars import WEEKDAYS

MONTHS = [f"{year}-{month:02d}" for year in range(2022, 2027) for month in range(1, 13)]


def tidy(periods, values, **columns) -> pd.DataFrame:
    """Rows of the tidy table, a percentage unless told otherwise, with an interval around each."""
    values = np.asarray(values, dtype=float)
    rows = {
        "period": periods, "dimension": "total", "segment": "",
        "metric": "net_revenue_retention", "variant": "default", "value": values,
        "unit": "percent", "n": 120.0, "low": values - 0.02, "high": values + 0.02,
        "verdict": "", "status": "ok", "note": "",
    }  # fmt: skip
    return pd.DataFrame(rows | columns)


def by_segment(names, values, **columns) -> pd.DataFrame:
    """One period of the tidy table, a row for each segment and one for the total."""
    whole = tidy(["2026-10"], [0.05])
    parts = tidy("2026-10", values, segment=list(names), dimension="plan")
    return pd.concat([whole, parts], ignore_index=True).assign(**columns)


MEASURES = pd.DataFrame(
    {
        "period": MONTHS[-3:], "starting_mrr": [1000.0, 1130.0, 1090.0],
        "new_mrr": [200.0, 50.0, 0.0], "reactivation_mrr": [10.0, 0.0, 5.0],
        "expansion_mrr": [30.0, 20.0, 10.0], "contraction_mrr": [40.0, 10.0, 15.0],
        "churned_mrr": [70.0, 100.0, 0.0], "transferred_mrr": [0.0, 0.0, 0.0],
        "fx_effect": [0.0, 0.0, -90.0], "ending_mrr": [1130.0, 1090.0, 1000.0],
    }
)  # fmt: skip
TRIANGLE = pd.DataFrame(
    [(MONTHS[c], age, 0.9**age, 40.0 + c) for c in range(4) for age in range(4 - c)]
    + [("all cohorts", age, 0.9**age, 166.0) for age in range(4)],
    columns=["cohort", "age", "value", "n"],
)
CURVE = pd.DataFrame(
    {
        "time": [0.0, 1, 2, 3], "staying": [1.0, 0.8, 0.5, 0.4], "low": [1.0, 0.7, 0.3, 0.2],
        "high": [1.0, 0.9, 0.7, 0.6], "still_here": [0, 2, 0, 5],
    }
)  # fmt: skip

EXAMPLES = {
    figures.trend: (tidy(MONTHS[-4:], [0.95, 0.99, 0.91, 0.97]), {"target": 1.0}),
    figures.variants: (
        pd.concat([tidy(MONTHS[-3:], [0.1, 0.2, 0.3], variant=name) for name in ("default", "net")]),
        {},
    ),
    figures.segments: (by_segment(["Basic", "Pro", "Team"], [0.07, 0.02, 0.04]), {}),
    figures.bridge: (MEASURES.head(1), {"currency": "EUR"}),
    figures.movements: (MEASURES, {"currency": "EUR"}),
    figures.cohorts: (TRIANGLE, {}),
    figures.survival: (CURVE, {"medians": 2.0}),
    figures.funnel: (
        pd.DataFrame(
            {
                "step": ["Visitor", "Sign-up", "Paying"], "entered": [1000.0, 200, 50],
                "rate": [np.nan, 0.2, 0.25], "dropped": [np.nan, 800, 150],
                "seconds": [np.nan, 600, 86400 * 12.0],
            }
        ),
        {},
    ),
    figures.scores: (pd.DataFrame({"score": range(11), "answers": [5.0] * 7 + [8, 9, 20, 30]}), {}),
    figures.answers: (
        pd.DataFrame(
            {
                "period": MONTHS[-2:], "detractors": [0.2, 0.1], "passives": [0.3, 0.4],
                "promoters": [0.5, 0.5],
            }
        ),
        {},
    ),
    figures.histogram: (
        pd.DataFrame({"value": [60.0, 120, 240, 7200, 86400], "count": [5.0, 8, 9, 3, 1]}),
        {"marks": {"median": 180.0, "p90": 7200.0}, "log": True},
    ),
    figures.backlog: (
        pd.DataFrame({"period": MONTHS[-3:], "young": [5.0, 6, 7], "old": [1.0, 2, 4]}),
        {"ages": ["young", "old"]},
    ),
    figures.days_active: (
        pd.DataFrame({"days": range(1, 32), "users": np.arange(31.0, 0, -1)}), {"mean": 11.0}
    ),
    figures.forecast: (
        pd.DataFrame(
            {
                "period": [*MONTHS[:3], MONTHS[2], *MONTHS[3:5]],
                "kind": ["actual"] * 3 + ["back_test"] + ["forecast"] * 2,
                "value": [100.0, 110, 120, 118, 130, 140],
                "low": [np.nan] * 4 + [120.0, 125], "high": [np.nan] * 4 + [140.0, 155],
            }
        ),
        {"unit": "money", "currency": "EUR"},
    ),
    figures.relations: (
        pd.DataFrame(
            {
                "relation": ["NPS and retention", "CES and churn"], "value": [0.3, -0.1],
                "low": [0.2, -0.3], "high": [0.4, 0.1], "n": [500.0, 40],
            }
        ),
        {},
    ),
    figures.scatter: (
        pd.DataFrame({"nps": [1.0, 5, 9], "retention": [0.5, 0.7, 0.9]}),
        {"x": "nps", "y": "retention", "y_unit": "percent"},
    ),
    figures.mix_and_rate: (
        pd.DataFrame({"segment": ["Basic", "Pro"], "mix": [0.01, -0.02], "rate": [0.03, 0.0]}),
        {},
    ),
    figures.calibration: (
        pd.DataFrame(
            {
                "predicted": [0.1, 0.3, 0.6], "observed": [0.12, 0.28, 0.5],
                "low": [0.05, 0.2, 0.4], "high": [0.2, 0.4, 0.6], "n": [100.0, 50, 10],
            }
        ),
        {},
    ),
    figures.lift: (
        pd.DataFrame({"decile": range(1, 11), "rate": np.linspace(0.4, 0.01, 10)}), {"base": 0.15}
    ),
    figures.contributions: (
        pd.DataFrame(
            {
                "indicator": ["usage", "nps", "payment"], "contribution": [24.0, 8, np.nan],
                "possible": [30.0, 20, 50],
            }
        ),
        {},
    ),
    figures.themes: (
        pd.DataFrame(
            {
                "theme": ["Price", "Support", "Export"], "kind": ["stop", "continue", "start"],
                "mentions": [12.0, 40, 9],
            }
        ),
        {},
    ),
    figures.terms: (
        pd.DataFrame({"term": ["slow", "love"], "log_odds": [-1.2, 2.0], "n": [9.0, 30]}), {}
    ),
    figures.calendar: (
        pd.DataFrame(
            [(day, hour, float(hour)) for day in WEEKDAYS for hour in range(8, 18)],
            columns=["weekday", "hour", "value"],
        ),
        {},
    ),
}  # fmt: skip
