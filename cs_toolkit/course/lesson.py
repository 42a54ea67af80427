"""A lesson's own data, drawn from a seed, and its exercises, computed from that data."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np

from ..errors import InputError
from .answers import Answer, Number

NAMES = [
    "Ada",
    "Ben",
    "Cleo",
    "Dan",
    "Eve",
    "Fay",
    "Gus",
    "Hal",
    "Ida",
    "Jon",
    "Kim",
    "Lea",
    "Max",
    "Nia",
    "Oli",
    "Pia",
    "Quin",
    "Rob",
    "Sue",
    "Tom",
    "Uma",
    "Vic",
    "Wes",
    "Xia",
    "Yan",
    "Zoe",
]
# the draw is repeated until no known mistake leads to the right answer by chance
MOST_DRAWS = 500


@dataclass
class Lesson:
    """A name, the way its rows are drawn, and its exercises by number."""

    name: str
    draw: Callable[[np.random.Generator], Any]
    # what a check knows and a student does not
    hidden: tuple[str, ...] = ()
    exercises: dict[str, Callable[[Any], Answer]] = field(default_factory=dict)
    _telling_draw: dict[int, int] = field(default_factory=dict)

    def exercise(self, number: str) -> Callable:
        """Register a function from the rows to the answer as exercise ``number`` of this lesson."""

        def register(solve: Callable[[Any], Answer]) -> Callable[[Any], Answer]:
            self.exercises[f"{self.name}-{number}"] = solve
            return solve

        return register

    def rows(self, seed: int) -> Any:
        """The rows of one student: the same for the same seed, and telling for every exercise."""
        if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
            raise InputError(f"the seed is a whole number such as 17, not {seed!r}")
        if seed in self._telling_draw:
            return self._drawn(seed, self._telling_draw[seed])
        for attempt in range(MOST_DRAWS):
            drawn = self._drawn(seed, attempt)
            if all(_telling(solve(drawn)) for solve in self.exercises.values()):
                self._telling_draw[seed] = attempt
                return drawn
        raise RuntimeError(f"no rows of lesson {self.name} tell right from wrong for seed {seed}")

    def shown(self, seed: int) -> Any:
        """The rows as the student gets them."""
        drawn = self.rows(seed)
        return (
            {name: part for name, part in drawn.items() if name not in self.hidden}
            if self.hidden
            else drawn
        )

    def _drawn(self, seed: int, attempt: int) -> Any:
        return self.draw(np.random.default_rng([seed, attempt, *self.name.encode()]))


def names(rng: np.random.Generator, count: int) -> list[str]:
    """``count`` different first names in alphabetical order."""
    return sorted(rng.choice(NAMES, count, replace=False).tolist())


def month(rng: np.random.Generator) -> str:
    """A month of 2024 to 2026."""
    return f"{rng.integers(2024, 2027)}-{rng.integers(1, 13):02d}"


def _telling(answer: Answer) -> bool:
    """Whether right and wrong values all differ by more than rounding could hide."""
    if not isinstance(answer, Number):
        return True
    if not np.isfinite(answer.value):
        return False
    values = [answer.value, *answer.wrong.values()]
    values += [100 * value for value in values if answer.unit == "share"]
    return not any(answer.same(*pair) for pair in combinations(values, 2))
