"""Customer health: which signs, how they add up, what moved, whom to help, whether the score tells.

``health_scores(company, periods)`` gives everything about the scores at each period's close;
``past_scores(company)`` those of every month so far, for ``does_it_tell`` to hold against what
came after.
"""

from importlib import import_module

# Nothing heavy is imported until it is used: settings are read long before a model is fitted.
_FROM = {
    "scores": ("health_scores", "indicator_statements", "indicators"),
    "usage_breakdown": ("usage_parts", "usage_parts_in_sum"),
    "breakdown": ("indicator_table", "made_of"),
    "changes": ("contribution_changes", "customer_list", "movers"),
    "priorities": ("efforts", "over_served", "work_list"),
    "stages": ("lifecycle", "lifecycle_of_customers"),
    "backtest": (
        "does_it_tell", "past_scores", "ranking_under_other_weights", "weights_held_out",
        "what_it_tells",
    ),
}  # fmt: skip
_MODULES = {name: module for module, names in _FROM.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"health has no {name!r}")
    return getattr(import_module(f".{_MODULES[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted(_MODULES)
