"""Conversion: the share who did what was hoped for."""

from ..clustered import share_by_customer
from ..intervals import wilson_interval
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio
from ..spread import COUNT
from ..status import MATURING, Reason

NO_VISITORS = (
    "no visitors are known here; where a channel gives only the totals of its parts, these do not "
    "add up to the whole: one person may be in several"
)


@metric(
    "Conversion rate", unit="percent", better="higher", range=(0, 1), n="cohort_leads",
    interval=wilson_interval, no_basis=Reason("no lead of the period has had its whole window yet", MATURING),
    formula=r"\frac{\text{leads of the cohort who became customers in the window}}{\text{leads of the cohort whose window has closed}}",
    hides="What the customers are worth, and who was never a lead.",
    source="S16.7, S10.3",
)  # fmt: skip
def conversion_rate(cohort_leads: Numbers, cohort_leads_converted: Numbers) -> Numbers:
    """Of the leads that started in the period and whose window has closed, the share converted.

    Conversion = converted within the window ÷ leads with a closed window. A cohort keeps recent
    leads, who had no time yet, from looking like failures.

    >>> conversion_rate(cohort_leads=400, cohort_leads_converted=60)
    0.15
    """
    return ratio(cohort_leads_converted, cohort_leads)


@conversion_rate.variant(
    "visitors", n="identified_visitors", range=(0, 1), interval=wilson_interval,
    whole=("identified_visitors",), source="S16.7",
    no_basis="no visitor of the period is known by an id",
    formula=r"\frac{\text{visitors of the period who converted in it}}{\text{visitors of the period}}",
)  # fmt: skip
def conversion_rate_visitors(identified_visitors: Numbers, converting_visitors: Numbers) -> Numbers:
    """The share of the period's visitors who reached a goal in it: people, each counted once.

    Visitors who converted ÷ visitors, of those known by an id. A conversion of somebody who did not
    visit is none; a channel that reports only a total of visitors is left out, as nobody can be
    followed there.

    >>> conversion_rate(identified_visitors=5_000, converting_visitors=100, variant="visitors")
    0.02
    """
    return ratio(converting_visitors, identified_visitors)


@conversion_rate.variant(
    "sessions", n="identified_visits", range=(0, 1), source="S16.7",
    interval=share_by_customer("converting_visits", "identified_visits"),
    whole=(
        "identified_visits", "customers_behind_identified_visits",
        "identified_visits_by_customer_square_sum",
    ),
    no_basis="no visitor of the period is known by an id",
    formula=r"\frac{\text{visits of the period that led to a goal}}{\text{visits of the period}}",
)  # fmt: skip
def conversion_rate_sessions(identified_visits: Numbers, converting_visits: Numbers) -> Numbers:
    """The share of the period's visits that led to a goal, each visit counted once.

    Visits with a conversion ÷ visits. A conversion belongs to the visitor's latest visit before it.

    >>> conversion_rate(identified_visits=8_000, converting_visits=120, variant="sessions")
    0.015
    """
    return ratio(converting_visits, identified_visits)


@conversion_rate.variant(
    "conversions_per_visitor", unit="ratio", n="visitors", whole=("visitors",), source="S16.7",
    no_basis=NO_VISITORS,
    formula=r"\frac{\text{conversions in the period}}{\text{visitors in the period}}",
)  # fmt: skip
def conversion_rate_conversions_per_visitor(
    visitors: Numbers, visitor_conversions: Numbers
) -> Numbers:
    """S16's letter: conversions ÷ visitors of the period. A ratio of different things, not a share.

    One visitor may convert several times, and somebody who did not visit may convert: above 1 is
    possible.

    >>> conversion_rate(visitors=5_000, visitor_conversions=6_000,
    ...                 variant="conversions_per_visitor")
    1.2
    """
    return ratio(visitor_conversions, visitors)


@conversion_rate.variant(
    "leads", maturing=True, n="leads", range=(0, 1), interval=wilson_interval, source="S16.7",
    formula=r"\frac{\text{leads of the period converted so far}}{\text{leads of the period}}",
)  # fmt: skip
def conversion_rate_leads(leads: Numbers, leads_converted: Numbers) -> Numbers:
    """S16's rate of leads: converted so far ÷ all leads of the period, open ones included.

    >>> conversion_rate(leads=500, leads_converted=60, variant="leads")
    0.12
    """
    return ratio(leads_converted, leads)


