"""Customer effort score."""

from ..clustered import mean_by_customer, net_by_customer, share_by_customer
from ..metric import metric
from ..numbers import Bounds, Numbers
from ..ratio import ratio
from .csat import MIXED_DIRECTIONS, MIXED_SCALES, turned_back

SCALE = ("effort_lowest_score", "effort_highest_score")
INTERVAL_OF_MEAN = mean_by_customer(
    "effort_score", "effort_responses", "effort_score_square_sum", SCALE
)


def _interval_as_answered(
    value: Numbers,
    n: Numbers,
    effort_score_sum: Numbers,
    effort_score_square_sum: Numbers,
    effort_lowest_score: Numbers = None,
    effort_highest_score: Numbers = None,
    customers_behind_effort_responses: Numbers = None,
    effort_responses_by_customer_square_sum: Numbers = None,
    effort_score_by_customer_square_sum: Numbers = None,
    effort_score_by_customer_product_sum: Numbers = None,
) -> Bounds:
    """The interval of the mean of turned scores, turned back where low answers were turned."""
    mean = ratio(effort_score_sum, n)
    low, high = INTERVAL_OF_MEAN(
        mean, n, effort_score_square_sum, effort_lowest_score, effort_highest_score,
        customers_behind_effort_responses, effort_responses_by_customer_square_sum,
        effort_score_by_customer_square_sum, effort_score_by_customer_product_sum,
    )  # fmt: skip
    return turned_back(value, mean, low, high)


@metric(
    "Customer effort score", aliases=("ces",),
    unit="percent", better="higher", range=(0, 1), n="effort_responses",
    interval=share_by_customer("low_effort", "effort_responses"),
    formula=r"\frac{\text{answers of low effort}}{\text{answers}}",
    hides="Easy is not loyal: read it beside NPS. A survey that asks for effort must be declared so.",
    source="S17.15",
)  # fmt: skip
def customer_effort_score(low_effort: Numbers, effort_responses: Numbers) -> Numbers:
    """The share of answers that say it was easy: 5–7 on 1–7, 4–5 on 1–5.

    CES = answers of low effort ÷ answers. High is good; a survey on which a low answer is good is
    declared, and turned before it is counted.

    >>> customer_effort_score(low_effort=57, effort_responses=100)
    0.57
    """
    return ratio(low_effort, effort_responses)


@customer_effort_score.variant(
    "mean", unit="score", n="effort_responses", interval=INTERVAL_OF_MEAN, source="S12.5",
    lacks=MIXED_SCALES,
    formula=r"\frac{\text{sum of scores}}{\text{answers}}",
)  # fmt: skip
def customer_effort_score_mean(effort_score_sum: Numbers, effort_responses: Numbers) -> Numbers:
    """S12's way: the average score, in units of the scale that was asked, and high where it was easy.

    Answers of a survey on which a low answer is good are turned first: 1 on 1–5 counts as 5. The mean
    that a survey tool shows is ``mean_as_answered``.

    >>> customer_effort_score(effort_score_sum=4_080, effort_responses=1_000, variant="mean")
    4.08
    """
    return ratio(effort_score_sum, effort_responses)


@customer_effort_score.variant(
    "mean_as_answered", unit="score", better=None, n="effort_responses", source="S12.5",
    interval=_interval_as_answered,
    lacks=MIXED_DIRECTIONS,
    formula=r"\frac{\text{sum of scores as they were given}}{\text{answers}}",
)  # fmt: skip
def customer_effort_score_mean_as_answered(
    effort_given_score_sum: Numbers, effort_responses: Numbers
) -> Numbers:
    """The average of the answers as they were given, whichever end of the scale is good.

    Five answers of 1, 1, 2, 3 and 5 where a low answer is good are 2.4 here, and 3.6 turned.

    >>> customer_effort_score(effort_given_score_sum=12, effort_responses=5,
    ...                       variant="mean_as_answered")
    2.4
    """
    return ratio(effort_given_score_sum, effort_responses)


@customer_effort_score.variant(
    "positive_share", n="effort_responses", range=(0, 1),
    interval=share_by_customer("effort_positive", "effort_responses"),
    formula=r"\frac{\text{answers declared positive}}{\text{answers}}", source="S16.13",
)  # fmt: skip
def customer_effort_score_positive_share(
    effort_positive: Numbers, effort_responses: Numbers
) -> Numbers:
    """S16's way: positive answers ÷ all answers, with what is positive declared for the survey.

    >>> customer_effort_score(effort_positive=46, effort_responses=100, variant="positive_share")
    0.46
    """
    return ratio(effort_positive, effort_responses)


@customer_effort_score.variant(
    "index", n="effort_responses", range=(-1, 1),
    interval=net_by_customer("effort_easy", "effort_difficult", "effort_net", "effort_responses"),
    parts={"effort_responses": ("effort_easy", "effort_difficult")},
    formula=r"\frac{\text{answers 6–7} - \text{answers 1–3}}{\text{answers}}",
    lacks="the index is one of the scale 1–7 alone",
)  # fmt: skip
def customer_effort_score_index(
    effort_easy: Numbers, effort_difficult: Numbers, effort_responses: Numbers
) -> Numbers:
    """Share of 6–7 less share of 1–3, from −100% to 100%: built like the net promoter score.

    >>> customer_effort_score(effort_easy=30, effort_difficult=43, effort_responses=100,
    ...                       variant="index")
    -0.13
    """
    return ratio(effort_easy - effort_difficult, effort_responses)
