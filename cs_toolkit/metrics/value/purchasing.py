"""How much and how often customers buy: the parts that a lifetime value is made of."""

from ..clustered import mean_by_customer
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio
from ..status import MODEL_REFUSED, Reason


@metric(
    "Average purchase value", aliases=("average_order_value", "aov"),
    unit="money", better="higher", n="purchases", signed=("purchase_revenue",),
    interval=mean_by_customer(
        "purchase_revenue", "purchases", "purchase_revenue_square_sum"
    ),
    formula=r"\frac{\text{revenue of purchases}}{\text{purchases}}",
    hides="A few large orders pull it up, and free ones pull it down.",
    source="S16.9, S17.2",
)  # fmt: skip
def average_purchase_value(purchase_revenue: Numbers, purchases: Numbers) -> Numbers:
    """Revenue per purchase: per sale, and where customers subscribe per month of fees.

    Average purchase value = revenue of purchases ÷ purchases.

    >>> average_purchase_value(purchase_revenue=1_000, purchases=25)
    40.0
    """
    return ratio(purchase_revenue, purchases)


@metric(
    "Purchase frequency", aliases=("purchase_frequency",),
    unit="ratio", better="higher", n="spending_customers", whole=("months_in_period",),
    formula=r"\frac{\text{purchases}}{\text{customers who bought} \times \text{months}}",
    hides="It is the frequency of those who bought: who did not is left out.",
    source="S16.9, S17.2",
)  # fmt: skip
def purchases_per_month(
    purchases: Numbers, spending_customers: Numbers, months_in_period: Numbers
) -> Numbers:
    """Purchases per buyer and month.

    Frequency = purchases ÷ customers who bought ÷ months of the period.

    >>> purchases_per_month(purchases=300, spending_customers=100, months_in_period=12)
    0.25
    """
    return ratio(purchases, spending_customers * months_in_period)


@metric(
    "Customer value per month", unit="money", better="higher", n="spending_customers",
    whole=("months_in_period",),
    signed=("purchase_revenue",),
    formula=r"\frac{\text{revenue of purchases}}{\text{customers who bought} \times \text{months}}",
    hides="One average over customers who differ a hundredfold.",
    source="S16",
)  # fmt: skip
def customer_value_per_month(
    purchase_revenue: Numbers, spending_customers: Numbers, months_in_period: Numbers
) -> Numbers:
    """Purchase revenue per buyer and month: average purchase value × purchases per month.

    Customer value = revenue of purchases ÷ customers who bought ÷ months.

    >>> customer_value_per_month(purchase_revenue=12_000, spending_customers=100,
    ...                          months_in_period=12)
    10.0
    """
    return ratio(purchase_revenue, spending_customers * months_in_period)


@metric(
    "Monthly revenue per customer", unit="money", better="higher", n="ending_accounts",
    whole=("months_in_period",),
    formula=r"\frac{\text{total revenue}}{(\text{accounts at start} + \text{accounts at end}) \div 2 \times \text{months}}",
    hides="A few large accounts pull the mean.",
    source="S10.4",
)  # fmt: skip
def monthly_revenue_per_customer(
    total_revenue: Numbers,
    starting_accounts: Numbers,
    ending_accounts: Numbers,
    months_in_period: Numbers,
) -> Numbers:
    """Recurring revenue per average paying account and month: ARPA brought to one month.

    Monthly revenue = total revenue ÷ average accounts ÷ months.

    >>> monthly_revenue_per_customer(total_revenue=16_500, starting_accounts=100,
    ...                              ending_accounts=120, months_in_period=3)
    50.0
    """
    return ratio(total_revenue, (starting_accounts + ending_accounts) / 2 * months_in_period)


@metric(
    "Repeat purchase probability", unit="percent", better="higher", range=(0, 1),
    n="customers_with_prediction", no_basis=Reason("too few customers have bought again to learn from", MODEL_REFUSED),
    formula=r"\frac{\sum_{\text{customers}} P(\text{another purchase})}{\text{customers}}",
    hides="Half may be certain and half lost: the list by customer says whom to keep.",
    source="S16.9",
)  # fmt: skip
def repeat_purchase_probability(
    repeat_probability_sum: Numbers, customers_with_prediction: Numbers
) -> Numbers:
    """The mean probability that a customer buys again in the horizon that the model was asked for.

    Repeat probability = Σ over customers of P(another purchase) ÷ customers. A model's estimate:
    its held-out error is shown beside it.

    >>> repeat_purchase_probability(repeat_probability_sum=45, customers_with_prediction=100)
    0.45
    """
    return ratio(repeat_probability_sum, customers_with_prediction)
