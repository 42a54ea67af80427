"""Who the customers are: where, how big, on which plan, when they came, and how content they are."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from .clock import DAY, HOUR, NEVER, Clock
from .columns import numbered
from .satisfaction import invent_moods
from .scenario import Fact

REGIONS = ("EU", "NA", "UK", "APAC")
REGION_SHARES = (0.44, 0.28, 0.16, 0.12)
NORTH_AMERICA = REGIONS.index("NA")
SEGMENTS = ("micro", "small", "medium")
PLANS = ("starter", "team", "business")
# monthly list price per seat, in cents
LIST_PRICE = np.array([1900, 2900, 4500])
CHANNELS = ("search", "social", "content", "partner", "referral", "sales")
REFERRAL = CHANNELS.index("referral")
CHANNEL_SHARES = np.array([0.34, 0.18, 0.16, 0.10, 0.08, 0.14])
LANGUAGES = ("en", "fr", "pt", "ro", "zh", "fi")
LANGUAGE_SHARES = {  # by region
    "EU": (0.29, 0.30, 0.18, 0.19, 0.0, 0.04),
    "NA": (0.86, 0.14, 0.0, 0.0, 0.0, 0.0),
    "UK": (1.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    "APAC": (0.25, 0.0, 0.0, 0.0, 0.75, 0.0),
}
CURRENCIES = ("EUR", "USD", "GBP")
OWNERS = ("Ana Brandt", "Ilinca Serban", "Jonas Okafor", "Mei Tanaka", "Rui Faria", "Zoe Lindqvist")
FOUNDERS = 0.25
NEVER_PAID = 0.06
TRIAL_DAYS = 14
_ON_THE_FIRST = 0.10


@dataclass
class Customers:
    """One chunk of customers. Codes are places in the tuples above, −1 is unknown."""

    number: np.ndarray
    region: np.ndarray
    in_north_america: np.ndarray  # also where the region is not on file
    segment: np.ndarray
    plan: np.ndarray
    seats: np.ndarray
    channel: np.ndarray
    language: np.ndarray
    currency: np.ndarray
    owner: np.ndarray
    founder: np.ndarray
    activated: np.ndarray
    signup_day: np.ndarray
    signed_up: np.ndarray  # the moment
    first_paid_day: np.ndarray
    mood: np.ndarray  # one row per customer, one column per month and the month after the last

    def __len__(self) -> int:
        return len(self.number)

    def ids(self, of: np.ndarray) -> pa.Array:
        """The customer ids of places in this chunk; a negative place is missing."""
        of = np.asarray(of)
        return numbered("C", np.where(of < 0, -1, self.number[of] + 1))


def conversion_by_month(clock: Clock, story: dict[str, Fact]) -> tuple[np.ndarray, np.ndarray]:
    """The activation rate and the trial conversion of each sign-up month."""
    months = np.arange(clock.months)
    fact = story["broken_onboarding"]
    broken = (months >= clock.number_of(fact.begins)) & (months <= clock.number_of(fact.ends))
    effects = fact.effects
    return (
        np.where(broken, effects["activation_rate"], effects["usual_activation_rate"]),
        np.where(broken, effects["trial_conversion"], effects["usual_trial_conversion"]),
    )


def demand(clock: Clock) -> np.ndarray:
    """How many people sign up in each month, against the first: it grows slowly."""
    return 1 + 0.015 * np.arange(clock.months)


def signup_shares(clock: Clock, story: dict[str, Fact]) -> np.ndarray:
    """The share of later customers that signs up in each month: demand grows, conversion varies."""
    _, conversion = conversion_by_month(clock, story)
    weights = demand(clock) * conversion
    return weights / weights.sum()


def invent_customers(
    numbers: np.ndarray, clock: Clock, story: dict[str, Fact], rng: np.random.Generator
) -> Customers:
    """The customers with these numbers, and how content each is month by month."""
    count = len(numbers)
    founder = np.sort(rng.random(count) < FOUNDERS)[::-1]
    signup_day, first_paid_day = _arrivals(founder, clock, story, rng)
    activation, _ = conversion_by_month(clock, story)
    signup_month = clock.month_of(signup_day)
    # those who activated convert four times as often, so most who pay have activated
    activated_share = activation / (activation + 0.25 * (1 - activation))
    activated = founder | (rng.random(count) < activated_share[signup_month])
    region = rng.choice(len(REGIONS), count, p=REGION_SHARES)
    segment = rng.choice(len(SEGMENTS), count, p=(0.5, 0.35, 0.15))
    plan = np.clip(segment + rng.choice((-1, 0, 1), count, p=(0.2, 0.6, 0.2)), 0, 2)
    seats = 1 + rng.poisson(np.array([1.5, 5.0, 16.0])[segment] * rng.lognormal(0, 0.4, count))
    channel = _channels(signup_month, clock, story, rng)
    return Customers(
        number=numbers,
        region=np.where(rng.random(count) < 0.03, -1, region),
        in_north_america=region == NORTH_AMERICA,
        segment=np.where(rng.random(count) < 0.05, -1, segment),
        plan=plan,
        seats=seats,
        channel=np.where(founder, -1, channel),
        language=_languages(region, rng),
        currency=_currencies(region, rng),
        owner=np.where(rng.random(count) < 0.06, -1, rng.integers(0, len(OWNERS), count)),
        founder=founder,
        activated=activated,
        signup_day=signup_day,
        signed_up=signup_day * DAY + rng.integers(7 * HOUR, 20 * HOUR, count),
        first_paid_day=first_paid_day,
        mood=invent_moods(region == NORTH_AMERICA, activated, clock, story, rng),
    )


def signup_days(month: np.ndarray, clock: Clock, rng: np.random.Generator) -> np.ndarray:
    """A day of each month on which somebody signs up; many begin on the first."""
    share = np.where(rng.random(len(month)) < _ON_THE_FIRST, 0.0, rng.random(len(month)))
    return clock.month_start[month] + (share * clock.days_in(month)).astype(np.int64)


def _arrivals(
    founder: np.ndarray, clock: Clock, story: dict[str, Fact], rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    count = len(founder)
    month = rng.choice(clock.months, count, p=signup_shares(clock, story))
    month[founder] = 0
    signup = signup_days(month, clock, rng)
    founders = founder.sum()  # who stand first; the others follow in the order in which they came
    signup = np.concatenate([np.sort(signup[:founders]), np.sort(signup[founders:])])
    paid = np.where(founder, signup, signup + TRIAL_DAYS)
    # no billing day behind the 28th, which every month has: such customers pay from the 1st
    late = clock.day_of_month(paid) > 28
    paid = np.where(late, clock.month_start[clock.month_of(paid) + 1], paid)
    return signup, np.where(~founder & (rng.random(count) < NEVER_PAID), NEVER, paid)


def _channels(
    signup_month: np.ndarray, clock: Clock, story: dict[str, Fact], rng: np.random.Generator
) -> np.ndarray:
    """Where customers come from; the referral programme makes referred ones common."""
    fact = story["referral_programme"]
    channel = rng.choice(len(CHANNELS), len(signup_month), p=CHANNEL_SHARES)
    usual, raised = fact.effects["usual_referred_share"], fact.effects["referred_share"]
    running = signup_month >= clock.number_of(fact.begins)
    switched = running & (rng.random(len(channel)) < (raised - usual) / (1 - usual))
    return np.where(switched, REFERRAL, channel)


def _languages(region: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    ends = np.cumsum([LANGUAGE_SHARES[name] for name in REGIONS], axis=1)
    drawn = rng.random(len(region))[:, None] * ends[region][:, -1:]
    return (drawn >= ends[region]).sum(axis=1)


def _currencies(region: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A third of North America pays in dollars, half of the UK in pounds."""
    drawn = rng.random(len(region))
    dollars = (region == NORTH_AMERICA) & (drawn < 0.33)
    pounds = (region == REGIONS.index("UK")) & (drawn < 0.5)
    return np.where(dollars, 1, np.where(pounds, 2, 0))
