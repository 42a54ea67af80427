"""Whether a survey's number has changed since the period before, in total and segment by segment.

Of twenty segments one will seem to change by chance at 5%: ``p_value_of_many`` is Holm's correction
over the segments of a table, and ``changed`` goes by it.
"""

from collections.abc import Callable

import pandas as pd

from ..errors import InputError, did_you_mean
from ..metrics.change import Change, corrected_for_many, nps_change, share_change

LEVEL = 0.05
# metric → the test, and the measures that it takes
TESTS: dict[str, tuple[Callable[..., Change], tuple[str, ...]]] = {
    "net_promoter_score": (nps_change, ("promoters", "detractors", "responses")),
    "customer_satisfaction": (share_change, ("satisfied", "satisfaction_responses")),
    "customer_effort_score": (share_change, ("low_effort", "effort_responses")),
    "response_rate": (
        share_change,
        ("closed_surveys_answered", "surveys_with_closed_window"),
    ),
}


def survey_changes(measures: pd.DataFrame, metric: str) -> pd.DataFrame:
    """The change from a first to a second period, one row a segment.

    ``measures`` are a company's satisfaction measures of exactly two periods, oldest first. The
    columns: ``dimension, segment, earlier_n, n, difference, low, high, p_value, p_value_of_many,
    changed``. A segment without answers on one side has no difference. Raises ``InputError`` for a
    metric that has no such test and for measures of another number of periods.

    >>> frame = pd.DataFrame({"period": ["2026-08", "2026-09"], "dimension": "total", "segment": "",
    ...     "satisfied": [700, 760], "satisfaction_responses": [1000, 1000]})
    >>> survey_changes(frame, "customer_satisfaction")[["difference", "changed"]].round(2)
       difference  changed
    0        0.06     True
    """
    if metric not in TESTS:
        raise InputError(
            f'there is no test of change for "{metric}": {did_you_mean(metric, TESTS)}'
        )
    test, names = TESTS[metric]
    periods = list(dict.fromkeys(measures["period"]))
    if len(periods) != 2:
        raise InputError(
            f"survey_changes takes the measures of two periods, these are of {len(periods)}: "
            'ask for a range such as "2026-09..2026-10"'
        )
    keys = ["dimension", "segment"]
    earlier, now = (
        measures[measures["period"] == period].set_index(keys)[list(names)] for period in periods
    )
    earlier, now = (side.fillna(0) for side in earlier.align(now, join="outer"))
    rows = []
    for key, before, after in zip(now.index, earlier.to_numpy(), now.to_numpy(), strict=True):
        change = test(*after, *before)
        rows.append(
            (*key, before[-1], after[-1], change.difference, change.low, change.high,
             change.p_value)
        )  # fmt: skip
    columns = [*keys, "earlier_n", "n", "difference", "low", "high", "p_value"]
    table = pd.DataFrame(rows, columns=columns)
    table["p_value_of_many"] = float("nan")
    for _, part in table.groupby("dimension"):
        table.loc[part.index, "p_value_of_many"] = corrected_for_many(part["p_value"])
    table["changed"] = table["p_value_of_many"] < LEVEL
    return table
