"""What is not available, and what it would take: an answer too, and never an empty space."""

import pandas as pd

from ..language import translated
from .markup import Shown
from .templating import rendered

KEYS = ("period", "dimension", "segment", "cohort", "survey", "score")


def not_available(sentence: str) -> Shown:
    """A sentence in the place of a number, a table or a figure.

    >>> not_available("Handle time. Not available: needs table calls")
    Handle time. Not available: needs table calls
    """
    sentence = translated(sentence)
    return Shown(rendered("not_available", sentence=sentence), sentence)


def why_not_available(frame: pd.DataFrame) -> str:
    """What the numbers of a frame of measures need, where none of its columns has any.

    >>> frame = pd.DataFrame({"period": ["2026-10"], "offered_calls": [float("nan")]})
    >>> frame.attrs["not_available"] = {"offered_calls": "not available: needs table calls"}
    >>> why_not_available(frame)
    'not available: needs table calls'
    """
    reasons = frame.attrs.get("not_available", {})
    numbers = [name for name in frame.columns if name not in KEYS]
    if not numbers or not reasons.keys() >= set(numbers):
        return ""
    return "; ".join(dict.fromkeys(reasons[name] for name in numbers))
