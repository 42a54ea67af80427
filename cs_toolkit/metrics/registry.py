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
