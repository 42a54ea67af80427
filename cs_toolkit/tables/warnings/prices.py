"""Prices: per unit beside a quantity, and 0 for what has ended."""

from .warning import Checked, DataWarning, Trap


def quantity_by_name(checked: Checked) -> list[DataWarning]:
    """A column called quantity multiplies amounts though nobody said so."""
    if not checked.has("subscriptions", "quantity", "amount"):
        return []
    if checked.maps("subscriptions", "quantity"):
        return []
    return checked.found(
        "quantity_by_name", "subscriptions", "quantity",
        "select subscription_id, starts_on, amount, quantity from subscriptions "
        "where mrr is null and quantity <> 1",
        "amount is taken as the price of one and multiplied by the column called quantity",
        "say which it is in the company file, [tables.subscriptions] columns: "
        'quantity = "quantity" if amount is the price of one, quantity = "1" if it is the whole price',
    )  # fmt: skip


def quantity_beside_mrr(checked: Checked) -> list[DataWarning]:
    """A quantity beside mrr, which is the whole fee and is not multiplied."""
    if not checked.has("subscriptions", "quantity", "mrr"):
        return []
    return checked.found(
        "quantity_beside_mrr", "subscriptions", "mrr",
        "select subscription_id, starts_on, mrr, quantity from subscriptions "
        "where mrr <> 0 and quantity <> 1",
        "mrr is taken as the whole fee, and quantity is not used",
        'if mrr is the price of one, [tables.subscriptions] columns = { mrr = "mrr * quantity", '
        'quantity = "1" }',
    )  # fmt: skip


def price_per_seat(checked: Checked) -> list[DataWarning]:
    """The same price however many seats: it may be the price of one seat."""
    if not checked.has("subscriptions", "seats") or checked.has("subscriptions", "quantity"):
        return []
    groups = """
        select
            plan, product, min(price) as price, min(seats) as fewest_seats,
            max(seats) as most_seats, count(*) as rows_of_price,
            case when min(price) = max(price) then 1 else 0 end as is_one_price
        from (
            select
                plan, product, currency, interval, interval_count, seats,
                coalesce(mrr, amount) as price
            from subscriptions
            where seats > 0 and coalesce(mrr, amount) > 0
        ) as priced
        group by plan, product, currency, interval, interval_count
        having min(seats) <> max(seats)
    """
    several = checked.query(
        f"select sum(is_one_price) as alike, sum(rows_of_price) as n, count(*) as groups from ({groups}) as grouped"
    ).iloc[0]
    if not several["groups"] or several["alike"] < several["groups"]:
        return []
    column = "mrr" if checked.has("subscriptions", "mrr") else "amount"
    fix = 'mrr = "mrr * seats"' if column == "mrr" else 'quantity = "seats"'
    (warning,) = checked.found(
        "price_per_seat", "subscriptions", column,
        f"select plan, price, fewest_seats, most_seats from ({groups}) as grouped",
        f"{column} is the same however many seats, so it looks like the price of one seat",
        f"if it is, [tables.subscriptions] columns = {{ {fix} }}",
    )  # fmt: skip
    rows = int(several["n"])
    return [DataWarning(**{**warning.__dict__, "rows": rows})]


def unit_price_of_orders(checked: Checked) -> list[DataWarning]:
    """The amount of an order is a price of one, and a quantity lies beside it."""
    if not checked.has("orders"):
        return []
    found = []
    for part in checked.tables.all["orders"].parts:
        amount = part.filled["amount"].source.strip('"`()').lower()
        quantity = next((name for name in part.further if name.lower() in _QUANTITY), None)
        if quantity is None or not any(word in amount for word in ("price", "unit", "each")):
            continue
        if quantity.lower() in amount:
            continue
        found += checked.found(
            "unit_price_of_orders", "orders", "amount",
            f'select order_id, amount, "{quantity}" as quantity from orders '
            f"where \"{quantity}\" is not null and \"{quantity}\" <> '1'",
            f"amount is filled by {amount}, which looks like the price of one, and {quantity} is not used",
            f'[tables.orders] columns = {{ amount = "{amount} * {quantity}" }}',
        )  # fmt: skip
    return found


_QUANTITY = ("quantity", "qty", "units", "count", "pieces")


def ended_at_zero(checked: Checked) -> list[DataWarning]:
    """MRR of 0 in rows that have ended, where it is today's and not what was paid."""
    if not checked.has("subscriptions", "ends_on", "mrr"):
        return []
    last = """
        select subscription_id, customer_id, starts_on, ends_on, mrr
        from (
            select
                subscription_id, customer_id, starts_on, ends_on, mrr, status,
                lead(starts_on) over (partition by customer_id order by starts_on) as next_starts_on
            from subscriptions
        ) as numbered
        where next_starts_on is null and (status is null or status <> 'trial')
    """
    ended = "ends_on is not null and ends_on <= cast($known_on as timestamp)"
    counts = checked.query(
        f"""
        select
            coalesce(sum(case when {ended} then 1 else 0 end), 0) as ended,
            coalesce(sum(case when {ended} and mrr = 0 then 1 else 0 end), 0) as ended_at_zero,
            coalesce(sum(case when not ({ended}) and mrr = 0 then 1 else 0 end), 0) as free
        from ({last}) as last_rows
        """
    ).iloc[0]
    zero, free = int(counts["ended_at_zero"]), int(counts["free"])
    # a company with free plans has ended ones, too: there only a majority is suspicious
    if not zero or (free and 2 * zero < int(counts["ended"])):
        return []
    return checked.found(
        "ended_at_zero", "subscriptions", "mrr",
        f"select subscription_id, starts_on, ends_on, mrr from ({last}) as last_rows "
        f"where {ended} and mrr = 0",
        "mrr is 0 where the subscription has ended, as if it were today's: what was paid before is "
        "missing, and nobody is seen to leave",
        "map the price that was paid: mrr, or amount with interval; a free plan is right with 0",
    )  # fmt: skip


def discount_as_fraction(checked: Checked) -> list[DataWarning]:
    """Discounts in percent that are all at most 1: 0.15 is 15% to who wrote it, and 0.15% here."""
    if not checked.has("subscriptions", "discount", "discount_kind"):
        return []
    given = "discount_kind = 'percent' and discount > 0"
    found = checked.query(f"select max(discount) as most from subscriptions where {given}")
    if not (found["most"].astype(float) <= 1).any():
        return []
    return checked.found(
        "discount_as_fraction", "subscriptions", "discount",
        f"select subscription_id, starts_on, discount from subscriptions where {given}",
        "every discount in percent is at most 1, and is taken as less than one percent",
        'if 0.15 means 15%, [tables.subscriptions] columns = { discount = "discount * 100" }',
    )  # fmt: skip


TRAPS = (
    Trap("quantity_by_name", "amounts multiplied by a column called quantity", ("subscriptions",),
         quantity_by_name),
    Trap("quantity_beside_mrr", "a quantity that is not used as mrr is given", ("subscriptions",),
         quantity_beside_mrr),
    Trap("price_per_seat", "one price however many seats", ("subscriptions",), price_per_seat),
    Trap("unit_price_of_orders", "a unit price as an order's amount", ("orders",),
         unit_price_of_orders),
    Trap("discount_as_fraction", "discounts in percent written as fractions", ("subscriptions",),
         discount_as_fraction),
    Trap("ended_at_zero", "MRR of 0 in rows that have ended", ("subscriptions",), ended_at_zero),
)  # fmt: skip
