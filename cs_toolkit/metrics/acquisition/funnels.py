"""Funnels: of those who reach a step, how many reach the next, and how soon.

A drop-off is 1 − the step's rate. Each funnel follows one cohort, those who entered in the period,
for the window that everybody of it has had: younger entries are still maturing. What is known of
them already is ``so_far``.
"""

from collections.abc import Callable
from typing import Any

from ..intervals import wilson_interval
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio
from ..status import MATURING, Reason
from .conversion import NO_VISITORS

_MATURING = Reason("none of them has had the whole window yet", MATURING)


def _step(n: str, whole: str, part: str) -> dict[str, Any]:
    """What every step tells the registry: a share of those who reached the step before."""
    formula = rf"\frac{{\text{{{part}}}}}{{\text{{{whole}}}}}"
    interval: Callable = wilson_interval
    return {
        "n": n, "range": (0, 1), "interval": interval, "formula": formula, "no_basis": _MATURING,
    }  # fmt: skip


def _so_far(n: str, whole: str, part: str) -> dict[str, Any]:
    """The same of all who entered, those still within their window included."""
    shown = {"no_basis": "nothing in the denominator", "maturing": True}
    return _step(n, whole, f"{part} so far") | shown


def _time(n: str, what: str, who: str) -> dict[str, Any]:
    formula = rf"\frac{{\text{{{what}}}}}{{\text{{{who}}}}}"
    return {
        "n": n, "unit": "seconds", "better": "lower", "formula": formula,
        "no_basis": Reason("nobody got there within a window that has closed", MATURING),
    }  # fmt: skip


@metric(
    "Sales funnel", unit="percent", better="higher", source="S16, S10.3",
    hides="Sales that take longer than the window, and the leads of the last days.",
    **_step("cohort_leads", "leads with a closed window", "leads who became customers in it"),
)  # fmt: skip
def sales_funnel(cohort_leads: Numbers, cohort_leads_converted: Numbers) -> Numbers:
    """From lead to customer: the share of the period's leads who became customers in their window.

    Lead to customer = leads converted within the window ÷ leads whose window has closed; each step,
    its time and what is known so far is a variant.

    >>> sales_funnel(cohort_leads=500, cohort_leads_converted=40)
    0.08
    """
    return ratio(cohort_leads_converted, cohort_leads)


@sales_funnel.variant(
    "so_far", **_so_far("leads", "all leads of the period", "leads who became customers")
)
def sales_funnel_so_far(leads: Numbers, leads_converted: Numbers) -> Numbers:
    """What is known of a cohort that is still maturing: customers so far ÷ all leads of the period.

    >>> sales_funnel(leads=500, leads_converted=24, variant="so_far")
    0.048
    """
    return ratio(leads_converted, leads)


@sales_funnel.variant(
    "lead_to_qualified",
    **_step("cohort_leads", "leads with a closed window", "leads qualified in it"),
)
def sales_funnel_lead_to_qualified(
    cohort_leads: Numbers, cohort_leads_qualified: Numbers
) -> Numbers:
    """The first step: leads that were found to be worth a sales talk.

    >>> sales_funnel(cohort_leads=500, cohort_leads_qualified=200, variant="lead_to_qualified")
    0.4
    """
    return ratio(cohort_leads_qualified, cohort_leads)


@sales_funnel.variant(
    "lead_to_qualified_so_far",
    **_so_far("leads", "all leads of the period", "leads qualified"),
)
def sales_funnel_lead_to_qualified_so_far(leads: Numbers, qualified_leads: Numbers) -> Numbers:
    """The first step of all leads, those still within their window included.

    >>> sales_funnel(leads=500, qualified_leads=150, variant="lead_to_qualified_so_far")
    0.3
    """
    return ratio(qualified_leads, leads)


@sales_funnel.variant(
    "qualified_to_customer",
    **_step("cohort_leads_qualified", "leads qualified", "of them customers in the window"),
)
def sales_funnel_qualified_to_customer(
    cohort_leads_qualified: Numbers, cohort_qualified_leads_converted: Numbers
) -> Numbers:
    """The second step: qualified leads who became customers.

    >>> sales_funnel(cohort_leads_qualified=200, cohort_qualified_leads_converted=40,
    ...              variant="qualified_to_customer")
    0.2
    """
    return ratio(cohort_qualified_leads_converted, cohort_leads_qualified)


@sales_funnel.variant(
    "qualified_to_customer_so_far",
    **_so_far("qualified_leads", "all leads qualified", "of them customers"),
)
def sales_funnel_qualified_to_customer_so_far(
    qualified_leads: Numbers, qualified_leads_converted: Numbers
) -> Numbers:
    """The second step of all qualified leads, those still within their window included.

    >>> sales_funnel(qualified_leads=200, qualified_leads_converted=30,
    ...              variant="qualified_to_customer_so_far")
    0.15
    """
    return ratio(qualified_leads_converted, qualified_leads)


@sales_funnel.variant(
    "time_to_qualified",
    **_time("cohort_leads_qualified", "time from lead to qualified", "leads qualified"),
)
def sales_funnel_time_to_qualified(
    qualification_seconds: Numbers, cohort_leads_qualified: Numbers
) -> Numbers:
    """The mean time from lead to qualified, in seconds, of those who got there in the window."""
    return ratio(qualification_seconds, cohort_leads_qualified)


