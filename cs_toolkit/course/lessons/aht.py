"""Average handle time: contact time or resolution time."""

import numpy as np
import pandas as pd

from ..answers import Choice, Number
from ..lesson import Lesson, names


def draw(rng: np.random.Generator) -> pd.DataFrame:
    """Eight calls in seconds, one of them abandoned, and when their issue was solved, in hours."""
    rows = pd.DataFrame({
        "customer": names(rng, 8),
        "wait": rng.integers(2, 30, 8) * 5,
        "talk": rng.integers(12, 80, 8) * 5.0,
        "hold": rng.choice([0, 0, 30, 60], 8).astype(float),
        "after_call": rng.integers(4, 20, 8) * 5.0,
        "solved_after_hours": rng.choice([0.2, 0.5, 2, 5, 24, 30], 8),
    })  # fmt: skip
    gone = int(rng.integers(0, 8))
    rows.loc[gone, ["talk", "hold", "after_call", "solved_after_hours"]] = np.nan
    return rows


LESSON = Lesson("aht", draw)


def sums(rows: pd.DataFrame) -> tuple[float, float, float, float, int]:
    """Talk, hold, after-call and waiting time, and the handled calls."""
    talk, hold, after_call, wait = (
        float(rows[name].sum()) for name in ("talk", "hold", "after_call", "wait")
    )
    return (
        talk,
        hold,
        after_call,
        wait,
        int(rows["talk"].notna().sum()),
    )


@LESSON.exercise("1")
def handle_time(rows: pd.DataFrame) -> Number:
    """Talk, hold and after-call time per handled call."""
    talk, hold, after, wait, handled = sums(rows)
    return Number((talk + hold + after) / handled, "seconds", {
        "You divided by all calls: the one that was given up was handled by nobody.": (talk + hold + after) / len(rows),
        "That is talk time alone.": talk / handled,
        "The time on hold is missing: an agent is busy meanwhile.": (talk + after) / handled,
        "The work after the call is missing.": (talk + hold) / handled,
        "The wait is in it. It is the customer's time, not the agent's.": (talk + hold + after + wait) / handled,
        "That is resolution time: how long the customer's problem lasted.": 3600 * rows["solved_after_hours"].mean(),
    })  # fmt: skip


@LESSON.exercise("2")
def resolution_time(rows: pd.DataFrame) -> Number:
    """What S17's text describes: the time until the problem is solved, in hours."""
    talk, hold, after, _wait, handled = sums(rows)
    return Number(rows["solved_after_hours"].mean(), "hours", {
        "That is handle time in hours: the agent's time, not the problem's.": (talk + hold + after) / handled / 3600,
        "You divided by all calls, and one was never answered.": rows["solved_after_hours"].sum() / len(rows),
        "That is the median.": rows["solved_after_hours"].median(),
        "That is in seconds.": 3600 * rows["solved_after_hours"].mean(),
    })  # fmt: skip


@LESSON.exercise("3")
def staffing(rows: pd.DataFrame) -> Number:
    """Agents needed for twenty such calls in an hour, if they were busy all the time."""
    talk, hold, after, wait, handled = sums(rows)
    return Number(20 * (talk + hold + after) / handled / 3600, "ratio", {
        "That is with talk time alone: who does the work after the call?": 20 * talk / handled / 3600,
        "The wait keeps no agent busy.": 20 * (talk + hold + after + wait) / handled / 3600,
        "That is how many calls an agent handles in an hour.": 3600 / ((talk + hold + after) / handled),
        "You divided by all calls.": 20 * (talk + hold + after) / len(rows) / 3600,
    })  # fmt: skip


@LESSON.exercise("4")
def direction(rows: pd.DataFrame) -> Choice:
    """Which way handle time is better."""
    return Choice("target", {
        "lower": "The shortest call may be one in which nothing was solved, and it comes back.",
        "higher": "A long call is not a good one as such.",
    })  # fmt: skip
