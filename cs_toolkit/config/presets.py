"""Vendors' definitions: named sets of policies that reproduce the figures of their tools.

A preset changes only what the vendor's public documentation says; every other rule stays as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ..errors import InputError, did_you_mean


@dataclass(frozen=True)
class Preset:
    """What a vendor's documentation says, as values of policies, and what it cannot be brought to."""

    label: str
    values: Mapping[str, str | int | float]
    says: str
    source: str


PRESETS: dict[str, Preset] = {
    "chartmogul": Preset(
        "ChartMogul",
        {
            "within_period": "excluded", "reactivation_gap": "netted", "discounts": "recurring",
            "churn_lands": "cancellation", "net_mrr_churn": "less_reactivation",
        },
        "Who joins and leaves, or leaves and returns, within a period is not in its churn; "
        "reactivation is netted into net MRR churn. Past due is a setting there: set past_due.",
        "help.chartmogul.com, churn rate formulas, churn recognition",
    ),
    "stripe": Preset(
        "Stripe Billing",
        {
            "within_period": "included", "churn_base": "starting_and_new", "discounts": "forever",
            "past_due": "counted", "churn_lands": "end_of_service",
        },
        "New subscribers join the denominator of churn; only coupons without an end reduce MRR. "
        "The window there is the last 30 days, here the period.",
        "docs.stripe.com, subscription analytics glossary",
    ),
    "profitwell": Preset(
        "ProfitWell (Paddle)",
        {
            "within_period": "excluded", "reactivation_gap": "any", "discounts": "all",
            "paused": "excluded", "past_due": "counted", "churn_lands": "end_of_service",
        },
        "Every discount reduces MRR, any return is a reactivation, and a customer in dunning is "
        "active; churn lands at the end of the paid period.",
        "learn.profitwell.com, calculating metrics",
    ),
    "baremetrics": Preset(
        "Baremetrics",
        {"within_period": "included", "past_due": "excluded", "past_due_days": 30},
        "Who joins and leaves within the period is in its churn; who has been delinquent for more "
        "than 30 days is gone. The window there is the last 30 days, here the period.",
        "help.baremetrics.com, user and revenue churn; changelog, churn update",
    ),
    "recurly": Preset(
        "Recurly",
        {
            "within_period": "excluded", "reactivation_gap": "month", "discounts": "all",
            "paused": "excluded", "churn_lands": "end_of_service",
        },
        "A return counts as reactivation after a month without service at least; discounts reduce "
        "MRR. Past due is a setting there: set past_due.",
        "support.recurly.com, reactivation MRR",
    ),
    "chargebee": Preset(
        "Chargebee",
        {
            "within_period": "included", "reactivation_gap": "any", "discounts": "recurring",
            "churn_lands": "end_of_service",
        },
        "Who joins and leaves within the period is new and lost; any return is a reactivation; only "
        "recurring discounts reduce MRR.",
        "chargebee.com/docs, recurring revenue; support.chargebee.com",
    ),
}  # fmt: skip


def preset_values(name: object) -> dict[str, str | int | float]:
    """The values of policies that a preset sets.

    >>> preset_values("baremetrics")["within_period"]
    'included'
    >>> preset_values("charmogul")
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: [policies] preset = "charmogul" is none: did you mean "chartmogul"? ...
    """
    if not isinstance(name, str) or name not in PRESETS:
        raise InputError(
            f'[policies] preset = "{name}" is none: {did_you_mean(str(name), PRESETS)}'
        )
    return dict(PRESETS[name].values)
