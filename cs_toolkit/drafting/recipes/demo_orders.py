"""Made-up exports of shops: orders."""

from collections.abc import Iterator

from .demo_contracts import Rows


def shopify() -> Iterator[tuple[str, Rows]]:
    """The files of shopify, each with its rows."""
    for_each: Rows = []
    for number in range(60):
        order: dict[str, object] = {
            "Name": f"#{1001 + number}", "Email": f"ann{number % 25}@example.com",
            "Financial Status": "voided" if number % 15 == 14 else "paid", "Currency": "USD",
            "Total": f"{20 + number}.00", "Lineitem quantity": 1, "Lineitem name": "Kit",
            "Created at": f"2026-10-{1 + number % 28:02} 12:00:00 -0400", "Id": 555000 + number,
            "Cancelled at": "",
        }  # fmt: skip
        for_each.append(order)
        if number % 3 == 0:  # a second item of the order, in a row without a total
            kept = ("Name", "Email", "Created at")
            further = {name: order[name] if name in kept else "" for name in order}
            for_each.append(further | {"Lineitem quantity": 2})
    yield "orders_export_1.csv", for_each


def woocommerce() -> Iterator[tuple[str, Rows]]:
    """The files of woocommerce, each with its rows."""
    statuses = ("completed", "processing", "completed", "on-hold", "cancelled", "refunded")
    yield "orders.json", [
        {
            "id": 100 + number, "status": statuses[number % 6], "currency": "USD",
            "date_created": f"2026-10-{1 + number % 28:02}T08:00:00",
            "date_created_gmt": f"2026-10-{1 + number % 28:02}T12:00:00", "total": f"{20 + number}.00",
            "total_tax": "0.00", "customer_id": number % 25, "payment_method": "card",
            "billing.email": f"ann{number % 25}@example.com", "order_key": f"wc_{number}",
        }
        for number in range(60)
    ]  # fmt: skip
