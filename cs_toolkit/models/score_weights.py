"""The weights of a health score: how much they matter, and which the data would choose.

``weight_sensitivity`` moves the weights about and looks whether the ranking of customers minds.
``learn_weights`` finds those that tell best who leaves: a logistic regression whose coefficients
may not be negative, as each indicator has a direction that somebody stated. Learned weights are judged in
:mod:`.weight_comparison`, on customers or dates that they have not seen.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.special import expit
from scipy.stats import kendalltau
from threadpoolctl import threadpool_limits

from ..errors import InputError
from ..metrics.health.weighted_score import weighted_score
from . import observations
from .observations import Values

DRAWS = 200
# Weights drawn around the chosen ones: at this concentration one of 0.25 lies in 0.12 to 0.41.
CONCENTRATION = 30.0
WORST = 0.1
# As if each weight had been tested on this many customers before: keeps small samples from extremes.
PRIOR = 1.0


@dataclass(frozen=True)
class WeightSensitivity:
    """How the ranking of customers changes when the weights do.

    ``agreement`` is the median of Kendall's tau between the chosen ranking and those of weights
    drawn around it (1: the same order, 0: unrelated), ``agreement_low`` its 5th percentile;
    ``same_worst`` the median share of the worst tenth that stays in the worst tenth.
    ``without`` has one row per indicator: indicator, weight, and ``agreement`` of the ranking made
    without it with the chosen one (the lower, the more that indicator decides).
    """

    agreement: float
    agreement_low: float
    same_worst: float
    without: pd.DataFrame


def health_scores(components: pd.DataFrame, weights: dict[str, float]) -> np.ndarray:
    """The weighted score of each customer, 0 to 100, by the metric's own formula.

    Components lie between 0 and 1, higher is healthier, NaN where the indicator is missing: it is
    left out and the others' weights are scaled up. NaN for a customer without any.

    >>> health_scores(pd.DataFrame({"use": [1.0, 0.5], "nps": [0.0, None]}), {"use": 3, "nps": 1})
    array([75., 50.])
    """
    values = _components(components, weights)
    columns = {name: values[:, place] for place, name in enumerate(components.columns)}
    score, _ = weighted_score(columns, weights)
    return 100 * np.asarray(score)


def weight_sensitivity(
    components: pd.DataFrame, weights: dict[str, float], *, seed: int = 0
) -> WeightSensitivity:
    """Whether the ranking of customers hangs on the exact weights.

    Args:
        components: one row per customer, one column per indicator, see :func:`health_scores`.
        weights: the chosen ones, above 0; scaled to a sum of 1.
        seed: of the weights drawn, from a Dirichlet distribution whose mean is the chosen ones.
    """
    chosen = health_scores(components, weights)
    if len(components) < 2 or not np.isfinite(chosen).all():
        raise InputError("components: needs at least two customers, each with an indicator")
    names = list(components.columns)
    share = np.array([weights[name] for name in names], dtype=float) / sum(weights.values())
    drawn = np.random.default_rng(seed).dirichlet(CONCENTRATION * share, size=DRAWS)
    # a weight drawn as exactly 0 would leave a customer who has only that indicator without a score
    drawn = np.maximum(drawn, 1e-9)
    scores = [health_scores(components, dict(zip(names, row, strict=True))) for row in drawn]
    agreements = [_agreement(chosen, score) for score in scores]
    worst = _worst(chosen)
    same = [(worst & _worst(score)).sum() / worst.sum() for score in scores]
    without = [
        {"indicator": name, "weight": float(part),
         "agreement": _agreement(chosen, _without(components, weights, name))}
        for name, part in zip(names, share, strict=True)
    ]  # fmt: skip
    return WeightSensitivity(
        float(np.median(agreements)), float(np.quantile(agreements, 0.05)),
        float(np.median(same)), pd.DataFrame(without),
    )  # fmt: skip


def learn_weights(components: pd.DataFrame, happened: Values) -> dict[str, float]:
    """The weights, summing to 1, under which the score tells best to whom it happened (churn).

    Logistic regression on 1 − component with coefficients of at least 0 and a weak pull to 0. A
    missing component is taken as the median of that indicator. All weights are NaN where no
    indicator tells anything in its stated direction.
    """
    names = list(components.columns)
    values = _components(components, dict.fromkeys(names, 1))
    happened = observations.flags(happened, "happened")
    observations.same_length(components=values, happened=happened)
    # in a fixed order, so that sums don't depend on that of the rows
    order = np.lexsort((happened, *values.T))
    values, happened = values[order], happened[order]
    known = np.isfinite(values).any(axis=0)
    median = np.array([np.nanmedian(column) if has else 0.5 for column, has in zip(values.T, known, strict=True)])  # fmt: skip
    risk = 1 - np.where(np.isfinite(values), values, median)
    rows = len(risk)

    def loss_and_slope(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        linear = parameters[0] + risk @ parameters[1:]
        loss = np.logaddexp(0, linear).sum() - linear[happened].sum()
        slope = expit(linear) - happened
        pull = PRIOR * parameters[1:]
        return (
            (loss + (pull @ parameters[1:]) / 2) / rows,
            np.append(slope.sum(), risk.T @ slope + pull) / rows,
        )

    with threadpool_limits(limits=1):
        fit = minimize(
            loss_and_slope, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B",
            bounds=[(None, None)] + [(0, None)] * len(names), options={"ftol": 1e-13},
        )  # fmt: skip
    total = fit.x[1:].sum()
    learned = fit.x[1:] / total if total > 0 else np.full(len(names), np.nan)
    return dict(zip(names, map(float, learned), strict=True))


def _components(components: pd.DataFrame, weights: dict[str, float]) -> np.ndarray:
    if set(components.columns) != set(weights):
        differ = ", ".join(sorted(set(components.columns) ^ set(weights)))
        raise InputError(
            f"components and weights must name the same indicators; only one has {differ}"
        )
    for name, weight in weights.items():
        if not weight > 0:
            raise InputError(
                f'the weight of "{name}" is {weight}: give one above 0, or leave it out'
            )
    values = components.to_numpy(dtype=float)
    outside = (values < 0) | (values > 1)
    if outside.any():
        column = components.columns[outside.any(axis=0)][0]
        raise InputError(
            f"components.{column}: {int(outside.any(axis=1).sum())} of {len(values)} rows lie "
            "outside 0 to 1; normalise the indicators first"
        )
    return values


def _without(components: pd.DataFrame, weights: dict[str, float], name: str) -> np.ndarray:
    rest = {other: weight for other, weight in weights.items() if other != name}
    if not rest:
        return np.full(len(components), np.nan)
    return health_scores(components.drop(columns=name), rest)


def _agreement(one: np.ndarray, other: np.ndarray) -> float:
    known = np.isfinite(one) & np.isfinite(other)
    if known.sum() < 2:
        return float("nan")
    return float(kendalltau(one[known], other[known]).statistic)


def _worst(score: np.ndarray) -> np.ndarray:
    return score <= np.quantile(score, WORST)
