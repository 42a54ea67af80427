"""Net promoter score."""

from ..benchmark import Band, Benchmark
from ..clustered import net_by_customer
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio


@metric(
    "Net promoter score", aliases=("nps",),
    unit="points", better="higher", range=(-100, 100), n="responses",
    interval=net_by_customer("promoters", "detractors", "net_promoters", "responses", 100),
    parts={"responses": ("promoters", "detractors")},
    formula=r"100 \times \frac{\text{promoters} - \text{detractors}}{\text{responses}}",
    hides="50 of promoters and 50 of detractors is the 0 of 100 passives: show all three groups.",
    source="S17.11, S8.1, S12.2, S16.5",
    benchmarks=(
        Benchmark(
            "above 70 is excellent, 30 to 70 good", "S12",
            bands=(Band("good", 30, 70), Band("excellent", low=70)),
        ),
    ),
)  # fmt: skip
def net_promoter_score(promoters: Numbers, detractors: Numbers, responses: Numbers) -> Numbers:
    """The share of promoters less the share of detractors, in points from −100 to 100.

    NPS = 100 × (promoters − detractors) ÷ responses. Promoters answer 9–10, detractors 0–6 (1–6 on
    a scale from 1). Only answers count: who was silent is in the response rate. S16's sentence
    subtracts the wrong way round; its formula is this one.

    >>> net_promoter_score(promoters=50, detractors=20, responses=100)
    30.0
    """
    return 100 * ratio(promoters - detractors, responses)


@net_promoter_score.variant(
    "trailing_12_months", range=(-100, 100), n="trailing_responses",
    interval=net_by_customer(
        "trailing_promoters", "trailing_detractors", "trailing_net_promoters", "trailing_responses", 100
    ),
    parts={"trailing_responses": ("trailing_promoters", "trailing_detractors")},
    formula=(
        r"100 \times \frac{\text{promoters} - \text{detractors}}{\text{responses}}"
        r"\text{ of twelve months}"
    ),
)  # fmt: skip
def net_promoter_score_trailing_12_months(
    trailing_promoters: Numbers, trailing_detractors: Numbers, trailing_responses: Numbers
) -> Numbers:
    """NPS of all answers of the twelve months that end with the period.

    The answers are pooled, never the months' scores averaged: a month with few answers weighs as
    few. It moves slowly, and says nothing of the last month alone.

    >>> net_promoter_score(trailing_promoters=500, trailing_detractors=200, trailing_responses=1000,
    ...                    variant="trailing_12_months")
    30.0
    """
    return 100 * ratio(trailing_promoters - trailing_detractors, trailing_responses)
