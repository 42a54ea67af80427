"""The customers as they are on file: names, owners, and whether the account is closed."""

import numpy as np
import pyarrow as pa

from .clock import NEVER
from .columns import pick
from .population import CHANNELS, OWNERS, PLANS, REGIONS, SEGMENTS
from .state import Living

TEAMS = ("north", "south")
SERVICE_POINTS = ("Lyon", "Porto", "Cluj", "remote")
_FIRST_NAMES = (
    "Alder", "Bramble", "Copper", "Dune", "Ember", "Fjord", "Garnet", "Harbour", "Indigo",
    "Juniper", "Kelp", "Lantern", "Marble", "Nettle", "Opal", "Pebble", "Quartz", "Rowan",
    "Saffron", "Thistle", "Umber", "Violet", "Willow", "Yarrow", "Zephyr",
)  # fmt: skip
_TRADES = (
    "Bakery", "Books", "Carpentry", "Cycles", "Dental", "Design", "Events", "Farms", "Films",
    "Gardens", "Joinery", "Legal", "Logistics", "Optics", "Pottery", "Studio", "Tours", "Yoga",
)  # fmt: skip
_FORMS = ("Ltd", "SARL", "Lda", "SRL", "Inc", "& Co", "Collective", "Group")


def customer_columns(living: Living, rng: np.random.Generator) -> dict[str, object]:
    """The table ``customers``: one row per customer of the chunk."""
    customers, count = living.customers, len(living.customers)
    first, trade = rng.integers(0, len(_FIRST_NAMES), count), rng.integers(0, len(_TRADES), count)
    names = [
        f"{_FIRST_NAMES[a]} {_TRADES[b]} {_FORMS[c]}"
        for a, b, c in zip(first, trade, rng.integers(0, len(_FORMS), count), strict=True)
    ]
    owner = customers.owner
    return {
        "customer_id": customers.ids(np.arange(count)),
        "name": pa.array(names),
        "signed_up_on": customers.signup_day,
        "closed_on": np.where(living.closed_on < living.clock.end, living.closed_on, NEVER),
        "upsell_eligible": rng.random(count) < 0.85,
        "plan": pick(PLANS, living.plan),
        "segment": pick(SEGMENTS, customers.segment),
        "region": pick(REGIONS, customers.region),
        "owner": pick(OWNERS, owner),
        "team": pick(TEAMS, np.where(owner < 0, -1, owner % len(TEAMS))),
        "service_point": pick(SERVICE_POINTS, rng.integers(0, len(SERVICE_POINTS), count)),
        "channel": pick(CHANNELS, customers.channel),
    }
