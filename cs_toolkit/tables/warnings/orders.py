"""Orders: statuses that the kit does not know count as revenue."""

from ...schema.customers import NO_REVENUE
from .warning import Checked, DataWarning, Trap

REVENUE = (
    "paid", "complete", "completed", "fulfilled", "shipped", "delivered", "succeeded", "success",
    "successful", "settled", "closed", "invoiced", "processed", "active", "captured", "finalized",
    "partially_refunded", "partially refunded", "received", "done", "ok", "confirmed",
)  # fmt: skip


def unknown_order_status(checked: Checked) -> list[DataWarning]:
    """A status that is neither known as revenue nor as none."""
    if not checked.has("orders", "status"):
        return []
    known = ", ".join(f"'{word}'" for word in (*REVENUE, *NO_REVENUE))
    return checked.found(
        "unknown_order_status", "orders", "status",
        f"select order_id, status, amount from orders where lower(trim(status)) not in ({known})",
        "the status is not known, and the order counts as revenue",
        "leave orders that are no revenue out with where, or map them: [tables.orders] columns = "
        "{ status = \"case when status = '…' then 'void' else status end\" }",
    )  # fmt: skip


TRAPS = (
    Trap("unknown_order_status", "an order status that counts as revenue unknown", ("orders",),
         unknown_order_status),
)  # fmt: skip
