"""More made-up exports, in the shapes of further systems; a dotted heading is a nested value of JSON."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from .demo_contracts import LAST, Rows, contracts


def nested(row: Mapping[str, object]) -> dict:
    """A row with dotted names as an object in objects; ``items`` is a list of one.

    >>> nested({"id": 1, "items.price.id": "a", "source.type": "email"})
    {'id': 1, 'items': [{'price': {'id': 'a'}}], 'source': {'type': 'email'}}
    """
    made: dict = {}
    for name, value in row.items():
        *outer, last = name.split(".")
        place = made
        for part in outer:
            place = place.setdefault(part, {})
        place[last] = value
    return {name: [value] if name == "items" else value for name, value in made.items()}


def _paddle() -> Iterator[tuple[str, Rows]]:
    yield "subscriptions.json", [
        {
            "id": f"sub_{one.number:04}", "customer_id": f"ctm_{one.number:04}",
            "status": "canceled" if one.ends and one.ends <= LAST else "active",
            "currency_code": "USD", "created_at": f"{one.starts}T09:30:00Z",
            "started_at": f"{one.starts}T09:30:00Z", "first_billed_at": f"{one.starts}T09:30:00Z",
            "paused_at": None, "canceled_at": f"{one.ends}T09:30:00Z" if one.ends else None,
            "billing_cycle.interval": "year" if one.yearly else "month", "billing_cycle.frequency": 1,
            "items.quantity": one.units, "items.price.id": f"pri_{one.price}",
            "items.price.name": f"plan {one.price}", "items.price.product_id": "pro_1",
            "items.price.unit_price.amount": str(one.fee * 100),
            "items.price.unit_price.currency_code": "USD",
        }
        for one in contracts()
    ]  # fmt: skip


def _freshdesk() -> Iterator[tuple[str, Rows]]:
    yield "tickets.csv", [
        {
            "Ticket ID": 900 + number, "Subject": "Hello", "Priority": "Low", "Source": "Email",
            "Status": "Open" if number % 10 == 9 else ("Resolved", "Closed")[number % 2],
            "Type": "Question", "Agent": f"Agent {number % 3}", "Agent interactions": 2,
            "Created time": f"2026-10-{1 + number % 20:02} 08:00:00",
            "Initial response time": f"2026-10-{1 + number % 20:02} 09:00:00",
            "Resolved time": "" if number % 10 == 9 else f"2026-10-{2 + number % 20:02} 08:00:00",
            "Closed time": "", "Full name": f"Ann {number % 9}",
            "Email": f"ann{number % 9}@example.com",
        }
        for number in range(40)
    ]  # fmt: skip


def _helpscout() -> Iterator[tuple[str, Rows]]:
    yield "conversations.json", [
        {
            "id": 700 + number, "number": number, "type": "email", "mailboxId": 1, "threads": 3,
            "status": ("closed", "closed", "active", "spam")[number % 4],
            "createdAt": f"2026-10-{1 + number % 20:02}T08:00:00Z",
            "closedAt": f"2026-10-{2 + number % 20:02}T08:00:00Z" if number % 4 != 2 else None,
            "primaryCustomer.id": number % 9, "primaryCustomer.email": f"ann{number % 9}@example.com",
            "source.type": "email", "source.via": "customer",
        }
        for number in range(40)
    ]  # fmt: skip


def _qualtrics() -> Iterator[tuple[str, Rows]]:
    # of each ten answers five promote, two detract; previews count nothing
    scores = (10, 9, 9, 10, 9, 8, 7, 8, 3, 6)
    names = {
        "StartDate": "Start Date", "EndDate": "End Date", "Status": "Response Type",
        "Finished": "Finished", "RecordedDate": "Recorded Date", "ResponseId": "Response ID",
        "RecipientEmail": "Recipient Email", "ExternalReference": "External Data Reference",
        "DistributionChannel": "Distribution Channel", "Q1_NPS_GROUP": "How likely? - Group",
        "Q1": "How likely are you to recommend us?",
    }  # fmt: skip
    answers: Rows = [names, {name: f'{{"ImportId":"{name}"}}' for name in names}]
    for number in range(42):
        day = f"2026-10-{1 + number % 20:02} 08:00:00"
        score = scores[number % 10] if number < 40 else 0
        answers.append(
            {
                "StartDate": day, "EndDate": day, "RecordedDate": day, "Finished": "True",
                "Status": "IP Address" if number < 40 else "Survey Preview",
                "ResponseId": f"R_{number:04}", "RecipientEmail": f"ann{number}@example.com",
                "ExternalReference": "", "DistributionChannel": "email",
                "Q1_NPS_GROUP": "Promoter" if score > 8 else "Other", "Q1": score,
            }
        )  # fmt: skip
    yield "responses.csv", answers


def _amplitude() -> Iterator[tuple[str, Rows]]:
    yield "events.jsonl", [
        {
            "event_type": "login", "event_time": f"2026-10-{1 + number % 31:02} 10:00:00.000000",
            "user_id": f"u{number % 12}" if number % 12 else None, "amplitude_id": 5000 + number % 12,
            "device_id": f"d{number % 12}", "session_id": 1700000000000 + number, "platform": "Web",
        }
        for number in range(120)
    ]  # fmt: skip


def _woocommerce() -> Iterator[tuple[str, Rows]]:
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


def _salesforce() -> Iterator[tuple[str, Rows]]:
    yield "accounts.csv", [
        {
            "Account ID": f"001{number:04}", "Account Name": f"Company {number}",
            "Type": "Customer - Direct" if number % 4 else "Prospect", "Industry": "Retail",
            "Billing Country": "US", "Website": f"www.company{number}.example", "Account Owner": "Ann",
        }
        for number in range(20)
    ]  # fmt: skip
    yield "opportunities.csv", [
        {
            "Opportunity ID": f"006{number:04}", "Account ID": f"001{number % 20:04}",
            "Account Name": f"Company {number % 20}", "Opportunity Name": f"Deal {number}",
            "Stage": ("Closed Won", "Closed Lost", "Closed Won", "Prospecting")[number % 4],
            "Amount": 1000, "Probability (%)": "50%", "Created Date": f"9/{1 + number % 28}/2026",
            "Close Date": f"10/{1 + number % 28}/2026",
            "Type": "Renewal" if number % 2 else "New Business",
        }
        for number in range(40)
    ]  # fmt: skip


def _hubspot() -> Iterator[tuple[str, Rows]]:
    yield "hubspot-crm-exports-all-companies.csv", [
        {
            "Record ID": 300 + number, "Company name": f"Company {number}",
            "Company Domain Name": f"company{number}.example", "Lifecycle Stage": "Customer",
            "Country/Region": "US", "Industry": "Retail", "Create Date": "2026-01-05 09:00",
            "Company owner": "Ann",
        }
        for number in range(20)
    ]  # fmt: skip
    yield "hubspot-crm-exports-all-deals.csv", [
        {
            "Record ID": 800 + number, "Deal Name": f"Deal {number}", "Pipeline": "Sales Pipeline",
            "Deal Stage": ("Closed Won", "Closed Lost", "Contract Sent")[number % 3],
            "Close Date": f"2026-10-{1 + number % 28:02} 12:00", "Amount": "1,000.00",
            "Create Date": f"2026-09-{1 + number % 28:02} 12:00", "Deal owner": "Ann",
            "Currency": "USD",
        }
        for number in range(30)
    ]  # fmt: skip


MORE: dict[str, Callable[[], Iterable[tuple[str, Rows]]]] = {
    "paddle": _paddle, "freshdesk": _freshdesk, "helpscout": _helpscout, "qualtrics": _qualtrics,
    "amplitude": _amplitude, "woocommerce": _woocommerce, "salesforce": _salesforce, "hubspot": _hubspot,
}  # fmt: skip
