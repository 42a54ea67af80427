"""A row that is the sum of the others: exports and sheets end in one, and it would count twice."""

from .warning import Checked, DataWarning, Trap

WORDS = (
    "total", "totals", "total:", "grand total", "subtotal", "sum", "sum:", "summe", "gesamt",
    "gesamtsumme", "somme", "totale", "totaal", "overall", "all customers",
)  # fmt: skip
LEAST = 10  # rows: of few, one is the sum of the others by chance
# table → its amount, what identifies a row, and the columns in which a sheet writes "Total"
LOOKED_AT = {
    "subscriptions": (("mrr", "amount"), ("subscription_id", "customer_id", "starts_on")),
    "orders": (("amount",), ("order_id", "customer_id")),
    "spend": (("amount",), ("category", "channel", "campaign")),
    "visits": (("visitors",), ("period", "channel", "campaign", "page")),
    "renewals": (("value_before",), ("contract_id", "customer_id")),
    "tickets": ((), ("ticket_id", "customer_id")),
    "leads": ((), ("lead_id",)),
}


def total_row(checked: Checked) -> list[DataWarning]:
    """A row called Total, or one whose amount is that of all others together."""
    found = []
    for name, (amounts, columns) in LOOKED_AT.items():
        if not checked.has(name):
            continue
        filled = checked.tables.all[name].filled
        shown = [column for column in columns if column in filled]
        if not shown:  # such as visits that name nothing but the visitor and the time
            continue
        called = [f"lower(trim({column})) in {WORDS}" for column in shown if column != "starts_on"]
        amount = next((one for one in amounts if one in filled), None)
        summed = f"2 * {amount} = all_of_it and of_rows >= {LEAST}" if amount else "1 = 0"
        together = f"sum({amount}) over ()" if amount else "0"
        found += checked.found(
            "total_row", name, shown[0],
            f"select {', '.join([*shown, *([amount] if amount else [])])} from ("
            f"select *, {together} as all_of_it, count(*) over () as of_rows from {name}"
            f") as with_sums where {' or '.join([*called, summed])}",
            "the row looks like the sum of the others, so that everything counts twice",
            "leave it out in the company file, for example "
            f"where = \"lower(trim({shown[0]})) <> 'total'\" with your own column, or footer_rows = 1",
        )  # fmt: skip
    return found


TRAPS = (
    Trap("total_row", "a row that is the sum of the others", tuple(LOOKED_AT), total_row),
)  # fmt: skip
