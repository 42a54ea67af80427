"""Made-up exports of service desks: tickets."""

from collections.abc import Iterator

from .demo_contracts import Rows


def zendesk() -> Iterator[tuple[str, Rows]]:
    """The files of zendesk, each with its rows."""
    yield "tickets.csv", [
        {
            "Id": 4000 + number, "Requester": f"Ann {number}", "Requester id": 100 + number % 9,
            "Status": "Open" if number % 10 == 9 else "Solved", "Via": "Mail", "Replies": 2,
            "Created at": f"2026-10-{1 + number % 20:02} 08:00",
            "Solved at": "" if number % 10 == 9 else f"2026-10-{2 + number % 20:02} 08:00",
            "Satisfaction Score": ("Good", "Bad", "Offered", "Not Offered")[number % 4],
            "Reopens": 0, "First reply time in minutes": 60,
        }
        for number in range(40)
    ]  # fmt: skip


def freshdesk() -> Iterator[tuple[str, Rows]]:
    """The files of freshdesk, each with its rows."""
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


def helpscout() -> Iterator[tuple[str, Rows]]:
    """The files of helpscout, each with its rows."""
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
