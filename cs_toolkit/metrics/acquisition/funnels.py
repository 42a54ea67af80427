"""Funnels: of those who reach a step, how many reach the next, and how soon.

A drop-off is 1 − the step's rate. Each funnel follows one cohort, those who entered in the period.
"""

from ..intervals import wilson_interval
from ..metric import metric
from ..ratio import ratio


def _step(n: str, whole: str, part: str) -> dict:
    """What every step tells the registry: a share of those who reached the step before."""
    formula = rf"\frac{{\text{{{part}}}}}{{\text{{{whole}}}}}"
    return {"n": n, "range": (0, 1), "interval": wilson_interval, "formula": formula}


def _time(n: str, what: str, who: str) -> dict:
    formula = rf"\frac{{\text{{{what}}}}}{{\text{{{who}}}}}"
    return {"n": n, "unit": "seconds", "better": "lower", "formula": formula}


@metric(
    "Sales funnel", unit="percent", better="higher", source="S16, S10.3",
    hides="Leads still open count as not yet through: compare cohorts of one age.",
    **_step("leads", "leads", "leads who became customers"),
)  # fmt: skip
def sales_funnel(leads, leads_converted):
    """From lead to customer: the share of the period's leads who have become customers.

    Lead to customer = leads converted ÷ leads; each step and its time is a variant.

    >>> sales_funnel(leads=500, leads_converted=40)
    0.08
    """
    return ratio(leads_converted, leads)


@sales_funnel.variant("lead_to_qualified", **_step("leads", "leads", "leads qualified"))
def sales_funnel_lead_to_qualified(leads, qualified_leads):
    """The first step: leads that were found to be worth a sales talk.

    >>> sales_funnel(leads=500, qualified_leads=200, variant="lead_to_qualified")
    0.4
    """
    return ratio(qualified_leads, leads)


@sales_funnel.variant(
    "qualified_to_customer", **_step("qualified_leads", "leads qualified", "of them customers")
)
def sales_funnel_qualified_to_customer(qualified_leads, qualified_leads_converted):
    """The second step: qualified leads who became customers.

    >>> sales_funnel(qualified_leads=200, qualified_leads_converted=40,
    ...              variant="qualified_to_customer")
    0.2
    """
    return ratio(qualified_leads_converted, qualified_leads)


@sales_funnel.variant(
    "time_to_qualified",
    **_time("qualified_leads", "time from lead to qualified", "leads qualified"),
)
def sales_funnel_time_to_qualified(qualification_seconds, qualified_leads):
    """The mean time from lead to qualified, in seconds, of those who got there."""
    return ratio(qualification_seconds, qualified_leads)


@sales_funnel.variant(
    "time_to_customer", **_time("leads_converted", "time from lead to customer", "leads converted")
)
def sales_funnel_time_to_customer(conversion_seconds, leads_converted):
    """The mean time from lead to customer, in seconds, of those who got there."""
    return ratio(conversion_seconds, leads_converted)


@metric(
    "Onboarding funnel", unit="percent", better="higher", source="S16",
    hides="Where in a step people stop, and why.",
    **_step("signups", "sign-ups", "sign-ups that pay"),
)  # fmt: skip
def onboarding_funnel(signups, signups_paying):
    """From sign-up to paying: the share of the period's sign-ups that pay by now.

    Sign-up to paying = paying ÷ sign-ups; each step and its time is a variant.

    >>> onboarding_funnel(signups=1_000, signups_paying=49)
    0.049
    """
    return ratio(signups_paying, signups)


@onboarding_funnel.variant(
    "visitor_to_signup", n="visitors", formula=r"\frac{\text{sign-ups}}{\text{visitors}}"
)
def onboarding_funnel_visitor_to_signup(visitors, signups):
    """The first step, by period: visitors are anonymous, so no one is followed.

    >>> onboarding_funnel(visitors=20_000, signups=1_000, variant="visitor_to_signup")
    0.05
    """
    return ratio(signups, visitors)


@onboarding_funnel.variant(
    "signup_to_activated", **_step("signups", "sign-ups", "sign-ups activated")
)
def onboarding_funnel_signup_to_activated(signups, signups_activated):
    """The second step: sign-ups that reached first value.

    >>> onboarding_funnel(signups=1_000, signups_activated=400, variant="signup_to_activated")
    0.4
    """
    return ratio(signups_activated, signups)


@onboarding_funnel.variant(
    "activated_to_paying", **_step("signups_activated", "sign-ups activated", "of them paying")
)
def onboarding_funnel_activated_to_paying(signups_activated, signups_activated_paying):
    """The third step: activated sign-ups that pay.

    >>> onboarding_funnel(signups_activated=400, signups_activated_paying=44,
    ...                   variant="activated_to_paying")
    0.11
    """
    return ratio(signups_activated_paying, signups_activated)


@onboarding_funnel.variant(
    "time_to_activated", **_time("signups_activated", "time to activation", "sign-ups activated")
)
def onboarding_funnel_time_to_activated(activation_seconds, signups_activated):
    """The mean time from sign-up to activation, in seconds, of those who got there."""
    return ratio(activation_seconds, signups_activated)


@onboarding_funnel.variant(
    "time_to_paying", **_time("signups_paying", "time to first payment", "sign-ups that pay")
)
def onboarding_funnel_time_to_paying(paying_seconds, signups_paying):
    """The mean time from sign-up to paying, in seconds, of those who got there."""
    return ratio(paying_seconds, signups_paying)
