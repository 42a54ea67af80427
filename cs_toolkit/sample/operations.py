"""How the service runs day by day, and what a foreign currency is worth."""

import numpy as np
import pyarrow as pa

from .clock import Clock
from .columns import pick
from .population import CURRENCIES
from .scenario import Fact
from .support import OUTAGE_DAYS
from .totals import Totals

SERVICES = ("app", "api")
# upper bounds in milliseconds; answers beyond the last one are counted under it all the same
BOUNDS = (50, 100, 200, 500, 1000, 3000)
_MIDDLES = np.array([35, 75, 150, 350, 750, 2000])
_SHARES = np.array([[0.10, 0.42, 0.33, 0.11, 0.03, 0.01], [0.35, 0.40, 0.17, 0.06, 0.015, 0.005]])
_OUTAGE_HOURS = np.array([9.0, 7.0, 3.0])
_SECONDS_A_DAY = 86_400


def service_level_columns(
    totals: Totals, clock: Clock, story: dict[str, Fact], rng: np.random.Generator
) -> dict[str, object]:
    """The table ``service_levels``: one row per day and service.

    A histogram reads "50:523;100:311": 523 requests took at most 50 ms, 311 more than that and
    at most 100 ms.
    """
    day = np.repeat(np.arange(clock.end), len(SERVICES))
    service = np.tile(np.arange(len(SERVICES)), clock.end)
    outage = clock.number_of(story["outage"].begins)
    outage_start = clock.month_start[outage] if 0 <= outage < clock.months else -1_000
    since = day - outage_start - OUTAGE_DAYS[0]
    struck = (since >= 0) & (since < len(_OUTAGE_HOURS)) & (service == 0)
    hiccup = rng.random(len(day)) < 0.04
    down = np.where(hiccup, rng.integers(60, 1500, len(day)), 0)
    down[struck] = (
        _OUTAGE_HOURS[since[struck]] * 3600 * story["outage"].effects["downtime_hours"] / 19
    )
    opened = rng.poisson(np.where(struck, 6.0, 0.25))
    fixed = rng.poisson(0.27, len(day))
    backlog = _backlog(opened.reshape(-1, 2), fixed.reshape(-1, 2)).ravel()

    mean = totals.events[clock.month_of(day)] / clock.days_in(clock.month_of(day)) * 6 + 40
    usual = mean * np.where(clock.weekday(day) > 4, 0.35, 1.2) * np.where(service == 1, 0.6, 1.0)
    requests = rng.poisson(usual * (1 - down / _SECONDS_A_DAY))
    slow = 0.05 + 0.5 * struck
    shares = _SHARES[service] * (1 - slow[:, None]) + slow[:, None] * np.eye(6)[4]
    counts = rng.multinomial(requests, shares / shares.sum(axis=1, keepdims=True))
    return {
        "day": day,
        "service": pick(SERVICES, service),
        "downtime_seconds": down,
        "scheduled_seconds": np.full(len(day), _SECONDS_A_DAY),
        "defects_opened": opened,
        "defects_open": backlog,
        "requests": requests,
        "response_seconds_sum": (counts @ _MIDDLES / 1000).round(1),
        "response_histogram": _histograms(counts),
    }


def _backlog(opened: np.ndarray, fixed: np.ndarray) -> np.ndarray:
    """Open defects at the day's end, by service: never below none."""
    level, levels = np.array([4, 3]), np.empty_like(opened)
    for day in range(len(opened)):
        pressed = 1 * (level > 12)  # a long list gets more hands
        level = np.maximum(level + opened[day] - fixed[day] - pressed, 0)
        levels[day] = level
    return levels


def _histograms(counts: np.ndarray) -> pa.Array:
    texts = (
        ";".join(f"{bound}:{count}" for bound, count in zip(BOUNDS, row, strict=True) if count)
        for row in counts.tolist()
    )
    return pa.array([text or None for text in texts], pa.string())


def fx_rate_columns(clock: Clock, rng: np.random.Generator) -> dict[str, object]:
    """The table ``fx_rates``: euros per unit of each foreign currency, day by day.

    They begin before the first day: a contract of the first month needs a rate at its start.
    """
    days = np.arange(-31, clock.end)
    rates = []
    for start in (0.92, 1.17):
        steps = rng.normal(0, 0.0035, len(days))
        walk = np.empty(len(days))
        level = 0.0
        for at, step in enumerate(steps):  # drawn back to where it began
            level = 0.995 * level + step
            walk[at] = level
        rates.append((start * np.exp(walk)).round(4))
    return {
        "day": np.repeat(days, 2),
        "currency": pick(CURRENCIES, np.tile([1, 2], len(days))),
        "rate": np.stack(rates, axis=1).ravel(),
    }
