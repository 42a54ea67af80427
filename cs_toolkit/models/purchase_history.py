"""What a purchase history tells of a customer: how often, how recently, how long known, how much.

Models of repeat buying need four figures per customer (recency, frequency, age, mean amount).
Their rules: several orders on one day are one purchase occasion, days with returns only are none,
and the first purchase, which made somebody a customer, is no repeat purchase.
"""

import pandas as pd

from ..errors import InputError
from . import observations
from .observations import Moment

COLUMNS = (
    "customer_id", "first_on", "last_on", "frequency", "recency_days", "age_days",
    "mean_repeat_amount",
)  # fmt: skip


def purchase_days(orders: pd.DataFrame, *, before: Moment | None = None) -> pd.DataFrame:
    """One row per customer and day with a sale: customer_id, day, amount (of that day's sales).

    Args:
        orders: customer_id, ordered_on (a day in the reporting zone), amount, and optionally
            is_return. A negative amount is a return, too, and a return is not a purchase.
        before: the first moment that is not read; by default everything is.
    """
    observations.need_columns(orders, "orders", ("customer_id", "ordered_on", "amount"))
    if orders["customer_id"].isna().any():
        raise InputError(
            f"orders.customer_id: {int(orders['customer_id'].isna().sum())} of {len(orders)} rows "
            "are empty; a purchase without a customer has no history, leave it out"
        )
    sales = pd.DataFrame(
        {
            "customer_id": orders["customer_id"].to_numpy(),
            "day": observations.days(orders["ordered_on"], "orders.ordered_on"),
            "amount": observations.numbers(orders["amount"], "orders.amount"),
        }
    )
    is_sale = sales["amount"] >= 0
    if "is_return" in orders.columns:
        is_sale &= ~observations.flags(orders["is_return"], "orders.is_return")
    if before is not None:
        is_sale &= sales["day"] < pd.Timestamp(before)
    # in one order, so that sums of floats don't depend on the order of the rows
    sales = sales[is_sale].sort_values(["customer_id", "day", "amount"], kind="stable")
    return sales.groupby(["customer_id", "day"], as_index=False)["amount"].sum()


def purchase_history(orders: pd.DataFrame, as_of: Moment) -> pd.DataFrame:
    """One row per customer who has bought before ``as_of``, ordered by customer.

    Columns: ``customer_id``, ``first_on``, ``last_on``, ``frequency`` (repeat purchase occasions:
    days with a sale, less the first), ``recency_days`` (from the first to the last), ``age_days``
    (from the first to the last day read), ``mean_repeat_amount`` (per repeat occasion, the first
    left out; NaN without one).

    Args:
        orders: see :func:`purchase_days`.
        as_of: the first moment that is not read; the last day read is the day before.

    Source: Fader and Hardie, "A note on deriving RFM summaries" (brucehardie.com/notes).

    >>> orders = pd.DataFrame({
    ...     "customer_id": ["ann", "ann", "ann", "bob"],
    ...     "ordered_on": ["2014-03-14", "2014-04-09", "2014-05-21", "2014-05-30"],
    ...     "amount": [10, 20, 25, 8],
    ... })
    >>> history = purchase_history(orders, "2014-06-01")
    >>> print(history.drop(columns=["first_on", "last_on"]).to_string(index=False))
    customer_id  frequency  recency_days  age_days  mean_repeat_amount
            ann          2            68        78                22.5
            bob          0             0         1                 NaN
    """
    as_of = pd.Timestamp(as_of)
    days = purchase_days(orders, before=as_of)
    first_day = days.groupby("customer_id")["day"].transform("min")
    repeats = days[days["day"] > first_day].groupby("customer_id")["amount"].mean()
    history = days.groupby("customer_id")["day"].agg(
        first_on="min", last_on="max", occasions="size"
    )
    last_read = (as_of - pd.Timedelta(1, "ns")).normalize()
    history["frequency"] = history.pop("occasions") - 1
    history["recency_days"] = (history["last_on"] - history["first_on"]).dt.days
    history["age_days"] = (last_read - history["first_on"]).dt.days
    history["mean_repeat_amount"] = repeats.reindex(history.index)
    return history.reset_index()[list(COLUMNS)]
