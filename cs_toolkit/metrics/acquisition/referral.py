"""Referral: customers who bring customers."""

from ..intervals import wilson_interval
from ..metric import metric
from ..ratio import ratio


@metric(
    "Customer referral rate", aliases=("referral_rate",),
    unit="percent", better="higher", range=(0, 1), n="served_customers",
    interval=wilson_interval,
    formula=r"\frac{\text{customers who referred new business}}{\text{customers of the period}}",
    hides="Who is recommended in talk and never recorded.",
    source="S17.9",
)  # fmt: skip
def customer_referral_rate(served_customers, referring_customers):
    """The share of the period's customers who referred new business in it.

    Referral rate = customers who referred ÷ customers of the period.

    >>> customer_referral_rate(served_customers=400, referring_customers=20)
    0.05
    """
    return ratio(referring_customers, served_customers)


@metric(
    "Lead referral rate", unit="ratio", better="higher", n="active_customers",
    whole=("active_customers",),
    formula=r"\frac{\text{leads from existing customers}}{\text{active customers}}",
    hides="One customer with twenty referrals looks like twenty with one.",
    source="S10.6",
)  # fmt: skip
def lead_referral_rate(active_customers, referred_leads):
    """Leads that came from existing customers, per active customer; can exceed 1.

    Lead referral rate = referred leads ÷ active customers.

    >>> lead_referral_rate(active_customers=400, referred_leads=60)
    0.15
    """
    return ratio(referred_leads, active_customers)


_K = r"\frac{\text{%s}}{\text{customers at start}} \times \frac{\text{converted}}{\text{%s}}"


def _coefficient(customers, invitations, converted):
    return ratio(invitations, customers) * ratio(converted, invitations)


@metric(
    "Viral coefficient", aliases=("k_factor", "viral_k"), unit="ratio", better="higher",
    n="starting_customers", whole=("starting_customers",), formula=_K % ("invitations", "invitations"),
    hides="The length of a cycle: k = 0.5 a day outgrows k = 0.9 a year.",
    source="S10.10",
)  # fmt: skip
def viral_coefficient(starting_customers, customer_invitations, customer_invitations_converted):
    """New customers that each customer's invitations bring in a cycle.

    k = (invitations ÷ customers at start) × (converted ÷ invitations). Invitations and conversions
    are of the same cycle. Above 1 each generation is larger than the last.

    >>> viral_coefficient(starting_customers=100, customer_invitations=400,
    ...                   customer_invitations_converted=30)
    0.3
    """
    return _coefficient(starting_customers, customer_invitations, customer_invitations_converted)


@viral_coefficient.variant(
    "company",
    n="starting_customers",
    whole=("starting_customers",),
    formula=_K % ("promotional contacts", "contacts"),
)
def viral_coefficient_company(
    starting_customers, company_invitations, company_invitations_converted
):
    """The same of the company's own promotional contacts: growth that was paid for.

    >>> viral_coefficient(starting_customers=100, company_invitations=200,
    ...                   company_invitations_converted=10, variant="company")
    0.1
    """
    return _coefficient(starting_customers, company_invitations, company_invitations_converted)


@viral_coefficient.variant(
    "together",
    n="starting_customers",
    whole=("starting_customers",),
    formula=_K % ("all invitations", "all invitations"),
)
def viral_coefficient_together(
    starting_customers, customer_invitations, customer_invitations_converted,
    company_invitations, company_invitations_converted,
):  # fmt: skip
    """S10's organic growth of a cycle: customers' invitations and promotional contacts together.

    >>> viral_coefficient(starting_customers=100, customer_invitations=400,
    ...                   customer_invitations_converted=30, company_invitations=200,
    ...                   company_invitations_converted=10, variant="together")
    0.4
    """
    return _coefficient(
        starting_customers,
        customer_invitations + company_invitations,
        customer_invitations_converted + company_invitations_converted,
    )
