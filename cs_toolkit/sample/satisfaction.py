"""How content customers are, month by month: what everything else in the sample follows from."""

import numpy as np

from .clock import Clock
from .scenario import Fact

# a shock is felt fully in its month, then less
FADING = (1.0, 0.45, 0.2)


def invent_moods(
    in_north_america: np.ndarray,
    activated: np.ndarray,
    clock: Clock,
    story: dict[str, Fact],
    rng: np.random.Generator,
) -> np.ndarray:
    """How content each customer is by month: lasting differences, passing moods, shared shocks."""
    count = len(activated)
    lasting = rng.normal(0.1, 1.0, count) - 0.7 * ~activated - 0.2 * in_north_america
    mood = np.empty((count, clock.months + 1))
    passing = rng.normal(0, 0.6, count)
    shock = shared_shocks(clock, story)
    for month in range(clock.months + 1):
        passing = 0.7 * passing + rng.normal(0, 0.42, count)
        mood[:, month] = lasting + passing + shock[month]
    return mood


def shared_shocks(clock: Clock, story: dict[str, Fact]) -> np.ndarray:
    """What the outage and the price rise do to everybody's mood, fading over three months."""
    shock = np.zeros(clock.months + 1)
    for name in ("outage", "price_rise"):
        first = clock.number_of(story[name].begins)
        for later, share in enumerate(FADING):
            if 0 <= first + later <= clock.months:
                shock[first + later] += share * story[name].effects["mood"]
    return shock
