"""What the company spends, what its campaigns reach, and what cash comes in: once for all customers."""

import numpy as np

from .acquisition import CAMPAIGNS
from .clock import Clock
from .columns import pick
from .population import CHANNELS, CURRENCIES, REFERRAL, SEGMENTS
from .scenario import Fact
from .state import Living
from .totals import Totals

CATEGORIES = (
    "sales", "marketing", "support", "account_management", "programmes", "surveys", "cs_team",
    "training", "customer_marketing", "professional_services", "other",
)  # fmt: skip
# cents a month for each paying customer
_KEEPING = {
    "support": 2_200, "account_management": 1_500, "surveys": 120, "cs_team": 1_300,
    "training": 400, "customer_marketing": 350, "other": 800,
}  # fmt: skip
# cents for each customer won in a usual month, marketing by channel as in CHANNELS
_SELLING = 40_000
_MARKETING = np.array([58_000, 30_000, 21_000, 13_000, 1_000, 7_000])
_FREE_MONTH = 4_500  # the referral programme's thanks


def spend_columns(
    totals: Totals, clock: Clock, story: dict[str, Fact], rng: np.random.Generator
) -> dict[str, object]:
    """The table ``spend``: one row per month, category and channel."""
    fact = story["referral_programme"]
    months = np.arange(clock.months)
    running = months >= clock.number_of(fact.begins)
    won = totals.planned_customers
    paying = totals.paying_customers
    lines: list[tuple[str, np.ndarray, int, int]] = []  # category, cents by month, channel, segment
    lines.append(("sales", _SELLING * won, -1, -1))
    for at, usual in enumerate(_MARKETING):
        cut = np.where(running & (at != REFERRAL), fact.effects["paid_marketing"], 1.0)
        lines.append(("marketing", usual * won * cut, at, -1))
    lines.append(("programmes", _FREE_MONTH * totals.referred_customers * running, REFERRAL, -1))
    for name, each in _KEEPING.items():
        if name == "account_management":
            lines += [(name, each * paying * (at + 1) / 6, -1, at) for at in range(3)]
        else:
            lines.append((name, each * paying, -1, -1))
    count, spread = len(lines), rng.lognormal(0, 0.05, (len(lines), clock.months))
    cents = (np.array([line[1] for line in lines]) * spread).round(-2).astype(np.int64).ravel()
    channel = np.repeat([line[2] for line in lines], clock.months)
    category = np.repeat([CATEGORIES.index(line[0]) for line in lines], clock.months)
    month = np.tile(months, count)
    campaign = np.where(channel >= 0, (channel + month // 3) % len(CAMPAIGNS), -1)
    order = np.lexsort((category, month))
    order = order[cents[order] > 0]
    return {
        "spent_on": (clock.month_start[month] + 14)[order],
        "category": pick(CATEGORIES, category[order]),
        "amount": cents[order],
        "channel": pick(CHANNELS, channel[order]),
        "campaign": pick(CAMPAIGNS, campaign[order]),
        "segment": pick(SEGMENTS, np.repeat([line[3] for line in lines], clock.months)[order]),
        # the social networks send their bills in dollars
        "currency": pick(CURRENCIES, (channel == CHANNELS.index("social")).astype(int)[order]),
    }


def service_columns(living: Living, rng: np.random.Generator) -> dict[str, object]:
    """Rows of ``spend`` for help that was bought in for one large customer."""
    big = (living.monthly > 30_000) & (rng.random(living.monthly.shape) < 0.02)
    place, month = np.nonzero(big)
    count = len(place)
    return {
        "spent_on": living.clock.month_start[month] + rng.integers(0, 28, count),
        "category": pick(["professional_services"], np.zeros(count)),
        "amount": rng.integers(20, 90, count) * 1_000,
        "segment": pick(SEGMENTS, living.customers.segment[place]),
        "currency": pick(CURRENCIES, np.zeros(count)),
        "customer_id": living.customers.ids(place),
    }


def campaign_columns(totals: Totals, clock: Clock, rng: np.random.Generator) -> dict[str, object]:
    """The table ``campaigns``: one row per campaign, month and channel."""
    months, count = np.arange(clock.months), clock.months
    lines = [(0, 1), (1, 0), (2, 2), (3, 2)]  # campaign, channel
    campaign = np.repeat([line[0] for line in lines], count)
    rate = np.array([0.035, 0.05, 0.025, 0.018])[campaign]
    reach = 6 + rng.random(len(campaign)) * 4
    contacts = (np.tile(totals.paying_customers, len(lines)) * reach).astype(np.int64) + 20
    order = np.lexsort((campaign, np.tile(months, len(lines))))
    return {
        "campaign": pick(CAMPAIGNS, campaign[order]),
        "period": pick(clock.names, np.tile(months, len(lines))[order]),
        "contacts": contacts[order],
        "responses": rng.binomial(contacts, rate)[order],
        "channel": pick(CHANNELS, np.repeat([line[1] for line in lines], count)[order]),
    }


def cash_flow_columns(totals: Totals, clock: Clock, rng: np.random.Generator) -> dict[str, object]:
    """The table ``cash_flows``: one row per month; working capital is its level at the month's end."""
    billed = totals.billed
    months = np.arange(clock.months)
    cost = totals.planned_customers * (_SELLING + _MARKETING.sum()) + totals.paying_customers * sum(
        _KEEPING.values()
    )
    operating = billed - cost - 0.35 * billed.mean()
    invested = billed.mean() * (0.05 + 0.18 * (months % 12 == 5))
    level = 0.35 * billed * (1 + 0.12 * np.sin(months)) * rng.lognormal(0, 0.04, clock.months)
    return {
        "period": pick(clock.names, months),
        "operating_cash_flow": operating.round().astype(np.int64),
        "investments": invested.round().astype(np.int64),
        "working_capital": level.round().astype(np.int64),
    }
