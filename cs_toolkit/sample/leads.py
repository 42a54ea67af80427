"""Leads, who sent them, and the goals that visitors, leads and customers reach."""

import numpy as np
import pyarrow as pa

from .acquisition import (
    CAMPAIGNS,
    FORM,
    GOALS,
    LIST,
    PAGES,
    PAID_PLAN,
    PURCHASE,
    REGISTRATION,
    UPGRADE,
    campaign_codes,
)
from .clock import DAY, HOUR, NEVER
from .columns import Columns, numbered, pick, rows, stacked
from .ledger import NEW_SALE, REPEAT_SALE, SUBSCRIPTION
from .population import CHANNELS, REFERRAL
from .state import Living

REPRESENTATIVES = ("Clara Nunes", "Dimitri Vance", "Elif Moreau", "Tomas Hale")
_LEAD_CHANNELS = np.array([0.45, 0.3, 0.5, 0.8, 1.0, 1.0])  # how often a customer was a lead first
_FRUITLESS = 5.0  # leads that come to nothing, for each that does
_FRUITLESS_CHANNELS = np.array([0.30, 0.22, 0.16, 0.12, 0.07, 0.13])
_QUALIFIED = 0.38
_TRIES = 25


def invent_leads(living: Living, signups: Columns, rng: np.random.Generator) -> Columns:
    """Leads that became customers, and the many that did not."""
    clock, place = living.clock, signups["place"]
    chance = np.where(place < 0, 0, _LEAD_CHANNELS[signups["channel"]])
    which = np.flatnonzero(rng.random(len(place)) < chance)
    count = len(which)
    created = (
        signups["signed_up"][which] - (rng.exponential(14, count) * DAY).astype(np.int64) - HOUR
    )
    won = {
        "place": place[which],
        "created": created,
        "qualified": created + (0.6 * (signups["signed_up"][which] - created)).astype(np.int64),
        "converted": signups["paid"][which],
        "channel": signups["channel"][which],
    }
    near = rng.integers(0, max(len(place), 1), int(count * _FRUITLESS))
    created = signups["signed_up"][near] + (rng.normal(0, 12, len(near)) * DAY).astype(np.int64)
    later = created + (rng.exponential(4, len(near)) * DAY).astype(np.int64) + HOUR
    lost = {
        "place": np.full(len(near), -1),
        "created": created,
        "qualified": np.where(rng.random(len(near)) < _QUALIFIED, later, NEVER),
        "converted": np.full(len(near), NEVER),
        "channel": rng.choice(len(CHANNELS), len(near), p=_FRUITLESS_CHANNELS),
    }
    leads = stacked([won, lost])
    leads = rows(leads, (leads["created"] >= 0) & (leads["created"] < clock.closes))
    leads = rows(leads, np.argsort(leads["created"], kind="stable"))
    month = clock.month_of(leads["created"] // DAY)
    referred = leads["channel"] == REFERRAL
    leads["referrer"] = np.where(referred, _referrers(living, leads["place"], month, rng), -1)
    return leads


def _referrers(
    living: Living, place: np.ndarray, month: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """A customer with service in that month for each, the content ones more often."""
    tries = rng.integers(0, len(living.customers), (len(place), _TRIES))
    at = month[:, None]
    serving = living.served_to[tries, at] > living.served_from[tries, at]
    content = living.customers.mood[tries, at] + rng.normal(0, 0.5, tries.shape) > 0
    good = serving & content & (tries != place[:, None])
    first = good.argmax(axis=1)
    chosen = tries[np.arange(len(place)), first]
    return np.where(good.any(axis=1), chosen, -1)


def lead_columns(
    leads: Columns, living: Living, first_number: int, rng: np.random.Generator
) -> dict[str, object]:
    """The table ``leads``: one row per lead."""
    count = len(leads["place"])
    return {
        "lead_id": numbered("L", first_number + np.arange(count)),
        "created_at": leads["created"],
        "qualified_at": leads["qualified"],
        "converted_at": leads["converted"],
        "customer_id": living.customers.ids(
            np.where(leads["converted"] < living.clock.closes, leads["place"], -1)
        ),
        "channel": pick(CHANNELS, leads["channel"]),
        "campaign": pick(CAMPAIGNS, campaign_codes(leads["channel"], rng)),
        "representative": pick(REPRESENTATIVES, rng.integers(0, len(REPRESENTATIVES), count)),
        "referrer_customer_id": living.customers.ids(leads["referrer"]),
    }


def conversion_columns(
    living: Living,
    signups: Columns,
    visits: Columns,
    leads: Columns,
    charges: Columns,
    numbers: dict[str, int],
    rng: np.random.Generator,
) -> dict[str, object]:
    """The table ``conversions``: one row per goal reached by a visitor, a lead or a customer."""
    clock, nobody = living.clock, -1
    everyone = np.arange(len(signups["place"]))
    paid = np.flatnonzero(signups["paid"] < clock.closes)
    listed = np.flatnonzero(rng.random(len(visits["visitor"])) < 0.05)
    asked = np.flatnonzero(rng.random(len(leads["place"])) < 0.5)
    upgraded = np.flatnonzero(charges["is_upsell"] & (charges["revenue_type"] == SUBSCRIPTION))
    sale = (charges["revenue_type"] == NEW_SALE) | (charges["revenue_type"] == REPEAT_SALE)
    bought = np.flatnonzero(sale & ~charges["is_return"])
    parts: list[tuple[np.ndarray | int, ...]] = [
        (REGISTRATION, signups["signed_up"], everyone, nobody, signups["channel"], 4),
        (PAID_PLAN, signups["paid"][paid], paid, nobody, signups["channel"][paid], 1),
        (FORM, leads["created"][asked], nobody, asked, leads["channel"][asked], 2),
        (LIST, visits["visited"][listed] + 45, visits["visitor"][listed], nobody,
         visits["channel"][listed], 3),
        (UPGRADE, charges["day"][upgraded] * DAY + 10 * HOUR, nobody, nobody, nobody, 1),
        (PURCHASE, charges["day"][bought] * DAY + 9 * HOUR, nobody, nobody, nobody, 1),
    ]  # fmt: skip
    names = ("goal", "converted", "visitor", "lead", "channel", "page")
    reached = stacked(
        [
            {
                name: np.broadcast_to(value, np.shape(part[1]))
                for name, value in zip(names, part, strict=True)
            }
            for part in parts
        ]
    )
    reached = rows(reached, reached["converted"] < clock.closes)
    reached = rows(reached, np.argsort(reached["converted"], kind="stable"))

    def known(kind: str, prefix: str, width: int) -> pa.Array:
        number = reached[kind]
        return numbered(prefix, np.where(number < 0, -1, numbers[kind] + number), width)

    return {
        "conversion_id": numbered("G", numbers["conversion"] + np.arange(len(reached["goal"]))),
        "goal": pick(GOALS, reached["goal"]),
        "converted_at": reached["converted"],
        "visitor_id": known("visitor", "V", 7),
        "lead_id": known("lead", "L", 6),
        "channel": pick(CHANNELS, reached["channel"]),
        "page": pick(PAGES, reached["page"]),
    }
