"""From an indicator's values to components from 0 (worst) to 1 (best), for those scored together."""

import numpy as np
import pandas as pd

from ...config.health.indicator import LOWER, Indicator
from ...metrics.health.weighted_score import band_score, min_max, percent_of_target, z_score
from ...metrics.numbers import Numbers
from ...metrics.ratio import ratio


def components(values: pd.Series, indicator: Indicator, bands: int = 0) -> pd.Series:
    """The components of customers scored at one moment; NaN where the value is missing.

    Where an indicator is compared among customers and all have the same value, there is nothing to
    compare, and it is missing. ``bands`` above 0 cuts the components into so many equal steps, as
    scores of 1 to 10 do.

    >>> from cs_toolkit.config.health.indicator import Normalisation
    >>> tickets = Indicator("tickets", 1, Normalisation("min_max", 0, 4), better="lower")
    >>> components(pd.Series([0.0, 1.0, 8.0, None]), tickets).tolist()
    [1.0, 0.75, 0.0, nan]
    """
    values = values.astype(float)
    found = _normalised(values, indicator)
    if indicator.better == LOWER and indicator.rule.rule != "bands":
        found = 1 - found
    if bands:
        found = band_score(found, bands) / bands
    return pd.Series(np.asarray(found, dtype=float), values.index).where(values.notna())


def _normalised(values: pd.Series, indicator: Indicator) -> Numbers:
    rule = indicator.rule
    if rule.rule == "min_max":
        low, high = (values.min(), values.max()) if rule.low is None else (rule.low, rule.high)
        return min_max(values, low, high)
    if rule.rule == "target":
        return percent_of_target(values, rule.target)
    if rule.rule == "z_score":
        return z_score(values, values.mean(), values.std(ddof=0))
    if rule.rule == "percentile":
        return ratio(values.rank(method="average") - 1, values.notna().sum() - 1.0)
    # an edge belongs to the band below it
    return np.array(rule.scores)[np.searchsorted(rule.edges, values, side="left")]
