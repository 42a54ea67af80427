"""Health inputs that no other table holds: the lifecycle's indicators, and judgements by customer."""

import numpy as np

from .clock import Clock
from .columns import pick, stacked
from .satisfaction import shared_shocks
from .scenario import Fact
from .state import Living

# ten stages of a customer's life, three indicators each; a value is the share of its goal reached
LIFECYCLE = {
    "visitor": ("visits", "pages_per_visit", "returning_visitors"),
    "lead": ("new_leads", "qualified_leads", "answer_within_a_day"),
    "trial": ("trials_started", "trial_activity", "trial_to_paid"),
    "onboarding": ("setup_completed", "data_imported", "training_attended"),
    "activation": ("first_invoice_sent", "bank_connected", "colleagues_invited"),
    "adoption": ("weekly_use", "features_used", "seats_used"),
    "support": ("first_reply_in_time", "resolved_in_time", "service_available"),
    "advocacy": ("promoters", "reviews_written", "referrals_made"),
    "renewal": ("renewed_in_time", "payment_on_time", "notices_withdrawn"),
    "upgrade": ("seats_added", "plans_raised", "products_added"),
}
STAGES = tuple(LIFECYCLE)
INDICATORS = tuple(indicator for indicators in LIFECYCLE.values() for indicator in indicators)
JUDGEMENTS = ("relationship", "payment_reliability", "training")
_KEY_ACCOUNT = 12  # every so many customers one is followed through all stages


def company_columns(
    clock: Clock, story: dict[str, Fact], rng: np.random.Generator
) -> dict[str, object]:
    """Rows of ``health_inputs`` for the whole company: each month, ten stages of three indicators."""
    months, count = np.arange(clock.months), len(INDICATORS)
    level = rng.uniform(0.55, 0.85, count)[:, None] + 0.003 * months
    level = (
        level
        + rng.normal(0, 0.025, (count, clock.months))
        + 0.05 * shared_shocks(clock, story)[:-1]
    )
    for name, stages, drop in (
        ("broken_onboarding", ("trial", "onboarding", "activation"), 0.28),
        ("outage", ("support",), 0.35),
        ("price_rise", ("renewal",), 0.20),
    ):
        first, last = (clock.number_of(m) for m in (story[name].begins, story[name].ends))
        rows = np.array([at for at in range(count) if STAGES[at // 3] in stages])
        hit = (months >= first) & (months <= last)
        level[np.ix_(rows, np.flatnonzero(hit))] -= drop
    value = np.clip(level, 0.02, 1).round(3)
    indicator = np.tile(np.arange(count), clock.months)
    return {
        "as_of": np.repeat(clock.month_start[months + 1] - 1, count),
        "indicator": pick(INDICATORS, indicator),
        "value": value.T.ravel(),
        "stage": pick(STAGES, indicator // 3),
    }


def judgement_columns(living: Living, rng: np.random.Generator) -> dict[str, object]:
    """Rows of ``health_inputs`` by customer: what account managers note at each quarter's end."""
    clock, customers = living.clock, living.customers
    quarter_end = np.arange(clock.months) % 3 == (clock.months - 1) % 3
    place, month = np.nonzero((living.monthly > 0) & quarter_end)
    mood = customers.mood[place, month]
    values = [
        np.clip((6.5 + 1.5 * mood + rng.normal(0, 0.9, len(place))).round(), 1, 10),
        np.clip(0.93 + 0.03 * mood + rng.normal(0, 0.05, len(place)), 0, 1).round(2),
        np.clip(
            0.6 + 0.15 * customers.activated[place] + rng.normal(0, 0.2, len(place)), 0, 1
        ).round(2),
    ]
    parts = [_rows(place, month, clock, -1, at, value, rng) for at, value in enumerate(values)]
    last = (month == clock.months - 1) & (customers.number[place] % _KEY_ACCOUNT == 0)
    for at in range(len(INDICATORS)):
        score = np.clip(0.65 + 0.12 * mood[last] + rng.normal(0, 0.1, last.sum()), 0.02, 1).round(3)
        parts.append(
            _rows(place[last], month[last], clock, at // 3, len(JUDGEMENTS) + at, score, rng)
        )
    rows = stacked(parts)
    return {
        "as_of": rows["as_of"],
        "indicator": pick(JUDGEMENTS + INDICATORS, rows["indicator"]),
        "value": rows["value"],
        "customer_id": customers.ids(rows["place"]),
        "stage": pick(STAGES, rows["stage"]),
    }


def _rows(
    place: np.ndarray,
    month: np.ndarray,
    clock: Clock,
    stage: int,
    indicator: int,
    value: np.ndarray,
    rng: np.random.Generator,
) -> dict[str, np.ndarray]:
    """Some judgements are missing: nobody had the time."""
    kept = rng.random(len(place)) < 0.9
    return {
        "place": place[kept],
        "as_of": clock.month_start[month[kept] + 1] - 1,
        "indicator": np.full(kept.sum(), indicator),
        "stage": np.full(kept.sum(), stage),
        "value": value[kept],
    }
