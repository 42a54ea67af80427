"""A sentence of a headline, with and without the ids of customers."""

from dataclasses import dataclass

LEAD, MOVED, DRIVERS, TO_DO, LIMITS = "lead", "moved", "drivers", "to_do", "limits"
KINDS = (LEAD, MOVED, DRIVERS, TO_DO, LIMITS)


@dataclass(frozen=True)
class Sentence:
    """What it is about, its words, and its words where no customer may be named."""

    kind: str
    text: str
    shared: str


def plain(kind: str, text: str) -> Sentence:
    """A sentence that names no customer."""
    return Sentence(kind, text, text)
