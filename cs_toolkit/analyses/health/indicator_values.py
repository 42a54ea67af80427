"""The indicators' values: one row per period and customer, each read from what lies before its close."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from ...calendar.periods import Period
from ...config.health.catalogue import CATALOGUE, OF_SHOPPERS, OF_SURVEYS
from ...config.health.indicator import Indicator
from ...measures.execute import Runner
from ...measures.measure_file import MeasureFile, measure_file_of, read_measure_file

FOLDER = Path(__file__).parent
KEYS = ["period", "customer_id"]
SHOPPING_DAYS = 365


@cache
def measure_file_for(indicator: Indicator) -> MeasureFile:
    """The SQL of an indicator: the kit's own file, or what a company file states."""
    if indicator.source:
        from .custom_indicators import (
            measure_file_text,  # parses an expression: heavy, and seldom needed
        )

        return measure_file_of(f"health/{indicator.name}", measure_file_text(indicator))
    return read_measure_file(FOLDER / "indicators" / f"{indicator.name}.sql")


def indicators_by_default(
    filled: Mapping[str, Iterable[str]], rows: Mapping[str, int], surveys_answered: Iterable[str]
) -> tuple[Indicator, ...]:
    """The kit's own indicators that the tables allow.

    ``filled`` maps a table to its filled columns, ``rows`` to its number of rows;
    ``surveys_answered`` are the kinds of survey that anybody ever answered.
    """
    weights = {name: one.weight for name, one in CATALOGUE.items()}
    if not rows.get("subscriptions"):
        weights |= OF_SHOPPERS
    return tuple(
        replace(CATALOGUE[name], weight=weight)
        for name, weight in weights.items()
        if weight
        and not measure_file_for(CATALOGUE[name]).missing(filled, rows)
        and OF_SURVEYS.get(name) in (None, *surveys_answered)
    )


def surveys_answered(runner: Runner) -> pd.DataFrame:
    """The kinds of survey that anybody ever answered on their scale."""
    return runner.query(
        "select distinct surveys.kind from survey_responses "
        "inner join surveys on surveys.survey = survey_responses.survey "
        "where survey_responses.score >= surveys.lowest "
        "and survey_responses.score <= surveys.highest order by surveys.kind"
    )


def indicator_values(
    runner: Runner, periods: Iterable[Period], indicators: Iterable[Indicator]
) -> pd.DataFrame:
    """One row per period and customer at its close: monthly_revenue, then the indicators' values.

    A customer without events has 0 of them, if anybody has any in that span; where nobody has, the
    table may begin later, and the indicator is missing.
    """
    periods = list(periods)
    found = answers(runner, read_measure_file(FOLDER / "population.sql"), periods, SHOPPING_DAYS)
    found["monthly_revenue"] = found["monthly_revenue"].astype(float)
    found = found.sort_values(KEYS, ignore_index=True)
    tables = runner.tables
    for indicator in indicators:
        measure_file = measure_file_for(indicator)
        if measure_file.missing(tables.filled, tables.rows):
            found[indicator.name] = np.nan
            continue
        values = answers(runner, measure_file, periods, indicator.days)
        values = values.set_index(KEYS)["value"].astype(float)
        column = values.reindex(pd.MultiIndex.from_frame(found[KEYS])).to_numpy()
        if indicator.absent is not None:
            seen = found["period"].isin(values.index.unique("period")).to_numpy()
            column = np.where(np.isnan(column) & seen, indicator.absent, column)
        found[indicator.name] = column
    return found


def answers(
    runner: Runner, measure_file: MeasureFile, periods: Iterable[Period], days: int
) -> pd.DataFrame:
    """What a statement finds in the days that end with each period's close."""
    return runner.query(measure_file.text, [window_of(period, days) for period in periods])


def window_of(period: Period, days: int) -> Period:
    """The days that end with a period's close, under its name; nothing later is known."""
    close = period.closes_at
    return Period(close - timedelta(days=days), close, period.name, "window", close)
