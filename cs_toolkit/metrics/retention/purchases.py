"""Retention without a contract: who buys again, and who has gone quiet."""

from ..clustered import share_by_customer
from ..intervals import wilson_interval
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio


@metric(
    "Repeat purchase rate", aliases=("rpr", "repeat_customer_rate"),
    unit="percent", better="higher", range=(0, 1), n="buyers", interval=wilson_interval,
    formula=r"\frac{\text{customers with two purchase occasions or more}}{\text{customers who bought}}",
    hides="A longer period gives a higher rate, and a customer who bought last week had no time yet.",
    source="S17.6",
)  # fmt: skip
def repeat_purchase_rate(buyers: Numbers, repeat_buyers: Numbers) -> Numbers:
    """The share of the period's buyers who bought on two occasions or more in it.

    RPR = customers with ≥ 2 purchase occasions ÷ customers who bought. Orders of one day are one
    occasion; returns are no purchase.

    >>> repeat_purchase_rate(buyers=200, repeat_buyers=50)
    0.25
    """
    return ratio(repeat_buyers, buyers)


@repeat_purchase_rate.variant(
    "ever", n="buyers_ever", range=(0, 1), interval=wilson_interval,
    formula=r"\frac{\text{customers who ever bought twice}}{\text{customers who ever bought}}",
)  # fmt: skip
def repeat_purchase_rate_ever(buyers_ever: Numbers, repeat_buyers_ever: Numbers) -> Numbers:
    """The same over all of a customer's history up to the period's end.

    >>> repeat_purchase_rate(buyers_ever=1_000, repeat_buyers_ever=480, variant="ever")
    0.48
    """
    return ratio(repeat_buyers_ever, buyers_ever)


@repeat_purchase_rate.variant(
    "transactions", n="transactions", range=(0, 1), source="S17.6",
    interval=share_by_customer("repeat_transactions", "transactions"),
    formula=r"\frac{\text{repeat transactions}}{\text{all transactions}}",
)  # fmt: skip
def repeat_purchase_rate_transactions(
    transactions: Numbers, repeat_transactions: Numbers
) -> Numbers:
    """S17's formula, of transactions where its text speaks of customers: one keen buyer lifts it.

    >>> repeat_purchase_rate(transactions=500, repeat_transactions=300, variant="transactions")
    0.6
    """
    return ratio(repeat_transactions, transactions)


@metric(
    "Inactive customer rate", unit="percent", better="lower", range=(0, 1),
    n="known_customers", interval=wilson_interval,
    formula=r"\frac{\text{customers without purchase or activity in } N \text{ days}}{\text{customers}}",
    hides="Everything hangs on N: a yearly buyer is not inactive after 90 days.",
    source="S10.7",
)  # fmt: skip
def inactive_customer_rate(known_customers: Numbers, inactive_customers: Numbers) -> Numbers:
    """The share of today's customers with neither a purchase nor activity in the last N days.

    Inactive rate = inactive ÷ customers of today: those who pay; without subscriptions, all known
    whose account is open. N is the business's usual interval between purchases.

    >>> inactive_customer_rate(known_customers=400, inactive_customers=60)
    0.15
    """
    return ratio(inactive_customers, known_customers)


@inactive_customer_rate.variant(
    "purchases_only", n="known_customers", range=(0, 1), interval=wilson_interval,
    formula=r"\frac{\text{customers without purchase in } N \text{ days}}{\text{customers}}",
    source="S10.7",
)  # fmt: skip
def inactive_customer_rate_purchases_only(
    known_customers: Numbers, purchase_inactive_customers: Numbers
) -> Numbers:
    """S10's way: no purchase, however active the customer is otherwise.

    >>> inactive_customer_rate(400, purchase_inactive_customers=100, variant="purchases_only")
    0.25
    """
    return ratio(purchase_inactive_customers, known_customers)
