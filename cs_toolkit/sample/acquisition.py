"""How customers come: sign-ups, the visits before them, the goals reached, invitations."""

import numpy as np

from .clock import DAY, HOUR, NEVER, Clock
from .columns import Columns, numbered, pick, round_randomly, rows, stacked
from .population import (
    CHANNEL_SHARES,
    CHANNELS,
    FOUNDERS,
    PLANS,
    conversion_by_month,
    signup_days,
    signup_shares,
)
from .scenario import Fact
from .state import Living

PAGES = ("home", "pricing", "features", "blog", "signup")
SIGNUP_PAGE = PAGES.index("signup")
CAMPAIGNS = ("spring_fair", "tax_season", "switch_and_save", "newsletter")
GOALS = ("registration", "paid_plan", "form", "list", "upgrade", "purchase")
REGISTRATION, PAID_PLAN, FORM, LIST, UPGRADE, PURCHASE = range(6)
PLATFORMS = ("email", "whatsapp", "linkedin")
_VISITORS_PER_SIGNUP = 4.0
_INVITATIONS, _PROMOTIONS = 0.09, 0.10  # a month: per customer, and by the company per customer


def invent_signups(living: Living, story: dict[str, Fact], rng: np.random.Generator) -> Columns:
    """The sign-ups of the chunk's customers, and those of people who never became one."""
    customers, clock = living.customers, living.clock
    place = np.flatnonzero(~customers.founder)
    paid = customers.first_paid_day[place]
    joined = {
        "place": place,
        "signed_up": customers.signed_up[place],
        "activated": customers.activated[place],
        "paid": np.where(paid == NEVER, NEVER, paid * DAY + 6 * HOUR),
        "trial": np.ones(len(place), dtype=bool),
        "channel": customers.channel[place],
        "plan": customers.plan[place],
    }
    activation, conversion = conversion_by_month(clock, story)
    others = signup_shares(clock, story) * (1 - conversion) / conversion
    per_month = round_randomly(rng, others * len(customers) * (1 - FOUNDERS))
    month = np.repeat(np.arange(clock.months), per_month)
    count = len(month)
    day = signup_days(month, clock, rng)
    # of all who sign up the activation rate holds; those who paid have activated more often
    share = activation / (activation + 0.25 * (1 - activation))
    rest = np.clip((activation - conversion * share) / (1 - conversion), 0, 1)
    left = {
        "place": np.full(count, -1),
        "signed_up": day * DAY + rng.integers(7 * HOUR, 22 * HOUR, count),
        "activated": rng.random(count) < rest[month],
        "paid": np.full(count, NEVER),
        "trial": rng.random(count) < 0.7,
        "channel": rng.choice(len(CHANNELS), count, p=CHANNEL_SHARES),
        "plan": rng.choice(len(PLANS), count, p=(0.5, 0.35, 0.15)),
    }
    signups = stacked([joined, left])
    return rows(signups, np.argsort(signups["signed_up"], kind="stable"))


def signup_columns(
    signups: Columns, living: Living, first_number: int, rng: np.random.Generator
) -> dict[str, object]:
    """The table ``signups``: one row per account that signed up."""
    count = len(signups["place"])
    after = (rng.exponential(1.3, count) * DAY).astype(np.int64) + 600
    begun = signups["signed_up"] + rng.integers(60, 2 * HOUR, count)
    return {
        "account_id": numbered("A", first_number + np.arange(count)),
        "signed_up_at": signups["signed_up"],
        "customer_id": living.customers.ids(signups["place"]),
        "activated_at": np.where(signups["activated"], signups["signed_up"] + after, NEVER),
        "trial_started_at": np.where(signups["trial"], begun, NEVER),
        "paid_at": signups["paid"],
        "channel": pick(CHANNELS, signups["channel"]),
        "plan": pick(PLANS, signups["plan"]),
    }


