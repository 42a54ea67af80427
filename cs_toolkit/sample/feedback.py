"""What customers say unasked: reviews, posts, chats, and why carts were left behind."""

import numpy as np

from .clock import DAY, HOUR
from .columns import Columns, numbered, pick, rows, stacked
from .comments import COMPLAINT, NEUTRAL, PRAISE, PRICE, SETUP, invent_comments
from .population import LANGUAGES
from .scenario import Fact
from .state import Living
from .support import CHAT, ticket_ids
from .surveys import blurred, talk_of_the_month

CHANNELS = ("review", "social", "conversation", "survey")
REVIEW, SOCIAL, CONVERSATION, SURVEY = range(4)
TOUCHPOINTS = ("relationship", "support_contact", "checkout")
_PER_MONTH, _CHATS_KEPT, _CARTS_ASKED = 0.05, 0.22, 0.10


def feedback_columns(
    living: Living,
    story: dict[str, Fact],
    tickets: Columns,
    left_carts: np.ndarray,
    numbers: tuple[int, int],
    rng: np.random.Generator,
) -> dict[str, object]:
    """The table ``feedback``: one row per comment; ``left_carts`` are moments at which people gave up."""
    clock = living.clock
    comments = stacked(
        [
            _unasked(living, rng),
            _chats(tickets, living, rng),
            _carts(left_carts[rng.random(len(left_carts)) < _CARTS_ASKED], rng),
        ]
    )
    comments = rows(comments, comments["sent"] < clock.closes)
    comments = rows(comments, np.argsort(comments["sent"], kind="stable"))
    count = len(comments["sent"])
    stars = np.clip((3.4 + 1.1 * comments["mood"] + rng.normal(0, 0.5, count)).round(), 1, 5)
    tone = np.where(stars <= 2, COMPLAINT, np.where(stars >= 4, PRAISE, NEUTRAL))
    theme = np.where(
        comments["theme"] >= 0, comments["theme"], talk_of_the_month(comments, living, story, rng)
    )
    scored = (comments["channel"] == REVIEW) | (comments["channel"] == SURVEY)
    ticket = comments["ticket"]
    return {
        "comment_id": numbered("F", numbers[0] + np.arange(count)),
        "said_at": comments["sent"],
        "text": invent_comments(rng, comments["language"], blurred(tone, rng), theme),
        "customer_id": living.customers.ids(comments["place"]),
        "ticket_id": ticket_ids(np.where(ticket < 0, -1, numbers[1] + ticket)),
        "touchpoint": pick(TOUCHPOINTS, comments["touchpoint"]),
        "channel": pick(CHANNELS, comments["channel"]),
        "score": np.where(scored, stars, np.nan),
        "language": pick(LANGUAGES, np.where(rng.random(count) < 0.85, comments["language"], -1)),
    }


def _unasked(living: Living, rng: np.random.Generator) -> Columns:
    """Those who are very content or not at all speak up."""
    place, month = np.nonzero(living.served_to - living.served_from >= 10)
    mood = living.customers.mood[place, month]
    which = rng.random(len(place)) < _PER_MONTH * (0.5 + np.abs(mood))
    place, month, mood = place[which], month[which], mood[which]
    count = len(place)
    day = living.served_from[place, month] + rng.integers(0, 10, count)
    channel = np.where(rng.random(count) < 0.6, REVIEW, SOCIAL)
    # a name on the net is often not known to be a customer's
    known = (channel == REVIEW) | (rng.random(count) < 0.4)
    return {
        "sent": day * DAY + rng.integers(7 * HOUR, 23 * HOUR, count), "mood": mood,
        "place": np.where(known, place, -1), "ticket": np.full(count, -1),
        "theme": np.full(count, -1), "channel": channel, "touchpoint": np.zeros(count, dtype=int),
        "language": living.customers.language[place],
    }  # fmt: skip


def _chats(tickets: Columns, living: Living, rng: np.random.Generator) -> Columns:
    chats = tickets["channel"] == CHAT
    which = np.flatnonzero(chats & (rng.random(len(chats)) < _CHATS_KEPT))
    place, count = tickets["place"][which], len(which)
    return {
        "sent": tickets["opened"][which] + 300, "mood": tickets["felt"][which], "place": place,
        "ticket": which, "theme": tickets["theme"][which],
        "channel": np.full(count, CONVERSATION), "touchpoint": np.full(count, 1),
        "language": living.customers.language[place],
    }  # fmt: skip


def _carts(moments: np.ndarray, rng: np.random.Generator) -> Columns:
    """People who tried and gave up before paying say why: mostly the price or the set-up."""
    count = len(moments)
    reason = rng.random(count)
    return {
        "sent": moments + 20 * HOUR, "mood": rng.normal(-1.5, 0.5, count),
        "place": np.full(count, -1), "ticket": np.full(count, -1),
        "theme": np.select([reason < 0.5, reason < 0.85], [PRICE, SETUP], -1),
        "channel": np.full(count, SURVEY), "touchpoint": np.full(count, 2),
        "language": rng.choice(len(LANGUAGES), count, p=(0.5, 0.2, 0.12, 0.1, 0.08, 0.0)),
    }  # fmt: skip
