"""The measure files whose rows are handed to a model, and the module of each that makes its measures.

Each has ``estimate(rows, …)``, and may have ``with_details(rows, …)`` for the rows behind the
measures. What they ask for beside the rows is looked up by its name: see ``company.estimate_inputs``.
"""

import inspect
from collections.abc import Callable
from importlib import import_module

# read only when one is asked for: most load models
MODULES = {
    "feedback/conversations": "feedback.conversations",
    "feedback/sentiment": "feedback.sentiment",
    "feedback/themes": "feedback.themes",
    "feedback/urgent": "feedback.urgent",
    "health/index": "health.index",
    "health/scores": "health.scores",
    "health/usage_scores": "health.usage_scores",
    "revenue/forecast": "revenue.forecast",
    "value/lifespan": "value.lifespan",
    "value/predicted_contracts": "value.predicted_contracts",
    "value/predicted_purchases": "value.predicted_purchases",
    "value/repeat_probability": "value.repeat_probability",
}


def function_of(name: str, function: str = "estimate") -> Callable | None:
    """A function of the module that estimates a measure file; None where it has no such one."""
    return getattr(import_module(f".{MODULES[name]}", __package__), function, None)


def estimate_inputs(name: str) -> tuple[str, ...]:
    """What the estimate of a measure file asks for by name, beside the rows."""
    estimate = function_of(name)
    return asked_by(estimate) if estimate else ()


def asked_by(function: Callable) -> tuple[str, ...]:
    """What an estimate asks for by name, beside the rows."""
    return tuple(inspect.signature(function).parameters)[1:]
