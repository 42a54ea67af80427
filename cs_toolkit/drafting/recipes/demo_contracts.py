"""The subscriptions of the made-up company whose exports are written: the same rows each time."""

from dataclasses import dataclass
from datetime import date, timedelta

PRICES = (29, 99, 199)  # a month, each unit
CONTRACTS = 40
LAST = date(2026, 10, 31)
Rows = list[dict[str, object]]


@dataclass(frozen=True)
class Contract:
    """A made-up subscription: its fee is price × units a month, billed by the year where ``yearly``."""

    number: int
    starts: date
    ends: date | None
    price: int
    units: int
    yearly: bool

    @property
    def fee(self) -> int:
        """The price of one unit for one interval."""
        return self.price * (12 if self.yearly else 1)


def contracts() -> list[Contract]:
    """The subscriptions of the made-up company."""
    return [_contract(number) for number in range(1, CONTRACTS + 1)]


def _contract(number: int) -> Contract:
    starts = date(2025, 1, 5) + timedelta(days=number * 15)
    return Contract(
        number,
        starts,
        starts + timedelta(days=60 + 3 * number) if number % 5 == 0 else None,
        PRICES[number % 3],
        4 if number % 4 == 0 else 1,
        number % 3 == 2,
    )


def mrr_at(boundary: date) -> int:
    """The MRR at a moment: the truth that an export's reading must meet.

    >>> mrr_at(date(2025, 1, 1)), mrr_at(date(2025, 2, 1)), mrr_at(date(2025, 4, 1))
    (0, 99, 922)
    """
    return sum(
        one.price * one.units
        for one in contracts()
        if one.starts < boundary and (one.ends is None or one.ends >= boundary)
    )
