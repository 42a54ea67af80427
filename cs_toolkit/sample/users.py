"""The people who use the product for each customer, and the second ids that some of them have."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .clock import DAY, HOUR, Clock
from .columns import numbered
from .population import Customers

MOST_USERS = 6
_WITH_ALIAS = 0.06


@dataclass
class Users:
    """The users of a chunk: ``first`` and ``count`` find those of a customer."""

    first: np.ndarray
    count: np.ndarray
    owner: np.ndarray
    number: np.ndarray
    created: np.ndarray
    has_alias: np.ndarray

    def ids(self, of: np.ndarray) -> pa.Array:
        """The user ids of places in this chunk."""
        return numbered("U", self.number[of], 7)

    def aliases(self, of: np.ndarray) -> pa.Array:
        """The second id that a user's phone goes by."""
        return numbered("phone-", self.number[of], 7)


def invent_users(customers: Customers, rng: np.random.Generator) -> Users:
    """One to six users a customer: the first signs up, the others are asked in later."""
    count = np.clip((customers.seats**0.5).round().astype(int), 1, MOST_USERS)
    owner = np.repeat(np.arange(len(customers)), count)
    first = np.cumsum(count) - count
    place = np.arange(len(owner)) - first[owner]
    later = (rng.exponential(45, len(owner)) * DAY).astype(np.int64)
    created = customers.signed_up[owner] + np.where(place == 0, 0, HOUR + later)
    return Users(
        first=first,
        count=count,
        owner=owner,
        number=(customers.number[owner] + 1) * 10 + place,
        created=created,
        has_alias=rng.random(len(owner)) < _WITH_ALIAS,
    )


def user_columns(users: Users, customers: Customers, clock: Clock) -> dict[str, object]:
    """The table ``users``: one row per user created before the sample's end."""
    there = np.flatnonzero(users.created < clock.closes)
    return {
        "user_id": users.ids(there),
        "customer_id": customers.ids(users.owner[there]),
        "created_at": users.created[there],
    }


def alias_columns(users: Users, clock: Clock) -> dict[str, object]:
    """The table ``user_aliases``: one row per second id."""
    there = np.flatnonzero(users.has_alias & (users.created < clock.closes))
    return {"alias": users.aliases(there), "user_id": users.ids(there)}


def spoken_ids(users: Users, of: np.ndarray, by_alias: np.ndarray) -> pa.Array:
    """The ids under which users act: their own, or their alias."""
    return pc.if_else(pa.array(by_alias), users.aliases(of), users.ids(of))
