"""Health score and health index of a period, from the scores of its customers and stages."""

from ..mean_intervals import mean_interval_from
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio


@metric(
    "Customer health score", aliases=("chs", "health_score"),
    unit="score", better="higher", range=(0, 100), n="scored_customers",
    interval=mean_interval_from("health_score_square_sum"),
    formula=r"\frac{\sum_{\text{customers}} \sum_i w_i s_i}{\text{scored customers}}",
    hides="The mean hides the few who are about to leave: look at the list, not the average.",
    source="S17.16, S8.2, S16.8",
)  # fmt: skip
def customer_health_score(health_score_sum: Numbers, scored_customers: Numbers) -> Numbers:
    """The mean health score of the customers, 0 to 100; each is a weighted sum of components.

    CHS = Σ over customers of Σ weight × component score ÷ scored customers. A missing indicator
    lowers a customer's coverage, not the score (``weighted_score``).

    >>> customer_health_score(health_score_sum=7_400, scored_customers=100)
    74.0
    """
    return ratio(health_score_sum, scored_customers)


@customer_health_score.variant(
    "frequency_breadth_depth", range=(0, 100), n="customers_scored_on_usage", source="S16.8",
    formula=r"\frac{\sum_{\text{customers}} (w_1 \cdot \text{frequency} + w_2 \cdot \text{breadth} + w_3 \cdot \text{depth})}{\text{scored customers}}",
)  # fmt: skip
def customer_health_score_frequency_breadth_depth(
    usage_score_sum: Numbers, customers_scored_on_usage: Numbers
) -> Numbers:
    """S16's example: time that users spend, users of the account, key features used.

    >>> customer_health_score(usage_score_sum=6_200, customers_scored_on_usage=100,
    ...                       variant="frequency_breadth_depth")
    62.0
    """
    return ratio(usage_score_sum, customers_scored_on_usage)


@metric(
    "Customer health index", aliases=("chi", "health_index"),
    unit="score", better="higher", range=(1, 100), n="known_stages",
    formula=r"\frac{1}{\text{known stages}} \sum_{\text{stages}} \frac{\text{KPI}_1 + \text{KPI}_2 + \text{KPI}_3}{3}",
    hides="A broken stage disappears among nine good ones: show the stages.",
    source="S12.3",
)  # fmt: skip
def customer_health_index(stage_score_sum: Numbers, known_stages: Numbers) -> Numbers:
    """The mean of the lifecycle's known stages, each the mean of its KPIs on a scale of 1 to 100.

    CHI = Σ stage scores ÷ stages with data, of ten stages from visitor to renewal and upgrade.

    >>> customer_health_index(stage_score_sum=540, known_stages=9)
    60.0
    """
    return ratio(stage_score_sum, known_stages)