@conversion_rate.variant(
    "so_far", maturing=True, n="leads", range=(0, 1), interval=wilson_interval,
    formula=r"\frac{\text{leads of the period converted so far}}{\text{leads of the period}}",
)  # fmt: skip
def conversion_rate_so_far(leads: Numbers, leads_converted: Numbers) -> Numbers:
    """What is known of a cohort that is still maturing; the same number as S16's ``leads``.

    The newest periods are low because their leads have had no time: never compare them with older
    ones.

    >>> conversion_rate(leads=500, leads_converted=60, variant="so_far")
    0.12
    """
    return ratio(leads_converted, leads)


@conversion_rate.variant(
    "qualified_leads", n="cohort_leads_qualified", range=(0, 1), interval=wilson_interval,
    source="S10.3", no_basis=Reason("no qualified lead of the period has had its whole window yet", MATURING),
    formula=r"\frac{\text{qualified leads of the cohort who became customers in the window}}{\text{qualified leads of the cohort whose window has closed}}",
)  # fmt: skip
def conversion_rate_qualified_leads(
    cohort_leads_qualified: Numbers, cohort_qualified_leads_converted: Numbers
) -> Numbers:
    """S10's rate, qualified leads → paying customers; by representative it is the close rate.

    Both within the window of the lead, of leads whose window has closed.

    >>> conversion_rate(cohort_leads_qualified=200, cohort_qualified_leads_converted=50,
    ...                 variant="qualified_leads")
    0.25
    """
    return ratio(cohort_qualified_leads_converted, cohort_leads_qualified)


@conversion_rate.variant(
    "by_period", unit="ratio", n="leads",
    formula=r"\frac{\text{conversions that fell in the period}}{\text{leads that started in the period}}",
)  # fmt: skip
def conversion_rate_by_period(leads: Numbers, lead_conversions_in_period: Numbers) -> Numbers:
    """Conversions of the period per lead of the period: of different people, and above 1 at times.

    >>> conversion_rate(leads=500, lead_conversions_in_period=80, variant="by_period")
    0.16
    """
    return ratio(lead_conversions_in_period, leads)


@metric(
    "Leads generated", unit="count", better="higher", spread=COUNT, formula=r"\text{leads created}",
    hides="A list that was bought counts like a hundred people who asked.",
    source="S16",
)  # fmt: skip
def leads_generated(leads: Numbers) -> Numbers:
    """The number of leads created in the period.

    A count, by channel a segment.

    >>> leads_generated(leads=500)
    500.0
    """
    return leads


@metric(
    "Marketing response rate", unit="percent", better="higher", range=(0, 1),
    n="campaign_contacts", interval=wilson_interval,
    formula=r"\frac{\text{responses}}{\text{contacts made}}",
    hides="Whether a response led to anything.",
    source="S10.3",
)  # fmt: skip
def marketing_response_rate(campaign_contacts: Numbers, campaign_responses: Numbers) -> Numbers:
    """The share of the contacts made by campaigns that were answered.

    Response rate = responses ÷ contacts made.

    >>> marketing_response_rate(campaign_contacts=2_000, campaign_responses=50)
    0.025
    """
    return ratio(campaign_responses, campaign_contacts)


@metric(
    "Free to paid conversion", aliases=("trial_conversion_rate", "free_to_paid"),
    unit="percent", better="higher", range=(0, 1), n="cohort_free_accounts",
    interval=wilson_interval, no_basis=Reason("no account of the period has had its whole window yet", MATURING),
    formula=r"\frac{\text{free accounts of the cohort that paid in the window}}{\text{free accounts of the cohort whose window has closed}}",
    hides="A strict trial converts better because fewer start it.",
    source="S16",
)  # fmt: skip
def free_to_paid_conversion(
    cohort_free_accounts: Numbers, cohort_free_accounts_paid: Numbers
) -> Numbers:
    """Of the free accounts and trials started in the period, window closed, the share that pays.

    Free to paid = paid within the window ÷ free accounts with a closed window.

    >>> free_to_paid_conversion(cohort_free_accounts=1_000, cohort_free_accounts_paid=49)
    0.049
    """
    return ratio(cohort_free_accounts_paid, cohort_free_accounts)


@free_to_paid_conversion.variant(
    "so_far", maturing=True, n="free_accounts", range=(0, 1), interval=wilson_interval,
    formula=r"\frac{\text{free accounts of the period that have paid so far}}{\text{free accounts of the period}}",
)  # fmt: skip
def free_to_paid_conversion_so_far(free_accounts: Numbers, free_accounts_paid: Numbers) -> Numbers:
    """What is known of a cohort that is still maturing: paid so far ÷ all that started free.

    The newest periods are low because their accounts have had no time.

    >>> free_to_paid_conversion(free_accounts=1_200, free_accounts_paid=48, variant="so_far")
    0.04
    """
    return ratio(free_accounts_paid, free_accounts)
