"""Referral: customers who bring customers."""

from ..intervals import wilson_interval
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio
from ..status import MATURING, Reason


@metric(
    "Customer referral rate", aliases=("referral_rate",),
    unit="percent", better="higher", range=(0, 1), n="served_customers",
    interval=wilson_interval,
    formula=r"\frac{\text{customers who referred new business}}{\text{customers of the period}}",
    hides="Who is recommended in talk and never recorded.",
    source="S17.9",
)  # fmt: skip
def customer_referral_rate(served_customers: Numbers, referring_customers: Numbers) -> Numbers:
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
def lead_referral_rate(active_customers: Numbers, referred_leads: Numbers) -> Numbers:
    """Leads that came from existing customers, per active customer; can exceed 1.

    Lead referral rate = referred leads ÷ active customers.

    >>> lead_referral_rate(active_customers=400, referred_leads=60)
    0.15
    """
    return ratio(referred_leads, active_customers)


_K = r"\frac{\text{%s}}{\text{customers at start}} \times \frac{\text{converted}}{\text{%s with a closed window}}"
_MATURING = Reason("nobody was invited, or no invitation has had its whole window yet", MATURING)


def _coefficient(
    customers: Numbers, invitations: Numbers, converted: Numbers, still_open: Numbers
) -> Numbers:
    return ratio(invitations, customers) * ratio(converted, invitations - still_open)


@metric(
    "Viral coefficient", aliases=("k_factor", "viral_k"), unit="ratio", better="higher",
    n="starting_customers", whole=("starting_customers",), formula=_K % ("invitations", "invitations"),
    hides="The length of a cycle: k = 0.5 a day outgrows k = 0.9 a year.",
    source="S10.10", lacks=_MATURING,
)  # fmt: skip
def viral_coefficient(
    starting_customers: Numbers,
    customer_invitations: Numbers,
    customer_invitations_converted: Numbers,
    open_customer_invitations: Numbers = 0,
) -> Numbers:
    """New customers that each customer's invitations bring in a cycle.

    k = (invitations ÷ customers at start) × (converted ÷ invitations). Invitations and conversions
    are of the same cycle, and the second factor is that of the invitations whose window has closed:
    those of the last days are still open. Above 1 each generation is larger than the last.

    >>> viral_coefficient(starting_customers=100, customer_invitations=400,
    ...                   customer_invitations_converted=30)
    0.3
    >>> viral_coefficient(starting_customers=100, customer_invitations=400,
    ...                   customer_invitations_converted=15, open_customer_invitations=200)
    0.3
    """
    return _coefficient(
        starting_customers, customer_invitations, customer_invitations_converted,
        open_customer_invitations,
    )  # fmt: skip


@viral_coefficient.variant(
    "so_far", n="starting_customers", whole=("starting_customers",), maturing=True,
    formula=r"\frac{\text{invitations}}{\text{customers at start}} \times \frac{\text{converted so far}}{\text{invitations}}",
)  # fmt: skip
def viral_coefficient_so_far(
    starting_customers: Numbers,
    customer_invitations: Numbers,
    customer_invitations_converted_so_far: Numbers,
) -> Numbers:
    """What is known of a cycle that is still maturing: low where invitations are still open.

    >>> viral_coefficient(starting_customers=100, customer_invitations=400,
    ...                   customer_invitations_converted_so_far=20, variant="so_far")
    0.2
    """
    return _coefficient(
        starting_customers, customer_invitations, customer_invitations_converted_so_far, 0
    )


@viral_coefficient.variant(
    "company", n="starting_customers", whole=("starting_customers",), lacks=_MATURING,
    formula=_K % ("promotional contacts", "contacts"),
)  # fmt: skip
def viral_coefficient_company(
    starting_customers: Numbers,
    company_invitations: Numbers,
    company_invitations_converted: Numbers,
    open_company_invitations: Numbers = 0,
) -> Numbers:
    """The same of the company's own promotional contacts: growth that was paid for.

    >>> viral_coefficient(starting_customers=100, company_invitations=200,
    ...                   company_invitations_converted=10, variant="company")
    0.1
    """
    return _coefficient(
        starting_customers, company_invitations, company_invitations_converted,
        open_company_invitations,
    )  # fmt: skip


@viral_coefficient.variant(
    "together", n="starting_customers", whole=("starting_customers",), lacks=_MATURING,
    formula=_K % ("all invitations", "all invitations"),
)  # fmt: skip
def viral_coefficient_together(
    starting_customers: Numbers,
    customer_invitations: Numbers,
    customer_invitations_converted: Numbers,
    company_invitations: Numbers,
    company_invitations_converted: Numbers,
    open_customer_invitations: Numbers = 0,
    open_company_invitations: Numbers = 0,
) -> Numbers:
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
        open_customer_invitations + open_company_invitations,
    )
