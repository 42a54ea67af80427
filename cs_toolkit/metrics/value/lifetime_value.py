"""Customer lifetime value: eight variants that carry one name."""

from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio
from ..status import MODEL_REFUSED, Reason
from .margin import margin_share
from .uncertainty import by_lifespan, by_purchases_and_lifespan, no_tail, over_cost


@metric(
    "Customer lifetime value", aliases=("clv", "ltv", "cltv", "lifetime_value"),
    unit="money", better="higher", n="spending_customers", interval=by_purchases_and_lifespan, lacks=no_tail,
    formula=r"\text{average purchase value} \times \text{purchase frequency} \times \text{lifespan} \times \text{margin}",
    hides="An average of customers who differ a hundredfold, and a promise about years to come.",
    source="S16.9",
)  # fmt: skip
def customer_lifetime_value(
    average_purchase_value: Numbers,
    purchases_per_month: Numbers,
    lifespan_months: Numbers,
    *,
    gross_margin: Numbers = 1.0,
) -> Numbers:
    """What a customer spends over the whole relation: value × frequency × lifespan.

    CLV = average purchase value × purchases a month × lifespan in months × gross margin. With the
    margin left at 1 it is revenue, not profit.

    >>> customer_lifetime_value(average_purchase_value=40, purchases_per_month=0.5,
    ...                         lifespan_months=30)
    600.0
    """
    return (
        average_purchase_value * purchases_per_month * lifespan_months * margin_share(gross_margin)
    )


@customer_lifetime_value.variant(
    "customer_value", source="S16", n="spending_customers", interval=by_purchases_and_lifespan, lacks=no_tail,
    formula=r"\text{customer value} \times \text{lifespan} \times \text{margin}",
)  # fmt: skip
def customer_lifetime_value_customer_value(
    customer_value_per_month: Numbers, lifespan_months: Numbers, *, gross_margin: Numbers = 1.0
) -> Numbers:
    """S16's second form, customer value × lifespan: the same number, as value = size × frequency.

    >>> customer_lifetime_value(customer_value_per_month=20, lifespan_months=30,
    ...                         variant="customer_value")
    600.0
    """
    return customer_value_per_month * lifespan_months * margin_share(gross_margin)


@customer_lifetime_value.variant(
    "over_cac", unit="ratio", source="S17.2", n="new_customers", interval=over_cost, lacks=no_tail,
    formula=r"\frac{\text{value} \times \text{frequency} \times \text{lifespan} \times \text{margin}}{\text{CAC}}",
)  # fmt: skip
def customer_lifetime_value_over_cac(
    average_purchase_value: Numbers,
    purchases_per_month: Numbers,
    lifespan_months: Numbers,
    customer_acquisition_cost: Numbers,
    *,
    gross_margin: Numbers = 1.0,
) -> Numbers:
    """S17's formula, divided by CAC: in truth LTV:CAC, a ratio and no amount of money.

    >>> customer_lifetime_value(average_purchase_value=40, purchases_per_month=0.5,
    ...                         lifespan_months=30, customer_acquisition_cost=200,
    ...                         variant="over_cac")
    3.0
    """
    value = average_purchase_value * purchases_per_month * lifespan_months
    return ratio(value * margin_share(gross_margin), customer_acquisition_cost)


@customer_lifetime_value.variant(
    "annual_retention", source="S12.7",
    formula=r"\text{average order} \times \text{orders a year} \times \text{annual retention} \times \text{margin}",
)  # fmt: skip
def customer_lifetime_value_annual_retention(
    average_purchase_value: Numbers,
    purchases_per_month: Numbers,
    annual_retention_rate: Numbers,
    *,
    gross_margin: Numbers = 1.0,
) -> Numbers:
    """S12's formula, a year's orders × annual retention: a year's value, not a lifetime's.

    >>> customer_lifetime_value(average_purchase_value=40, purchases_per_month=0.5,
    ...                         annual_retention_rate=0.75, variant="annual_retention")
    180.0
    """
    yearly = average_purchase_value * purchases_per_month * 12
    return yearly * annual_retention_rate * margin_share(gross_margin)


@customer_lifetime_value.variant(
    "monthly_revenue", source="S10.4", n="ending_accounts", interval=by_lifespan, lacks=no_tail,
    formula=r"\text{lifespan in months} \times \text{monthly revenue per customer} \times \text{margin}",
)  # fmt: skip
def customer_lifetime_value_monthly_revenue(
    monthly_revenue_per_customer: Numbers, lifespan_months: Numbers, *, gross_margin: Numbers = 1.0
) -> Numbers:
    """S10's formula, lifespan × monthly revenue of the average customer.

    >>> customer_lifetime_value(monthly_revenue_per_customer=50, lifespan_months=24,
    ...                         variant="monthly_revenue")
    1200.0
    """
    return monthly_revenue_per_customer * lifespan_months * margin_share(gross_margin)


@customer_lifetime_value.variant(
    "historical", n="customers_to_date", signed=("revenue_to_date",), source="S17.2",
    formula=r"\frac{\text{revenue to date}}{\text{customers to date}} \times \text{margin}",
)  # fmt: skip
def customer_lifetime_value_historical(
    revenue_to_date: Numbers, customers_to_date: Numbers, *, gross_margin: Numbers = 1.0
) -> Numbers:
    """S17's "has spent": revenue to date per customer so far; low while customers are young.

    >>> customer_lifetime_value(revenue_to_date=90_000, customers_to_date=300,
    ...                         variant="historical")
    300.0
    """
    return ratio(revenue_to_date, customers_to_date) * margin_share(gross_margin)


@customer_lifetime_value.variant(
    "margin", n="starting_customers",
    formula=r"\frac{\text{ARPA} \times \text{margin}}{\text{customer churn rate}}",
)  # fmt: skip
def customer_lifetime_value_margin(
    arpa: Numbers, customer_churn_rate: Numbers, *, gross_margin: Numbers = 1.0
) -> Numbers:
    """ARPA × margin ÷ churn, both of one period: takes that churn to last for ever.

    No basis in a period without churn.

    >>> customer_lifetime_value(arpa=50, customer_churn_rate=0.04, gross_margin=0.8,
    ...                         variant="margin")
    1000.0
    """
    return ratio(arpa * margin_share(gross_margin), customer_churn_rate)


@customer_lifetime_value.variant(
    "predicted",
    no_basis=Reason("too few customers have left or bought again to learn from", MODEL_REFUSED),
    formula=r"E[\text{future purchases}] \times E[\text{value per purchase}] \times \text{margin}",
)
def customer_lifetime_value_predicted(
    predicted_customer_value: Numbers, *, gross_margin: Numbers = 1.0
) -> Numbers:
    """What a customer will yet spend, by a fitted model with its held-out error beside it.

    >>> customer_lifetime_value(predicted_customer_value=250, gross_margin=0.8,
    ...                         variant="predicted")
    200.0
    """
    return predicted_customer_value * margin_share(gross_margin)
