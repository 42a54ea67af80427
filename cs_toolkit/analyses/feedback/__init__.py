"""What customers say in their own words: classified once, then counted, sorted and ranked.

``classified(company)`` trains on the respondents' own scores and labels every comment; all else stands
on it: themes, terms, the bias of silence, what to answer now, what the unasked would say.
"""

from importlib import import_module
from typing import Any

# The models are imported when somebody asks: a company's settings are read long before.
_FROM = {
    "classification": ("classified", "classified_comments", "own_labels", "why_no_labels"),
    "escalation": ("comments_to_answer", "urgent_comments"),
    "ratings": (
        "predicted", "predicted_tickets", "tickets_in_danger", "turning_points", "why_no_predictions",
    ),
    "themes": ("emotions", "examples", "said_in", "theme_table", "trend_of_themes"),
    "by_touchpoint": ("themes_by_touchpoint", "touchpoints"),
    "promoters_vs_detractors": ("behind_low_scores", "silence", "why_promoters_differ"),
}  # fmt: skip
_MODULES = {name: module for module, names in _FROM.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"feedback has no {name!r}")
    return getattr(import_module(f".{_MODULES[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted(_MODULES)
