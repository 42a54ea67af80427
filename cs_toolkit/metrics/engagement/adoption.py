"""Adoption: who took the product or a feature into use, and how soon."""

from ..clustered import mean_by_customer, share_by_customer
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio


@metric(
    "Product adoption rate", aliases=("adoption_rate",),
    unit="percent", better="higher", range=(0, 1), n="known_users",
    interval=share_by_customer("adopting_users", "known_users"),
    formula=r"\frac{\text{users of today's customers who adopted}}{\text{users of today's customers}}",
    hides="Once tried counts as adopted unless adoption is declared as more than one use.",
    source="S17.8",
)  # fmt: skip
def product_adoption_rate(adopting_users: Numbers, known_users: Numbers) -> Numbers:
    """The share of the users of today's customers who have taken the product, or a feature of it, into use.

    Adoption rate = users who adopted ÷ users. By feature it is that feature's adoption.

    >>> product_adoption_rate(adopting_users=150, known_users=200)
    0.75
    """
    return ratio(adopting_users, known_users)


@product_adoption_rate.variant(
    "per_feature", range=(0, 1),
    formula=r"\frac{\text{pairs of user and feature adopted}}{\text{features} \times \text{users}}",
)  # fmt: skip
def product_adoption_rate_per_feature(
    adopted_features: Numbers, features: Numbers, known_users: Numbers
) -> Numbers:
    """The adoption of the average feature: how much of the product is in use.

    >>> product_adoption_rate(adopted_features=300, features=6, known_users=200,
    ...                       variant="per_feature")
    0.25
    """
    return ratio(adopted_features, features * known_users)


@metric(
    "Time to adopt", unit="seconds", better="lower", n="users_with_adoption_time",
    interval=mean_by_customer(
        "adoption_seconds", "users_with_adoption_time", "adoption_seconds_square_sum"
    ),
    formula=r"\frac{\text{time from sign-up to adoption}}{\text{users who adopted}}",
    hides="Who has not adopted yet is not in it, so early figures look fast.",
    source="S17.8",
)  # fmt: skip
def time_to_adopt(adoption_seconds: Numbers, users_with_adoption_time: Numbers) -> Numbers:
    """The mean time from a user's start to adoption, in seconds, of those who adopted.

    Time to adopt = time from start to adoption ÷ users who adopted.

    >>> time_to_adopt(adoption_seconds=864_000, users_with_adoption_time=10)
    86400.0
    """
    return ratio(adoption_seconds, users_with_adoption_time)


@time_to_adopt.variant(
    "median", n="users_with_adoption_time", formula=r"Q_{50}(\text{time to adopt})"
)
def time_to_adopt_median(adoption_seconds_median: Numbers) -> Numbers:
    """The time within which half of those who adopted did."""
    return adoption_seconds_median
