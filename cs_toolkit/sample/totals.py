"""Monthly sums over all chunks: the little that the company's own tables need to know."""

import numpy as np

from .clock import DAY, Clock
from .columns import Columns
from .population import FOUNDERS, NEVER_PAID, REFERRAL, conversion_by_month, demand
from .scenario import Fact
from .state import Living


class Totals:
    """Arrays over months; ``add`` takes in one chunk."""

    def __init__(self, customers: int, clock: Clock, story: dict[str, Fact]) -> None:
        self.paying_customers = np.zeros(clock.months)
        self.referred_customers = np.zeros(clock.months)
        self.billed = np.zeros(clock.months)  # cents
        self.events = np.zeros(clock.months)
        # what sales and marketing plan for: demand at the usual conversion, whatever went wrong
        joining = customers * (1 - FOUNDERS) * (1 - NEVER_PAID)
        usual = story["broken_onboarding"].effects["usual_trial_conversion"]
        _, conversion = conversion_by_month(clock, story)
        wanted = demand(clock)
        self.planned_customers = joining * wanted * usual / (wanted * conversion).sum()

    def add(self, living: Living, charges: Columns, event_moments: np.ndarray) -> None:
        """Take in a chunk."""
        clock = living.clock
        self.paying_customers += (living.monthly > 0).sum(axis=0)
        month = living.first_month[
            (living.customers.channel == REFERRAL) & (living.first_month < clock.months)
        ]
        self.referred_customers += np.bincount(month, minlength=clock.months)
        self.billed += np.bincount(
            clock.month_of(charges["day"]), charges["cents"], minlength=clock.months
        )[: clock.months]
        self.events += np.bincount(clock.month_of(event_moments // DAY), minlength=clock.months)[
            : clock.months
        ]
