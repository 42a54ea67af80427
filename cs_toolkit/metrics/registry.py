"""Every metric by its name, and by each of its aliases: filled by ``@metric``, read by all."""

from ..errors import InputError, did_you_mean, one_name

METRICS: dict = {}
ALIASES: dict = {}


def metric_named(name: str):
    """The metric of a name or an alias; raises InputError with the nearest names for another word."""
    if one_name("a metric", name) not in ALIASES:
        raise InputError(f'there is no metric "{name}": {did_you_mean(name, ALIASES)}')
    return ALIASES[name]
