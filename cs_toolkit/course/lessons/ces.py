"""Customer effort: which end of the scale is good."""

import numpy as np
import pandas as pd

from ..answers import Choice, Number
from ..lesson import Lesson, names


def draw(rng: np.random.Generator) -> dict:
    """Ten answers to each of two questions: ease from 1 to 7, and effort from 1 to 5."""
    ease = rng.choice([1, 2, 3, 4, 5, 5, 6, 6, 7, 7], 10)
    effort = rng.choice([1, 1, 1, 2, 2, 3, 4, 5], 10)
    return {"ease": pd.Series(ease, names(rng, 10), name="ease"),
            "effort": pd.Series(effort, names(rng, 10), name="effort")}  # fmt: skip


LESSON = Lesson("ces", draw)


@LESSON.exercise("1")
def low_effort(rows: dict) -> Number:
    """The share of 5 to 7 where high is easy."""
    ease = rows["ease"]
    return Number((ease >= 5).mean(), "share", {
        "A 4 on 1 to 7 is the middle: neither easy nor hard.": (ease >= 4).mean(),
        "That is the share of 6 and 7: the top of the variant index.": (ease >= 6).mean(),
        "That is the variant index: the share of 6 and 7, less the share of 1 to 3.": (ease >= 6).mean() - (ease <= 3).mean(),
        "That is the share of the hard, 1 to 3.": (ease <= 3).mean(),
        "That is the mean answer.": ease.mean(),
    })  # fmt: skip


@LESSON.exercise("2")
def index(rows: dict) -> Number:
    """The share of 6 and 7, less the share of 1 to 3."""
    ease = rows["ease"]
    return Number((ease >= 6).mean() - (ease <= 3).mean(), "share", {
        "That is the default, the share of 5 to 7.": (ease >= 5).mean(),
        "A 5 is not in the index's top: it takes 6 and 7.": (ease >= 5).mean() - (ease <= 3).mean(),
        "A 4 is in the middle: the index takes off 1 to 3.": (ease >= 6).mean() - (ease <= 4).mean(),
        "You took off nothing.": (ease >= 6).mean(),
    })  # fmt: skip


@LESSON.exercise("3")
def turned(rows: dict) -> Number:
    """The mean of the effort answers, turned so that high is easy."""
    effort = rows["effort"]
    return Number(6 - effort.mean(), "score", {
        "That is the mean as it was answered: 1 is the best answer there.": effort.mean(),
        "Turned on 1 to 5 is 6 less the answer: 1 becomes 5, and 5 becomes 1.": 5 - effort.mean(),
        "You turned it as on 1 to 7.": 8 - effort.mean(),
    })  # fmt: skip


@LESSON.exercise("4")
def direction(rows: dict) -> Choice:
    """Which way is better for the question about effort, as answered."""
    return Choice("lower", {
        "higher": "That question asks how much effort it took, and 1 is very little.",
        "target": "There is no such thing as too little effort for a customer.",
    })  # fmt: skip