def invent_visits(signups: Columns, clock: Clock, rng: np.random.Generator) -> Columns:
    """The visits of those who signed up, and of many more who did not; visitor n ≥ 0 is sign-up n."""
    count = len(signups["signed_up"])
    visits = 1 + rng.poisson(0.8, count)
    visitor = np.repeat(np.arange(count), visits)
    last = np.ones(len(visitor), dtype=bool)
    last[:-1] = visitor[1:] != visitor[:-1]
    before = np.where(last, 240, (rng.exponential(5, len(visitor)) * DAY).astype(np.int64) + 900)
    came = {
        "visitor": visitor,
        "visited": signups["signed_up"][visitor] - before,
        "channel": signups["channel"][visitor],
        "page": np.where(last, SIGNUP_PAGE, rng.integers(0, SIGNUP_PAGE, len(visitor))),
    }
    others = count + np.arange(int(count * _VISITORS_PER_SIGNUP))
    near = rng.integers(0, max(count, 1), len(others))
    away = (rng.normal(0, 12, len(others)) * DAY).astype(np.int64)
    looked = {
        "visitor": others,
        "visited": signups["signed_up"][near] + away,
        "channel": rng.choice(len(CHANNELS), len(others), p=CHANNEL_SHARES),
        "page": rng.choice(len(PAGES), len(others), p=(0.4, 0.2, 0.15, 0.2, 0.05)),
    }
    both = stacked([came, looked])
    both = rows(both, (both["visited"] >= 0) & (both["visited"] < clock.closes))
    return rows(both, np.argsort(both["visited"], kind="stable"))


def campaign_codes(channel: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The campaign that brought somebody, where one did."""
    drawn = rng.integers(0, len(CAMPAIGNS), len(channel))
    return np.where(rng.random(len(channel)) < 0.35, drawn, -1)


def visit_columns(
    visits: Columns, first_number: int, rng: np.random.Generator
) -> dict[str, object]:
    """The table ``visits``: one row per visit to the site."""
    return {
        "visitor_id": numbered("V", first_number + visits["visitor"], 7),
        "visited_at": visits["visited"],
        "channel": pick(CHANNELS, visits["channel"]),
        "campaign": pick(CAMPAIGNS, campaign_codes(visits["channel"], rng)),
        "page": pick(PAGES, visits["page"]),
    }


def invitation_columns(
    living: Living, story: dict[str, Fact], first_number: int, rng: np.random.Generator
) -> dict[str, object]:
    """The table ``invitations``: one row per invitation, by customers and by the company."""
    clock, fact = living.clock, story["referral_programme"]
    place, month = np.nonzero(living.served_to > living.served_from)
    raised = np.where(month >= clock.number_of(fact.begins), fact.effects["invitations"], 1.0)
    mean = _INVITATIONS * raised * np.exp(0.4 * living.customers.mood[place, month])
    by_customer = np.repeat(np.arange(len(place)), rng.poisson(mean))
    by_company = np.repeat(np.arange(len(place)), rng.random(len(place)) < _PROMOTIONS)
    which = np.concatenate([by_customer, by_company])
    company = np.arange(len(which)) >= len(by_customer)
    start, end = living.served_from[place, month][which], living.served_to[place, month][which]
    day = start + (rng.random(len(which)) * (end - start)).astype(np.int64)
    sent = day * DAY + rng.integers(8 * HOUR, 20 * HOUR, len(which))
    accepted = rng.random(len(which)) < np.where(company, 0.04, 0.16)
    converted = sent + (rng.exponential(5, len(which)) * DAY).astype(np.int64) + HOUR
    order = np.argsort(sent, kind="stable")
    return {
        "invitation_id": numbered("I", first_number + np.arange(len(which))),
        "sent_at": sent[order],
        "customer_id": living.customers.ids(np.where(company, -1, place[which])[order]),
        "sender_kind": pick(("customer", "company"), company[order]),
        "platform": pick(PLATFORMS, rng.integers(0, len(PLATFORMS), len(which))),
        "converted_at": np.where(accepted, converted, NEVER)[order],
    }
