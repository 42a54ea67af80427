"""What winning a customer costs, and whether it pays."""

from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio
from .margin import margin_share
from .uncertainty import cost_interval, no_tail, over_cost, return_over_cost


@metric(
    "Customer acquisition cost", aliases=("cac",), unit="money", better="lower", n="new_customers",
    interval=cost_interval,
    formula=r"\frac{\text{sales and marketing spend}}{\text{new customers}}",
    hides="This month's customers were won with last month's money (the variant lagged).",
    source="S10.1, S16",
)  # fmt: skip
def customer_acquisition_cost(acquisition_spend: Numbers, new_customers: Numbers) -> Numbers:
    """Sales and marketing spend of the period ÷ customers won in it.

    CAC = acquisition spend ÷ new customers. Returning customers are not new.

    >>> customer_acquisition_cost(acquisition_spend=6_000, new_customers=30)
    200.0
    """
    return ratio(acquisition_spend, new_customers)


@customer_acquisition_cost.variant(
    "lagged", n="new_customers", interval=cost_interval,
    lacks="no spend is known for the months before",
    formula=r"\frac{\text{spend } N \text{ months earlier}}{\text{new customers}}",
)  # fmt: skip
def customer_acquisition_cost_lagged(
    lagged_acquisition_spend: Numbers, new_customers: Numbers
) -> Numbers:
    """The spend of N months before ÷ new customers: for a sale that takes N months to close.

    >>> customer_acquisition_cost(lagged_acquisition_spend=4_500, new_customers=30,
    ...                           variant="lagged")
    150.0
    """
    return ratio(lagged_acquisition_spend, new_customers)


@customer_acquisition_cost.variant(
    "referred", n="referred_new_customers", interval=cost_interval,
    formula=r"\frac{\text{spend on referral}}{\text{new customers who were referred}}",
    source="S10.6",
)  # fmt: skip
def customer_acquisition_cost_referred(
    referral_spend: Numbers, referred_new_customers: Numbers
) -> Numbers:
    """The cost of a customer whom another customer referred.

    >>> customer_acquisition_cost(referral_spend=400, referred_new_customers=8, variant="referred")
    50.0
    """
    return ratio(referral_spend, referred_new_customers)


@customer_acquisition_cost.variant(
    "not_referred", n="unreferred_new_customers", interval=cost_interval,
    formula=r"\frac{\text{spend on all but referral}}{\text{new customers who were not referred}}",
    source="S10.6",
)  # fmt: skip
def customer_acquisition_cost_not_referred(
    unreferred_acquisition_spend: Numbers, unreferred_new_customers: Numbers
) -> Numbers:
    """The cost of a customer whom nobody referred, beside that of one who was.

    >>> customer_acquisition_cost(unreferred_acquisition_spend=5_500, unreferred_new_customers=22,
    ...                           variant="not_referred")
    250.0
    """
    return ratio(unreferred_acquisition_spend, unreferred_new_customers)


@metric(
    "Cost per lead", aliases=("cpl",), unit="money", better="lower", n="leads",
    formula=r"\frac{\text{sales and marketing spend}}{\text{leads}}",
    hides="A cheap lead that never buys is dear: read it beside the conversion rate.",
    source="field",
)  # fmt: skip
def cost_per_lead(acquisition_spend: Numbers, leads: Numbers) -> Numbers:
    """Sales and marketing spend of the period ÷ leads that started in it.

    Cost per lead = acquisition spend ÷ leads.

    >>> cost_per_lead(acquisition_spend=6_000, leads=400)
    15.0
    """
    return ratio(acquisition_spend, leads)


@metric(
    "LTV to CAC", aliases=("ltv_to_cac", "ltv_cac"), unit="ratio", better="higher",
    n="new_customers", interval=over_cost, lacks=no_tail,
    formula=r"\frac{\text{LTV}}{\text{CAC}}",
    hides="The two belong to different people: today's costs, yesterday's customers' lifetimes.",
    source="S17.2, S16",
)  # fmt: skip
def ltv_cac_ratio(customer_lifetime_value: Numbers, customer_acquisition_cost: Numbers) -> Numbers:
    """How many times its cost of acquisition a customer is worth.

    LTV:CAC = customer lifetime value ÷ customer acquisition cost.

    >>> ltv_cac_ratio(customer_lifetime_value=600, customer_acquisition_cost=200)
    3.0
    """
    return ratio(customer_lifetime_value, customer_acquisition_cost)


@metric(
    "CAC payback", aliases=("cac_payback",), unit="months", better="lower", n="new_customers",
    interval=cost_interval,
    formula=r"\frac{\text{CAC}}{\text{monthly ARPA} \times \text{margin}}",
    hides="Who leaves before the payback never pays: read it beside the lifespan.",
    source="field",
)  # fmt: skip
def cac_payback_months(
    customer_acquisition_cost: Numbers,
    monthly_revenue_per_customer: Numbers,
    *,
    gross_margin: Numbers = 1.0,
) -> Numbers:
    """The months until a customer's margin has paid for winning the customer.

    Payback = CAC ÷ (monthly ARPA × gross margin).

    >>> cac_payback_months(customer_acquisition_cost=200, monthly_revenue_per_customer=50,
    ...                    gross_margin=0.8)
    5.0
    """
    return ratio(
        customer_acquisition_cost, monthly_revenue_per_customer * margin_share(gross_margin)
    )


@metric(
    "Customer return on investment", aliases=("customer_return_on_investment",),
    unit="percent", better="higher", n="new_customers", interval=return_over_cost, lacks=no_tail,
    formula=r"\frac{\text{LTV} - \text{CAC}}{\text{CAC}}",
    hides="Costs of serving and keeping the customer are in it only through the margin.",
    source="S16, S17",
)  # fmt: skip
def customer_roi(customer_lifetime_value: Numbers, customer_acquisition_cost: Numbers) -> Numbers:
    """What a customer brings beyond the cost of winning it, per unit of that cost.

    ROI = (LTV − CAC) ÷ CAC = LTV:CAC − 1.

    >>> customer_roi(customer_lifetime_value=600, customer_acquisition_cost=200)
    2.0
    """
    return ratio(customer_lifetime_value - customer_acquisition_cost, customer_acquisition_cost)
