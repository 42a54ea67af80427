"""The planted story: what happened to the sample company, when, and how strongly.

The invention reads its effects from here and the notebooks find them again, so there is one
place that knows the answer. Months are counted back from the last one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

COMPANY = "Quillmoor"
LAST_MONTH = "2026-10"


@dataclass(frozen=True)
class Fact:
    """One planted fact: from its first to its last month, what it does, and by how much.

    A fact without months holds all the time. ``effects`` are what the invention was given (factors on a rate, or points on a score), not
    what a sample shows: chance adds to them.
    """

    name: str
    first_month: str | None
    last_month: str | None
    says: str
    effects: Mapping[str, float]

    @property
    def begins(self) -> str:
        """Its first month; raises for a fact that holds all the time."""
        if self.first_month is None:
            raise ValueError(f"{self.name} holds all the time")
        return self.first_month

    @property
    def ends(self) -> str:
        """Its last month; raises for a fact that holds all the time."""
        if self.last_month is None:
            raise ValueError(f"{self.name} holds all the time")
        return self.last_month


def planted_story(last_month: str = LAST_MONTH) -> dict[str, Fact]:
    """Every planted fact of a sample that ends with ``last_month``, by name.

    >>> story = planted_story()
    >>> story["price_rise"].first_month, story["outage"].first_month
    ('2026-04', '2025-09')
    """

    def back(months: int) -> str:
        return str(np.datetime64(last_month, "M") - months)

    facts = (
        Fact(
            "harder_region", None, None,
            'Customers of region "NA" leave more than twice as often as others of the same kind.',
            {"churn_odds": 3.3},
        ),
        Fact(
            "broken_onboarding", back(21), back(19),
            "A new set-up assistant confuses people who sign up in these three months: fewer "
            "activate, fewer trials pay, and those who pay are less content. It was repaired.",
            {"activation_rate": 0.30, "usual_activation_rate": 0.68,
             "trial_conversion": 0.12, "usual_trial_conversion": 0.287},
        ),
        Fact(
            "outage", back(13), back(13),
            "Three days with 19 hours of downtime: tickets pile up, callers wait and give up, "
            "CSAT and NPS fall, more customers leave in the month after, and the mood needs two "
            "months to recover.",
            {"tickets": 3.0, "wait": 5.0, "mood": -1.3, "downtime_hours": 19.0},
        ),
        Fact(
            "referral_programme", back(10), last_month,
            "Customers who bring customers get a month free: referred customers become common, "
            "paid marketing is cut, and the cost of acquiring a customer falls.",
            {"invitations": 3.0, "referred_share": 0.35, "usual_referred_share": 0.08,
             "paid_marketing": 0.5},
        ),
        Fact(
            "price_rise", back(6), back(5),
            "List prices rise by 12%: monthly plans on their next billing day, longer contracts "
            "at renewal. Expansion peaks, and so do contraction and churn, also a month later.",
            {"price": 1.12, "churn_odds": 4.0, "seat_cuts": 5.0, "mood": -0.5},
        ),
        Fact(
            "telling_signs", None, None,
            "Content customers stay, and customers who will leave use the product less in the "
            "three months before: scores and usage tell who leaves.",
            {"churn_odds_per_mood": 0.30, "usage_before_leaving": 0.20},
        ),
        Fact(
            "silent_unhappy", None, None,
            "Unhappy customers answer surveys less often, but write a comment more often when "
            "they do: answers look better than customers feel, comments look worse.",
            {"answer_odds_per_mood": 1.75, "comments_of_detractors": 0.70,
             "comments_of_promoters": 0.35},
        ),
    )  # fmt: skip
    return {fact.name: fact for fact in facts}


STORY = planted_story()
