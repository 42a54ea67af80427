"""Made-up exports of systems for sales: deals and companies."""

from collections.abc import Iterator

from .demo_contracts import Rows


def salesforce() -> Iterator[tuple[str, Rows]]:
    """The files of salesforce, each with its rows."""
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


def hubspot() -> Iterator[tuple[str, Rows]]:
    """The files of hubspot, each with its rows."""
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
