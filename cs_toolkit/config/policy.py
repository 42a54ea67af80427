"""One edge case: the value in force, the default, the choices, and what each does."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Policy:
    """One edge case: the value in force, the default, the choices, and what each does."""

    name: str
    value: str | int | float
    default: str | int | float
    choices: Mapping[str, str]
    says: str
    families: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """What the value in force does."""
        return self.choices.get(str(self.value), self.says)

    @property
    def number(self) -> float:
        """The value of a policy that is a number."""
        if isinstance(self.value, str):
            raise TypeError(f"{self.name} is a choice")
        return self.value

    @property
    def choice(self) -> str:
        """The value of a policy that is a choice."""
        return str(self.value)
