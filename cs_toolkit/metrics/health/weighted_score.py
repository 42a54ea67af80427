"""One customer's health: indicators made comparable, weighed and added up."""

from collections.abc import Mapping

import numpy as np

from ...errors import InputError, did_you_mean
from ..numbers import Bounds, Numbers, as_floats
from ..ratio import ratio

POOR_UP_TO, AVERAGE_UP_TO = 50, 75


def weighted_score(components: Mapping, weights: Mapping[str, float]) -> Bounds:
    """The weighted mean of the known components, and the share of the weight that is known.

    Score = Σ weight × component ÷ Σ weight of known components; coverage = that sum ÷ Σ weight.
    Components are numbers or Series (one row per customer), all on one scale; NaN is not known.

    >>> weighted_score({"usage": 80, "nps": 60, "payment": None},
    ...                {"usage": 0.5, "nps": 0.25, "payment": 0.25})
    (73.33333333333333, 0.75)
    """
    for name in components:
        if name not in weights:
            raise InputError(f'there is no weight for "{name}": {did_you_mean(name, weights)}')
    total: Numbers = 0.0
    known: Numbers = 0.0
    everything = 0.0
    for name, weight in weights.items():
        if not weight >= 0:
            raise InputError(f"the weight of {name} = {weight} must be 0 or more")
        everything += weight
        component = as_floats(name, components.get(name))
        total = total + np.nan_to_num(component) * weight
        known = known + np.isfinite(component) * weight
    return ratio(total, known), ratio(known, everything)


def weighted_parts(components: Mapping, weights: Mapping[str, float]) -> dict:
    """What each component adds to the score: they sum to it.

    >>> weighted_parts({"usage": 80, "nps": 60}, {"usage": 3, "nps": 1})
    {'usage': 60.0, 'nps': 15.0}
    """
    numbers = {name: as_floats(name, components.get(name)) for name in weights}
    known = sum(np.isfinite(numbers[name]) * weight for name, weight in weights.items())
    return {
        name: ratio(np.nan_to_num(numbers[name]) * weight, known)
        for name, weight in weights.items()
    }


def min_max(value: Numbers, low: Numbers, high: Numbers) -> Numbers:
    """0 at ``low``, 1 at ``high``, cut there; give ``low`` above ``high`` where low is good.

    >>> min_max(15, 10, 20), min_max(15, 20, 10), min_max(25, 10, 20)
    (0.5, 0.5, 1.0)
    """
    return _plain(np.clip(ratio(value - low, high - low), 0, 1))


def percent_of_target(value: Numbers, target: Numbers) -> Numbers:
    """The share of a target that is reached, at most 1.

    >>> percent_of_target(45, 60)
    0.75
    """
    return _plain(np.clip(ratio(value, target), 0, 1))


def z_score(value: Numbers, mean: Numbers, standard_deviation: Numbers) -> Numbers:
    """The share of a normal population that lies below: 0.5 at its mean.

    >>> round(z_score(12, mean=10, standard_deviation=2), 4)
    0.8413
    """
    from scipy.special import ndtr  # imported here: it is slower to load than all formulas

    return _plain(ndtr(ratio(value - mean, standard_deviation)))


def band_score(normalised: Numbers, bands: int = 10) -> Numbers:
    """A score of 1 to ``bands`` from a normalised indicator, in equal steps.

    >>> band_score(0.0), band_score(0.55), band_score(1.0)
    (1.0, 6.0, 10.0)
    """
    return _plain(np.minimum(np.floor(normalised * bands) + 1, bands))


def index_score(normalised: Numbers) -> Numbers:
    """A KPI on the index's scale of 1 to 100.

    >>> index_score(0.5)
    50.5
    """
    return 1 + 99 * normalised


def health_class(
    score: float, *, poor_up_to: float = POOR_UP_TO, average_up_to: float = AVERAGE_UP_TO
) -> str:
    """The word for a score; the edges are ours, as no source gives any, and belong to the class below.

    >>> health_class(50), health_class(50.1), health_class(75), health_class(76)
    ('poor', 'average', 'average', 'good')
    >>> health_class(float("nan"))
    ''
    """
    if not np.isfinite(score):
        return ""
    if score <= poor_up_to:
        return "poor"
    return "average" if score <= average_up_to else "good"


def _plain(result: Numbers) -> Numbers:
    return float(result) if np.ndim(result) == 0 else result
