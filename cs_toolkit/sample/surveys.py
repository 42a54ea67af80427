"""What customers are asked and what they answer: NPS every quarter, CSAT and CES after contacts."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from .clock import DAY, HOUR, NEVER
from .columns import Columns, numbered, pick, rows, stacked
from .comments import COMPLAINT, NEUTRAL, PRAISE, PRICE, RELIABILITY, SETUP, THEMES, invent_comments
from .population import LANGUAGES
from .scenario import Fact
from .state import Living
from .support import ticket_ids

SURVEYS = ("nps", "csat", "ces")
NPS, CSAT, CES = range(3)
QUESTIONS = ("recommend", "satisfied", "easy")
SCALES = np.array([(0, 10), (1, 5), (1, 7)])
# the score of an average customer, and how far one step of mood moves it
_MIDDLE, _SLOPE, _NOISE = (
    np.array([7.7, 3.9, 5.3]),
    np.array([1.5, 0.7, 0.9]),
    np.array([1.1, 0.5, 0.8]),
)
TOUCHPOINTS = (
    "relationship", "support_contact", "sign_up", "set_up", "ordering", "purchase", "return",
    "field_service",
)  # fmt: skip
RELATIONSHIP, SUPPORT_CONTACT, SIGN_UP, SET_UP, ORDERING, PURCHASE, RETURN, FIELD_SERVICE = range(8)
CHANNELS = ("email", "in_app", "phone")
EMAIL, IN_APP = range(2)
# scores off their scale, one on each survey: for data quality to set aside
OFF_SCALE = {NPS: 11, CSAT: 0, CES: 8}


def _asked(
    living: Living,
    place: np.ndarray,
    survey: np.ndarray | int,
    touchpoint: np.ndarray | int,
    sent: np.ndarray,
    felt: np.ndarray | None = None,
    ticket: np.ndarray | int = -1,
    theme: np.ndarray | int = -1,
) -> Columns:
    count = len(place)
    month = np.clip(living.clock.month_of(sent // DAY), 0, living.clock.months)
    columns = {
        "place": place, "survey": survey, "touchpoint": touchpoint, "sent": sent, "ticket": ticket,
        "theme": theme, "mood": living.customers.mood[place, month],
    }  # fmt: skip
    columns["felt"] = columns["mood"] if felt is None else felt
    asked = {name: np.broadcast_to(values, count) for name, values in columns.items()}
    return rows(asked, (asked["sent"] < living.clock.closes) & (asked["sent"] >= 0))


def invent_surveys(
    living: Living, tickets: Columns, charges: Columns, first_ticket: int, rng: np.random.Generator
) -> Columns:
    """Everybody who is asked, about what, and how they feel about it."""
    clock, customers = living.clock, living.customers
    place, month = np.nonzero(living.served_to - living.served_from >= 15)
    due = (month + customers.number[place]) % 3 == 0
    place, month = place[due], month[due]
    sent = (living.served_from[place, month] + rng.integers(1, 13, len(place))) * DAY + 9 * HOUR
    colleague = rng.random(len(place)) < 0.12  # a second person of the customer is asked as well
    parts = [
        _asked(living, place, NPS, RELATIONSHIP, sent),
        _asked(living, place[colleague], NPS, RELATIONSHIP, sent[colleague] + 2 * DAY),
    ]
    solved = tickets["last_resolved"] + HOUR
    for survey, share in ((CSAT, 0.75), (CES, 0.45)):
        which = np.flatnonzero(rng.random(len(solved)) < share)
        parts.append(
            _asked(
                living,
                tickets["place"][which],
                survey,
                SUPPORT_CONTACT,
                solved[which],
                tickets["felt"][which],
                first_ticket + which,
                tickets["theme"][which],
            )
        )
    new = np.flatnonzero(~customers.founder)
    unsure = ~customers.activated[new] * 1.2
    for survey, touchpoint, days, share in (
        (CSAT, SIGN_UP, 1, 0.4), (CSAT, SET_UP, 9, 0.5), (CES, SET_UP, 10, 0.5),
        (CSAT, FIELD_SERVICE, 40, 0.08),
    ):  # fmt: skip
        drawn = rng.random(len(new)) < share
        moment = customers.signed_up[new] + days * DAY
        month = np.clip(clock.month_of(moment // DAY), 0, clock.months)
        felt = customers.mood[new, month] + 0.3 - unsure
        there = drawn & ((living.left_day[new] > moment // DAY) | (days < 14))
        parts.append(
            _asked(living, new[there], survey, touchpoint, moment[there], felt[there], -1, SETUP)
        )
    parts.extend(_after_purchases(living, charges, rng))
    surveys = stacked(parts)
    return rows(surveys, np.argsort(surveys["sent"], kind="stable"))


def _after_purchases(
    living: Living, charges: Columns, rng: np.random.Generator
) -> Iterator[Columns]:
    bought = charges["revenue_type"] >= 5
    for touchpoint, which in (
        (ORDERING, bought & ~charges["is_return"]),
        (PURCHASE, bought & ~charges["is_return"]),
        (RETURN, charges["is_return"]),
    ):
        at = np.flatnonzero(which & (rng.random(len(which)) < 0.35))
        sent = charges["day"][at] * DAY + (33 if touchpoint == PURCHASE else 14) * HOUR
        yield _asked(living, charges["owner"][at], CSAT, touchpoint, sent)


def survey_columns(
    surveys: Columns,
    living: Living,
    story: dict[str, Fact],
    first_number: int,
    rng: np.random.Generator,
    *,
    first_chunk: bool,
) -> dict[str, object]:
    """The table ``survey_responses``: one row per survey sent, answered or not."""
    count, survey = len(surveys["survey"]), surveys["survey"]
    effects = story["silent_unhappy"].effects
    odds = np.log(effects["answer_odds_per_mood"]) * surveys["felt"] - 0.1
    willing = rng.random(count) < 1 / (1 + np.exp(-odds))
    responded = surveys["sent"] + (rng.lognormal(9.6, 1.3, count)).astype(np.int64) + 30
    answered = willing & (responded < living.clock.closes)
    exact = _MIDDLE[survey] + _SLOPE[survey] * surveys["felt"]
    exact = exact + _NOISE[survey] * rng.normal(0, 1, count)
    score = np.clip(exact.round(), SCALES[survey, 0], SCALES[survey, 1])
    tone = tone_of(score, survey)
    chance = np.array(
        [effects["comments_of_detractors"], 0.22, effects["comments_of_promoters"]]
    )[tone]  # fmt: skip
    commented = np.flatnonzero(answered & (rng.random(count) < chance))
    if first_chunk:
        for kind, wrong in OFF_SCALE.items():
            score[np.flatnonzero(answered & (survey == kind))[:1]] = wrong
    theme = np.where(
        surveys["theme"] >= 0, surveys["theme"], talk_of_the_month(surveys, living, story, rng)
    )
    language = living.customers.language[surveys["place"]]
    comment = np.full(count, -1)
    comment[commented] = np.arange(len(commented))
    texts = invent_comments(
        rng, language[commented], blurred(tone[commented], rng), theme[commented]
    )
    channel = np.where(
        surveys["touchpoint"] == SUPPORT_CONTACT, EMAIL, rng.choice(3, count, p=(0.6, 0.34, 0.06))
    )
    return {
        "response_id": numbered("R", first_number + np.arange(count)),
        "survey": pick(SURVEYS, survey),
        "score": np.where(answered, score, np.nan),
        "customer_id": living.customers.ids(surveys["place"]),
        "ticket_id": ticket_ids(surveys["ticket"]),
        "touchpoint": pick(TOUCHPOINTS, surveys["touchpoint"]),
        "question": pick(QUESTIONS, survey),
        "sent_at": surveys["sent"],
        "responded_at": np.where(answered, responded, NEVER),
        "comment": texts.take(pa.array(comment, mask=comment < 0)),
        "channel": pick(CHANNELS, channel),
        "language": pick(LANGUAGES, np.where(comment >= 0, language, -1)),
    }


def tone_of(score: np.ndarray, survey: np.ndarray) -> np.ndarray:
    """Complaint, neutral or praise: what a score would say in words."""
    low, high = np.array([6, 2, 3])[survey], np.array([9, 4, 6])[survey]
    return np.where(score <= low, COMPLAINT, np.where(score >= high, PRAISE, NEUTRAL))


def blurred(tone: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Words that do not quite match the score, as happens."""
    return np.where(rng.random(len(tone)) < 0.06, NEUTRAL, tone)


def talk_of_the_month(
    surveys: Columns, living: Living, story: dict[str, Fact], rng: np.random.Generator
) -> np.ndarray:
    """What people write about: anything, and in a bad month mostly that."""
    clock = living.clock
    month = clock.month_of(surveys["sent"] // DAY)
    theme = rng.integers(0, len(THEMES), len(month))
    for name, subject in (("outage", RELIABILITY), ("price_rise", PRICE)):
        since = month - clock.number_of(story[name].begins)
        talked_about = (since >= 0) & (since <= 1) & (rng.random(len(month)) < 0.6)
        theme = np.where(talked_about & (surveys["mood"] < 0.8), subject, theme)
    return theme
