"""Every metric by its name, and by each of its aliases: filled by ``@metric``, read by all."""

from typing import TYPE_CHECKING

from ..errors import InputError, did_you_mean, one_name

if TYPE_CHECKING:
    from .metric import Metric

METRICS: dict[str, "Metric"] = {}
ALIASES: dict[str, "Metric"] = {}


def metric_named(name: str) -> "Metric":
    """The metric of a name or an alias; raises InputError with the nearest names for another word."""
    if one_name("a metric", name) not in ALIASES:
        raise InputError(f'there is no metric "{name}": {did_you_mean(name, ALIASES)}')
    return ALIASES[name]


def added() -> list["Metric"]:
    """The metrics that somebody has added to the kit's own, in a notebook or a module of theirs."""
    kit = __name__.partition(".")[0]
    return [one for one in METRICS.values() if one.__module__.partition(".")[0] != kit]


def withdraw(metric: "Metric") -> None:
    """Take a metric out of the registry, with its aliases."""
    METRICS.pop(metric.name, None)
    for alias in [name for name, one in ALIASES.items() if one is metric]:
        del ALIASES[alias]
