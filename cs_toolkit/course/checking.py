"""``check("nrr-2", answer)``: right, or the mistake that the answer looks like."""

from textwrap import wrap
from typing import Any

from ..errors import InputError, did_you_mean
from .lesson import Lesson
from .lessons import LESSONS


class NotYet(AssertionError):  # noqa: N818 — a student reads it, and it is no error of the program
    """An answer that is not right yet, with a hint. It stops a grader, and shows as one sentence."""

    def _render_traceback_(self) -> list[str]:
        """What Jupyter shows in place of a traceback, in lines that it need not break within a word."""
        return wrap(str(self), 88)


class Right:
    """What a right answer gives back."""

    def __init__(self, exercise: str) -> None:
        self.exercise = exercise

    def __repr__(self) -> str:
        return f"{self.exercise}: right."


def check(exercise: str, answer: object, seed: int = 0) -> Right:
    """Whether an answer is right for the company that belongs to the seed.

    A wrong answer raises NotYet with a hint: which other variant it is, that a percentage was given
    for a fraction, that it was rounded too early. The right answer is computed from the lesson's
    rows in this moment and shown nowhere.

    >>> from cs_toolkit.course import check, rows
    >>> own = rows("nrr", seed=3)
    >>> lost = (own["start"] - own["end"]).clip(lower=0).sum()
    >>> check("nrr-1", 1 - lost / own["start"].sum(), seed=3)
    nrr-1: right.
    >>> check("nrr-1", ...)
    Traceback (most recent call last):
        ...
    cs_toolkit.course.checking.NotYet: nrr-1: not answered yet. Put your answer in place of the three dots.
    """
    lesson = _lesson(exercise.rpartition("-")[0])
    if exercise not in lesson.exercises:
        raise InputError(
            f'there is no exercise "{exercise}": {did_you_mean(exercise, list(lesson.exercises))}'
        )
    if answer is None or answer is ...:
        raise NotYet(f"{exercise}: not answered yet. Put your answer in place of the three dots.")
    hint = lesson.exercises[exercise](lesson.rows(seed)).hint(answer)
    if hint:
        raise NotYet(f"{exercise}: {hint}")
    return Right(exercise)


def rows(lesson: str, seed: int = 0) -> Any:
    """The small table of a lesson's exercises; another seed is another company.

    Some lessons have several tables, by name.

    >>> len(rows("nrr", seed=1))
    8
    """
    return _lesson(lesson).shown(seed)


def _lesson(name: str) -> Lesson:
    if name not in LESSONS:
        raise InputError(f'there is no lesson "{name}": {did_you_mean(name, list(LESSONS))}')
    return LESSONS[name]
