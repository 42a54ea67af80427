"""Customer satisfaction."""

import numpy as np

from ..benchmark import Band, Benchmark
from ..clustered import mean_by_customer, share_by_customer
from ..metric import metric
from ..numbers import Bounds, Numbers
from ..ratio import ratio

MIXED_SCALES = "the answers are on more than one scale, and points of different scales have no mean"

MIXED_DIRECTIONS = (
    "the answers are on more than one scale, or high is good on one survey and low on another"
)


SCALE = ("satisfaction_lowest_score", "satisfaction_highest_score")
INTERVAL_OF_MEAN = mean_by_customer(
    "satisfaction_score", "satisfaction_responses", "satisfaction_score_square_sum", SCALE
)


def _interval_of_score_share(
    value: Numbers,
    n: Numbers,
    satisfaction_score_sum: Numbers,
    satisfaction_score_square_sum: Numbers,
    satisfaction_points_possible: Numbers,
    satisfaction_lowest_score: Numbers = None,
    customers_behind_satisfaction_responses: Numbers = None,
    satisfaction_responses_by_customer_square_sum: Numbers = None,
    satisfaction_score_by_customer_square_sum: Numbers = None,
    satisfaction_score_by_customer_product_sum: Numbers = None,
) -> Bounds:
    """The mean score's interval, in shares of the highest possible score."""
    mean, highest = ratio(satisfaction_score_sum, n), ratio(satisfaction_points_possible, n)
    low, high = INTERVAL_OF_MEAN(
        mean, n, satisfaction_score_square_sum, satisfaction_lowest_score, highest,
        customers_behind_satisfaction_responses, satisfaction_responses_by_customer_square_sum,
        satisfaction_score_by_customer_square_sum, satisfaction_score_by_customer_product_sum,
    )  # fmt: skip
    return low / highest, high / highest


def _interval_as_answered(
    value: Numbers,
    n: Numbers,
    satisfaction_score_sum: Numbers,
    satisfaction_score_square_sum: Numbers,
    satisfaction_lowest_score: Numbers = None,
    satisfaction_highest_score: Numbers = None,
    customers_behind_satisfaction_responses: Numbers = None,
    satisfaction_responses_by_customer_square_sum: Numbers = None,
    satisfaction_score_by_customer_square_sum: Numbers = None,
    satisfaction_score_by_customer_product_sum: Numbers = None,
) -> Bounds:
    """The interval of the mean of turned scores, turned back where low answers were turned."""
    mean = ratio(satisfaction_score_sum, n)
    low, high = INTERVAL_OF_MEAN(
        mean, n, satisfaction_score_square_sum, satisfaction_lowest_score,
        satisfaction_highest_score, customers_behind_satisfaction_responses,
        satisfaction_responses_by_customer_square_sum, satisfaction_score_by_customer_square_sum,
        satisfaction_score_by_customer_product_sum,
    )  # fmt: skip
    return turned_back(value, mean, low, high)


def turned_back(value: Numbers, mean: Numbers, low: Numbers, high: Numbers) -> Bounds:
    """The bounds of the mean as it was answered, from those of the mean where high is good.

    >>> turned_back(2.4, 3.6, 3.0, 4.5), turned_back(3.6, 3.6, 3.0, 4.5)
    ((1.5, 3.0), (3.0, 4.5))
    """
    same = np.isclose(value, mean)
    below, above = (
        np.where(same, low, value + mean - high),
        np.where(same, high, value + mean - low),
    )
    return (float(below), float(above)) if np.ndim(below) == 0 else (below, above)


@metric(
    "Customer satisfaction", aliases=("csat", "customer_satisfaction_score"),
    unit="percent", better="higher", range=(0, 1), n="satisfaction_responses",
    interval=share_by_customer("satisfied", "satisfaction_responses"),
    formula=r"\frac{\text{answers in the top box}}{\text{answers}}",
    hides="It asks about the last contact, of those who answered; 3 of 5 counts like 1 of 5.",
    source="S17.12, S8.6, S16.6",
    benchmarks=(
        Benchmark(
            "80% or more is excellent", "S12", variant="score_share",
            bands=(Band("excellent", low=0.8),),
        ),
    ),
)  # fmt: skip
def customer_satisfaction(satisfied: Numbers, satisfaction_responses: Numbers) -> Numbers:
    """The share of all answers that lie in the top box, 4–5 on a scale of 1–5.

    CSAT = satisfied ÷ answers. The box of other scales is declared with the survey and named.

    >>> customer_satisfaction(satisfied=82, satisfaction_responses=100)
    0.82
    """
    return ratio(satisfied, satisfaction_responses)


@customer_satisfaction.variant(
    "score_share", n="satisfaction_responses", range=(0, 1), interval=_interval_of_score_share,
    formula=r"\frac{\text{sum of scores}}{\text{highest possible sum}}", source="S12.1",
    lacks=MIXED_SCALES,
)  # fmt: skip
def customer_satisfaction_score_share(
    satisfaction_points: Numbers, satisfaction_points_possible: Numbers
) -> Numbers:
    """S12's way: points given ÷ points possible; on 1–5 it can't fall below 20%.

    Four answers of 3 are 0% satisfied by the default variant and 60% by this one.

    >>> customer_satisfaction(satisfaction_points=12, satisfaction_points_possible=20,
    ...                       variant="score_share")
    0.6
    """
    return ratio(satisfaction_points, satisfaction_points_possible)


@customer_satisfaction.variant(
    "mean", unit="score", n="satisfaction_responses", interval=INTERVAL_OF_MEAN,
    lacks=MIXED_SCALES,
    formula=r"\frac{\text{sum of scores}}{\text{answers}}",
)  # fmt: skip
def customer_satisfaction_mean(
    satisfaction_score_sum: Numbers, satisfaction_responses: Numbers
) -> Numbers:
    """The average score, in units of the scale that was asked, and high where people are satisfied.

    Answers of a survey on which a low answer is good are turned first: 1 on 1–5 counts as 5.

    >>> customer_satisfaction(satisfaction_score_sum=398, satisfaction_responses=100, variant="mean")
    3.98
    """
    return ratio(satisfaction_score_sum, satisfaction_responses)


@customer_satisfaction.variant(
    "mean_as_answered", unit="score", better=None, n="satisfaction_responses",
    interval=_interval_as_answered,
    lacks=MIXED_DIRECTIONS,
    formula=r"\frac{\text{sum of scores as they were given}}{\text{answers}}",
)  # fmt: skip
def customer_satisfaction_mean_as_answered(
    satisfaction_given_score_sum: Numbers, satisfaction_responses: Numbers
) -> Numbers:
    """The average of the answers as they were given, whichever end of the scale is good.

    >>> customer_satisfaction(satisfaction_given_score_sum=12, satisfaction_responses=5,
    ...                       variant="mean_as_answered")
    2.4
    """
    return ratio(satisfaction_given_score_sum, satisfaction_responses)
