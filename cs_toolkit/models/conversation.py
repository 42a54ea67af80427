"""What a conversation shows before anybody asks: moods of the messages, turns, waits, contacts."""

import numpy as np
import pandas as pd

from . import observations
from .emotions import find_emotions
from .language import identify_languages
from .observations import Moment
from .plain_text import plain_texts
from .sentiment.tone import intensity, tones_of

CUSTOMER, AGENT = "customer", "agent"
TURN = 0.5  # of the mood, −1 to 1, from one message of the customer to the next
MESSAGE_COLUMNS = ("ticket_id", "sent_at", "author_kind", "text")
MOODS = ("first_mood", "last_mood", "lowest_mood", "mood_change", "intensity", "customer_messages",
         "agent_messages", "questions", "exclamations", "letters")  # fmt: skip
# what a customer may want, by its plainest words
INTENTS = {
    "to_cancel": [
        "cancel",
        "cancellation",
        "terminate",
        "unsubscribe",
        "close my account",
        "switch to",
    ],
    "money_back": ["refund", "money back", "reimburse", "chargeback", "credit note"],
    "a_fix": [
        "bug",
        "broken",
        "crash",
        "crashes",
        "error",
        "does not work",
        "not working",
        "fails",
    ],
    "to_know_how": ["how do i", "how can i", "how to", "where do i", "is it possible"],
    "a_person": ["manager", "supervisor", "speak to", "call me", "complaint"],
}
NUMBERS = ("contacts", "transfers", "reopened_count", "requester_wait_seconds",
           "agent_wait_seconds", "on_hold_seconds")  # fmt: skip


def message_moods(messages: pd.DataFrame) -> pd.DataFrame:
    """The customers' messages in order, each with ``mood`` (−1 to 1) and ``intensity`` (0 to 1).

    A message in a language without a word list has no mood (NaN).
    """
    observations.need_columns(messages, "messages", MESSAGE_COLUMNS)
    said = messages[messages["author_kind"] == CUSTOMER].copy()
    said["text"] = plain_texts(said["text"])
    said = said.sort_values(["ticket_id", "sent_at", "text"], ignore_index=True)
    languages = identify_languages(said["text"], said.get("language"))
    tones = tones_of(said["text"], list(languages))
    said["mood"] = [tone.balance if tone.good + tone.bad else np.nan for tone in tones]
    said["detected"] = languages
    said["intensity"] = [intensity(tone) for tone in tones]
    return said


def key_moments(messages: pd.DataFrame) -> pd.DataFrame:
    """One row per message in which the customer's mood turned: ticket_id, sent_at, moment, change.

    ``moment`` is "turns bad" or "turns good", by half of the scale or more since the last message
    that had a mood.

    >>> talk = pd.DataFrame({"ticket_id": [1, 1], "sent_at": [1, 2], "author_kind": ["customer"] * 2,
    ...     "text": ["Hello, great product, thanks", "This is terrible, nobody helps me"]})
    >>> key_moments(talk)["moment"].tolist()
    ['turns bad']
    """
    said = message_moods(messages).dropna(subset=["mood"])
    change = said.groupby("ticket_id")["mood"].diff()
    turned = said[change.abs() >= TURN]
    moment = np.where(change[turned.index] < 0, "turns bad", "turns good")
    return turned.assign(moment=moment, change=change[turned.index].round(2))[
        ["ticket_id", "sent_at", "moment", "change"]
    ].reset_index(drop=True)


def conversation_features(
    tickets: pd.DataFrame, messages: pd.DataFrame | None = None, *, as_of: Moment
) -> pd.DataFrame:
    """One row per ticket, in their order, indexed by ticket_id: what may tell how satisfied it left.

    Args:
        tickets: ticket_id, opened_at and, where known, first_replied_at, resolved_at, answered_at
            (when the survey was answered), contacts, transfers, reopened_count, waits in seconds.
        messages: ticket_id, sent_at, author_kind, text; those after ``answered_at`` are not read, as
            they may follow from the answer.
        as_of: the moment at which it is asked; an open ticket has lasted until then.

    Seconds to the first reply and of the whole ticket, counts, and the moods of the customer's
    messages: first, last, lowest, change, intensity. What is not known is NaN.
    """
    observations.need_columns(tickets, "tickets", ("ticket_id", "opened_at"))
    table = tickets.set_index("ticket_id")
    opened = pd.to_datetime(table["opened_at"])
    end = _moments(table, "resolved_at").fillna(pd.Timestamp(as_of))
    features = pd.DataFrame(index=table.index)
    replied = _moments(table, "first_replied_at")
    features["first_reply_seconds"] = (replied - opened).dt.total_seconds()
    features["duration_seconds"] = (end - opened).dt.total_seconds().clip(lower=0)
    for name in NUMBERS:
        if name in table:
            features[name] = pd.to_numeric(table[name], errors="coerce").astype(float)
    if messages is None or messages.empty:
        return features
    shown = messages.assign(sent_at=pd.to_datetime(messages["sent_at"]))
    answered = _moments(table, "answered_at").reindex(shown["ticket_id"]).to_numpy()
    before = np.isnat(answered) | (shown["sent_at"].to_numpy() <= answered)
    return features.join(_moods(shown[before & (shown["sent_at"] <= pd.Timestamp(as_of))]))


def _moments(table: pd.DataFrame, name: str) -> pd.Series:
    if name not in table:
        return pd.Series(pd.NaT, index=table.index, dtype="datetime64[ns]")
    return pd.to_datetime(table[name])


def _moods(messages: pd.DataFrame) -> pd.DataFrame:
    said = message_moods(messages)
    by_ticket = said.groupby("ticket_id")
    mood = by_ticket["mood"]
    found = pd.DataFrame(
        {
            "first_mood": mood.first(), "last_mood": mood.last(), "lowest_mood": mood.min(),
            "mood_change": mood.last() - mood.first(),
            "intensity": by_ticket["intensity"].max(),
            "customer_messages": by_ticket.size(),
            "questions": by_ticket["text"].agg(lambda own: sum("?" in text for text in own)),
            "exclamations": by_ticket["text"].agg(lambda own: sum("!" in text for text in own)),
            "letters": by_ticket["text"].agg(lambda own: sum(map(len, own))),
        }
    )  # fmt: skip
    found = found.join(_spoken(said))
    agents = messages[messages["author_kind"] == AGENT].groupby("ticket_id").size()
    return (
        found.assign(agent_messages=agents)
        .reindex(
            columns=[*MOODS, *(name for name in found if name.startswith(("feels_", "wants_")))]
        )
        .astype(float)
    )


def _spoken(said: pd.DataFrame) -> pd.DataFrame:
    """Per ticket, whether an emotion or an intent is named in any of the customer's messages.

    NaN where no message is in English, the language of the two word lists.
    """
    languages = list(said["detected"])
    emotions = find_emotions(said["text"], languages).add_prefix("feels_")
    intents = find_emotions(said["text"], languages, INTENTS).add_prefix("wants_")
    return pd.concat([emotions, intents], axis=1).groupby(said["ticket_id"].to_numpy()).max()
