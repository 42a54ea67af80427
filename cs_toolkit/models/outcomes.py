"""What happened to each customer after a score was given: the future, kept apart from the past.

A score at ``as_of`` has read what lies before that moment. What it is compared with happened at or after
it, within a window of whole months, and the window must have closed: of a customer
scored last week nobody knows yet whether they leave within three months.
"""

import numpy as np
import pandas as pd

from ..errors import InputError
from . import observations
from .observations import Moment, Values


def next_event(scores: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """The scores with a column ``happened_on``: the customer's first event at or after ``as_of``.

    Args:
        scores: customer_id, as_of, and any further columns; kept in their order.
        events: customer_id, happened_on; any number per customer.
    """
    observations.need_columns(scores, "scores", ("customer_id", "as_of"))
    observations.need_columns(events, "events", ("customer_id", "happened_on"))
    asked = pd.DataFrame(
        {"customer_id": scores["customer_id"].to_numpy(), "row": np.arange(len(scores)),
         "at": _moments(scores["as_of"], "scores.as_of")}
    ).sort_values("at", kind="stable")  # fmt: skip
    known = pd.DataFrame(
        {"customer_id": events["customer_id"].to_numpy(),
         "at": _moments(events["happened_on"], "events.happened_on")}
    ).sort_values("at", kind="stable")  # fmt: skip
    known["happened_on"] = known["at"]
    known["customer_id"] = known["customer_id"].astype(asked["customer_id"].dtype)
    found = pd.merge_asof(asked, known, on="at", by="customer_id", direction="forward")
    return scores.assign(happened_on=found.sort_values("row")["happened_on"].to_numpy())


def outcomes_ahead(scores: pd.DataFrame, known_until: Moment, months_ahead: int) -> pd.DataFrame:
    """The scores whose window has closed, with ``happened`` and ``known_at``, in a fixed order.

    Args:
        scores: customer_id, as_of, happened_on (empty where it never happened).
        known_until: the first moment about which nothing is known; windows end by then.
        months_ahead: length of the window that starts at ``as_of``.

    Raises ``InputError`` where ``happened_on`` lies before ``as_of``: the score could have seen it.
    """
    observations.need_columns(scores, "scores", ("customer_id", "as_of", "happened_on"))
    if not (isinstance(months_ahead, int) and months_ahead >= 1):
        raise InputError(f"months_ahead = {months_ahead} must be a whole number of months from 1")
    observations.labels(scores["customer_id"], "scores.customer_id")
    rows = scores.reset_index(drop=True).assign(as_of=_moments(scores["as_of"], "scores.as_of"))
    rows["happened_on"] = pd.to_datetime(rows["happened_on"])
    leaked = rows["happened_on"] < rows["as_of"]
    if leaked.any():
        first = rows[leaked].iloc[0]
        raise InputError(
            f"scores: in {int(leaked.sum())} of {len(rows)} rows happened_on lies before as_of "
            f"(first: customer {first['customer_id']}, {first['happened_on']:%Y-%m-%d} before "
            f"{first['as_of']:%Y-%m-%d}), so the score could have read it; leave out customers who "
            "had already left, and give the next event only"
        )
    repeated = rows.duplicated(["customer_id", "as_of"])
    if repeated.any():
        raise InputError(
            f"scores: {int(repeated.sum())} of {len(rows)} rows repeat a customer_id and as_of "
            f"(first: customer {rows[repeated].iloc[0]['customer_id']}); give one score each"
        )
    rows["known_at"] = rows["as_of"] + pd.DateOffset(months=months_ahead)
    rows["happened"] = rows["happened_on"] < rows["known_at"]
    closed = rows[rows["known_at"] <= pd.Timestamp(known_until)]
    return closed.sort_values(["as_of", "customer_id"], ignore_index=True)


def _moments(values: Values, name: str) -> np.ndarray:
    observations.days(values, name)  # raises where one is missing
    return pd.to_datetime(pd.Series(values), format="ISO8601").to_numpy("datetime64[ns]")
