"""Conversations of a period and segment that nobody rated, by what a model expects of them."""

import pandas as pd

from ..by_customer import sums_by_customer


def with_details(rows: pd.DataFrame, *, predicted_tickets: pd.DataFrame) -> pd.DataFrame:
    """The issues for which a rating is predicted, each with the chance of a satisfied one."""
    return rows.merge(predicted_tickets, on="ticket_id", how="inner")


def estimate(rows: pd.DataFrame, *, predicted_tickets: pd.DataFrame) -> pd.DataFrame:
    """One row per period and segment: conversations predicted, expected satisfied, open negative.

    Expected satisfied is the sum of the chances: the share of chances above one half would say 100%
    of conversations with a chance of 60% each.

    ``predicted_tickets`` has ticket_id, probability, satisfied; none where the model is no better
    than a trivial guess, and then there is nothing to tell.
    """
    found = with_details(rows, predicted_tickets=predicted_tickets)
    satisfied = found["satisfied"].astype(bool)
    counted = pd.DataFrame(
        {
            "predicted_conversations": 1.0,
            "predicted_satisfied": found["probability"].astype(float),
            "open_conversations_predicted_negative": (
                (found["is_open"].astype(int) == 1) & ~satisfied
            ).astype(float),
        },
        index=found.index,
    )
    of_customers = sums_by_customer(
        found, counted, "predicted_conversations", ["predicted_satisfied"], key="ticket_id"
    )
    grouped = counted.groupby([found["period"], found["segment"]]).sum().reset_index()
    return grouped.merge(of_customers, on=["period", "segment"], how="left")
