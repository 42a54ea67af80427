"""What customers are charged for their subscriptions, and the contracts that fall due."""

import numpy as np

from .clock import NEVER
from .columns import Columns, numbered, pick, stacked
from .population import Customers

REVENUE_TYPES = (
    "subscription", "add_on", "service_fee", "late_fee", "interest", "other", "new_sale",
    "repeat_sale",
)  # fmt: skip
SUBSCRIPTION, ADD_ON, SERVICE_FEE, LATE_FEE, INTEREST, OTHER, NEW_SALE, REPEAT_SALE = range(8)
OUTCOMES = ("renewed", "lost", "open")
RENEWED, LOST, OPEN = range(3)


class Ledger:
    """Charges and due contracts as they come up; places are places in the chunk."""

    def __init__(self) -> None:
        self._charges: list[Columns] = []
        self._renewals: list[Columns] = []

    def charge(
        self,
        owner: np.ndarray,
        currency: np.ndarray,
        day: np.ndarray,
        cents: np.ndarray,
        revenue_type: int,
        upsell: np.ndarray | bool = False,
    ) -> None:
        """One charge for each of these owners."""
        self._charges.append(
            {
                "owner": owner,
                "currency": currency,
                "day": day,
                "cents": np.asarray(cents),
                "revenue_type": np.full(len(owner), revenue_type),
                "is_upsell": np.broadcast_to(upsell, np.shape(owner)),
                "is_return": np.zeros(len(owner), dtype=bool),
            }
        )

    def fall_due(
        self,
        owner: np.ndarray,
        subscription: np.ndarray,
        day: np.ndarray,
        outcome: np.ndarray | int,
        before: np.ndarray,
        after: np.ndarray,
    ) -> None:
        """One contract of each of these owners falls due."""
        self._renewals.append(
            {
                "owner": owner,
                "subscription": subscription,
                "day": day,
                "outcome": np.broadcast_to(outcome, np.shape(owner)),
                "before": before,
                "after": after,
            }
        )

    def charges(self) -> Columns:
        """Every charge so far."""
        return stacked(self._charges)

    def renewal_columns(self, customers: Customers) -> dict[str, object]:
        """The table ``renewals``: one row per contract falling due."""
        due = stacked(self._renewals)
        return {
            "contract_id": numbered("S", due["subscription"], 8),
            "customer_id": customers.ids(due["owner"]),
            "due_on": due["day"],
            "outcome": pick(OUTCOMES, due["outcome"]),
            "value_before": due["before"],
            "value_after": np.where(due["outcome"] == RENEWED, due["after"], NEVER),
        }
