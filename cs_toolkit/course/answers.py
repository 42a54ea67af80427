"""What a right answer is, and what each wrong one shows about the way it was reached.

An exercise computes its answer from the student's own rows when it is checked; nothing is stored.
"""

import math
import numbers
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

# How far from the exact value an answer may lie: room for rounding at display, none for another method.
TOLERANCE = {
    "share": 5e-5, "points": 0.05, "money": 0.011, "ratio": 0.005, "count": 1e-9,
    "seconds": 0.05, "minutes": 0.05, "hours": 0.005, "months": 0.005, "score": 0.005,
}  # fmt: skip
FORM = {
    "share": "a fraction such as 0.8250, with at least four decimals",
    "points": "points from −100 to 100, with one decimal",
    "ratio": "a plain number with two decimals",
    "count": "a whole number",
}


@dataclass(frozen=True)
class Number:
    """A number with its unit, and the values that known mistakes lead to, each under its hint."""

    value: float
    unit: str
    wrong: Mapping[str, float] = field(default_factory=dict)

    def hint(self, given: object) -> str:
        """Nothing if the answer is right, else what it looks like."""
        number = _as_number(given)
        if isinstance(number, str):
            return number
        if self.same(number, self.value):
            return ""
        for hint, value in self.wrong.items():
            if self.same(number, value):
                return hint
        return self._slip(number)

    def same(self, one: float, other: float) -> bool:
        """Whether two values show the same at this unit's precision."""
        return abs(one - other) <= TOLERANCE[self.unit] + 1e-12

    def _slip(self, given: float) -> str:
        """The mistakes that can happen to any number: its form, its sign, its rounding."""
        value, form = self.value, FORM.get(self.unit, f"{self.unit} as a number")
        if self.same(given / 100, value):
            return f"The method is right, the form is not: a percentage was given, give {form}."
        if self.same(given * 100, value):
            return f"The method is right, the form is not: a fraction was given, give {form}."
        for hint, wrong in self.wrong.items():
            if self.same(given / 100, wrong) or self.same(given * 100, wrong):
                return f"{hint} And the form is another one: give {form}."
        if value and self.same(given, -value):
            return "The size is right and the sign is not: which of the two do you subtract?"
        if self.unit == "share" and self.same(given, 1 - value):
            return "That is the complement: the share of the others."
        if value and given and self.same(1 / given, value):
            return "That is upside down: what stands above the line, and what below?"
        if any(math.isclose(given, round(value, digits)) for digits in range(4)):
            return f"Nearly right, but rounded too early: give {form}."
        return (
            ""
            if self.same(given, value)
            else "That is not it, and it is none of the mistakes that this check knows. Write down what you counted above and below the line, then look at the rows again."
        )


@dataclass(frozen=True)
class Choice:
    """One of a few words, with a hint for each that is wrong."""

    value: str
    wrong: Mapping[str, str]

    def hint(self, given: object) -> str:
        """Nothing if the answer is right, else the hint for that word."""
        word = str(given).strip().lower()
        if word == self.value:
            return ""
        unknown = f"“{given}” is none of the words: {', '.join(self.words())}."
        return self.wrong.get(word, unknown)

    def words(self) -> list[str]:
        """All words that can be chosen, in an order that gives nothing away."""
        return sorted({self.value, *self.wrong})


@dataclass(frozen=True)
class Names:
    """A set of names, in any order."""

    value: frozenset[str]
    of: str

    def hint(self, given: object) -> str:
        """Nothing if exactly these names were given, else how many are missing or too many."""
        if isinstance(given, str):
            given = [given]
        if not isinstance(given, Iterable):
            return f'Give a list of {self.of}, such as ["Ada", "Ben"].'
        names = {str(name).strip() for name in given}
        if names == self.value:
            return ""
        extra, missing = len(names - self.value), len(self.value - names)
        parts = [f"{count} of the {self.of} {words}" for count, words in
                 ((extra, "should not be in it"), (missing, "are missing")) if count]  # fmt: skip
        return f"Not yet: {' and '.join(parts)}."


@dataclass(frozen=True)
class Example:
    """Something the student makes up, in a form that was asked for: a judge says what it still lacks."""

    judge: Callable[[Any], str]
    form: str

    def hint(self, given: object) -> str:
        """Nothing if the example does what was asked, else what it lacks."""
        try:
            return self.judge(given)
        except (TypeError, ValueError, KeyError, IndexError, AttributeError):
            return f"The answer has another form than was asked for. Give {self.form}."


Answer = Number | Choice | Names | Example


def _as_number(given: object) -> float | str:
    """The answer as a number, or what stands in the way."""
    if isinstance(given, pd.Series | pd.DataFrame | np.ndarray | list | tuple):
        parts = np.asarray(given).ravel()
        if len(parts) != 1:
            return f"Give one number, not {len(parts)}."
        given = parts[0].item() if isinstance(parts[0], np.generic) else parts[0]
    if isinstance(given, str):
        return "Give a number, without quotes and without a percent sign."
    if isinstance(given, bool) or not isinstance(given, numbers.Real):
        return "Give a number."
    if math.isnan(given):
        return "That is not a number (nan): something was divided by 0, or a row has no value."
    return float(given)