@sales_funnel.variant(
    "time_to_customer",
    **_time("cohort_leads_converted", "time from lead to customer", "leads converted"),
)
def sales_funnel_time_to_customer(
    conversion_seconds: Numbers, cohort_leads_converted: Numbers
) -> Numbers:
    """The mean time from lead to customer, in seconds, of those who got there in the window."""
    return ratio(conversion_seconds, cohort_leads_converted)


@metric(
    "Onboarding funnel", unit="percent", better="higher", source="S16",
    hides="Where in a step people stop, and why; payments after the window.",
    **_step("cohort_signups", "sign-ups with a closed window", "sign-ups that pay in it"),
)  # fmt: skip
def onboarding_funnel(cohort_signups: Numbers, cohort_signups_paying: Numbers) -> Numbers:
    """From sign-up to paying: the share of the period's sign-ups that pay within their window.

    Sign-up to paying = paying within the window ÷ sign-ups whose window has closed; each step, its
    time and what is known so far is a variant.

    >>> onboarding_funnel(cohort_signups=1_000, cohort_signups_paying=49)
    0.049
    """
    return ratio(cohort_signups_paying, cohort_signups)


@onboarding_funnel.variant(
    "so_far", **_so_far("signups", "all sign-ups of the period", "sign-ups that pay")
)
def onboarding_funnel_so_far(signups: Numbers, signups_paying: Numbers) -> Numbers:
    """What is known of a cohort that is still maturing: paying so far ÷ all sign-ups of the period.

    >>> onboarding_funnel(signups=1_000, signups_paying=30, variant="so_far")
    0.03
    """
    return ratio(signups_paying, signups)


@onboarding_funnel.variant(
    "visitor_to_signup", unit="ratio", n="visitors", no_basis=NO_VISITORS,
    formula=r"\frac{\text{sign-ups in the period}}{\text{visitors in the period}}",
)  # fmt: skip
def onboarding_funnel_visitor_to_signup(visitors: Numbers, signups: Numbers) -> Numbers:
    """Sign-ups per visitor of the period: a ratio, not a share, as sign-ups name no visitor.

    Visitors are anonymous, so nobody is followed and some who sign up never visited. Where
    conversions name the visitor, the share is ``conversion_rate`` of visitors by goal.

    >>> onboarding_funnel(visitors=20_000, signups=1_000, variant="visitor_to_signup")
    0.05
    """
    return ratio(signups, visitors)


@onboarding_funnel.variant(
    "signup_to_activated",
    **_step("cohort_signups", "sign-ups with a closed window", "sign-ups activated in it"),
)
def onboarding_funnel_signup_to_activated(
    cohort_signups: Numbers, cohort_signups_activated: Numbers
) -> Numbers:
    """The second step: sign-ups that reached first value.

    >>> onboarding_funnel(cohort_signups=1_000, cohort_signups_activated=400,
    ...                   variant="signup_to_activated")
    0.4
    """
    return ratio(cohort_signups_activated, cohort_signups)


@onboarding_funnel.variant(
    "signup_to_activated_so_far",
    **_so_far("signups", "all sign-ups of the period", "sign-ups activated"),
)
def onboarding_funnel_signup_to_activated_so_far(
    signups: Numbers, signups_activated: Numbers
) -> Numbers:
    """The second step of all sign-ups, those still within their window included.

    >>> onboarding_funnel(signups=1_000, signups_activated=300,
    ...                   variant="signup_to_activated_so_far")
    0.3
    """
    return ratio(signups_activated, signups)


@onboarding_funnel.variant(
    "activated_to_paying",
    **_step("cohort_signups_activated", "sign-ups activated", "of them paying in the window"),
)
def onboarding_funnel_activated_to_paying(
    cohort_signups_activated: Numbers, cohort_signups_activated_paying: Numbers
) -> Numbers:
    """The third step: activated sign-ups that pay.

    >>> onboarding_funnel(cohort_signups_activated=400, cohort_signups_activated_paying=44,
    ...                   variant="activated_to_paying")
    0.11
    """
    return ratio(cohort_signups_activated_paying, cohort_signups_activated)


@onboarding_funnel.variant(
    "activated_to_paying_so_far",
    **_so_far("signups_activated", "all sign-ups activated", "of them paying"),
)
def onboarding_funnel_activated_to_paying_so_far(
    signups_activated: Numbers, signups_activated_paying: Numbers
) -> Numbers:
    """The third step of all activated sign-ups, those still within their window included.

    >>> onboarding_funnel(signups_activated=400, signups_activated_paying=40,
    ...                   variant="activated_to_paying_so_far")
    0.1
    """
    return ratio(signups_activated_paying, signups_activated)


@onboarding_funnel.variant(
    "time_to_activated",
    **_time("cohort_signups_activated", "time to activation", "sign-ups activated"),
)
def onboarding_funnel_time_to_activated(
    activation_seconds: Numbers, cohort_signups_activated: Numbers
) -> Numbers:
    """The mean time from sign-up to activation, in seconds, of those who got there in the window."""
    return ratio(activation_seconds, cohort_signups_activated)


@onboarding_funnel.variant(
    "time_to_paying",
    **_time("cohort_signups_paying", "time to first payment", "sign-ups that pay"),
)
def onboarding_funnel_time_to_paying(
    paying_seconds: Numbers, cohort_signups_paying: Numbers
) -> Numbers:
    """The mean time from sign-up to paying, in seconds, of those who got there in the window."""
    return ratio(paying_seconds, cohort_signups_paying)
