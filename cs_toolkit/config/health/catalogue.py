"""The kit's own indicators, each with a file in ``indicators/``, and which are taken by default.

The edges are ours, as no source gives any. They are fixed where a scale speaks for itself, so that
the mean score can rise or fall; how much use is much differs from product to product, so there
customers are ranked, and the mean rank is the same in every month.
"""

from typing import Any

from .indicator import LOWER, Indicator, Normalisation

RANK = Normalisation("percentile")
SHARE = Normalisation("min_max", 0, 1)
FEW = Normalisation("bands", edges=(0, 2, 5), scores=(1, 0.7, 0.3, 0))
RARE = Normalisation("bands", edges=(0, 1, 3), scores=(1, 0.5, 0.2, 0))


def _own(name: str, weight: float, days: int, rule: Normalisation, **more: Any) -> Indicator:
    return Indicator(name, weight, rule, days=days, **more)


# a weight of 0: only where a company file asks for it
CATALOGUE: dict[str, Indicator] = {
    one.name: one
    for one in (
        _own("usage_frequency", 15, 30, RANK, absent=0),
        _own("usage_breadth", 10, 30, SHARE, absent=0),
        _own("usage_depth", 10, 30, RANK, absent=0),
        _own("usage_growth", 15, 30, Normalisation("min_max", -0.5, 0)),
        _own("time_in_product", 0, 30, RANK, absent=0),
        _own("seats_used", 0, 30, SHARE),
        _own("recommendation", 10, 365, SHARE),
        _own("satisfaction", 10, 180, SHARE),
        _own("ease", 5, 180, SHARE),
        _own("tickets", 5, 90, FEW, better=LOWER, absent=0),
        _own("complaints", 5, 180, RARE, better=LOWER, absent=0),
        _own("overdue_payments", 10, 365, RARE, better=LOWER, absent=0),
        _own("tenure", 5, 1, Normalisation("min_max", 0, 24)),
        _own("revenue_growth", 0, 365, Normalisation("min_max", -0.2, 0.2)),
        _own("purchase_recency", 0, 365, Normalisation("min_max", 0, 365), better=LOWER),
        _own("purchase_frequency", 0, 365, RANK, absent=0),
    )
}
# who has no subscriptions shows health by buying
OF_SHOPPERS = {"purchase_recency": 15, "purchase_frequency": 15}
# each stands on one kind of survey, which a company may never send
OF_SURVEYS = {"recommendation": "nps", "satisfaction": "csat", "ease": "ces"}
# S16's score: how much, how many, how deep, and optionally whether the customer grows
FREQUENCY, BREADTH, DEPTH, GROWTH = (
    "time_in_product", "usage_breadth", "usage_depth", "revenue_growth",
)  # fmt: skip
