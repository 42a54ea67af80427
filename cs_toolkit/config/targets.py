"""A team's targets: a number or a range, and the grain that it is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, isfinite
from typing import TypeGuard

from ..calendar.periods import GRAINS
from ..errors import InputError, did_you_mean
from ..metrics.metric import Metric

DEFAULT_GRAIN = "month"
# what cannot be below 0: a count, a duration, a rating
NEVER_NEGATIVE = ("count", "seconds", "days", "months", "years", "score")
# A rate without a range of its own may exceed 1 (net revenue retention of 1.2), but 120 is a
# percentage that was meant as 1.2.
MOST_OF_A_RATE = 10.0


@dataclass(frozen=True)
class Target:
    """What a team aims at: ``value`` is a number or a range (low, high), ``per`` the grain it is for.

    >>> Target(0.98), Target((240, 420), per="week").per
    (Target(value=0.98, per='month'), 'week')
    """

    value: float | tuple[float, float]
    per: str = DEFAULT_GRAIN


def declared_targets(given: Mapping) -> dict[str, Target]:
    """Metric → target, from the section [targets]; a metric may be named by an alias.

    >>> declared_targets({"nps": 40, "aht": {"value": [240, 420], "per": "week"}})
    {'net_promoter_score': Target(value=40, per='month'), 'average_handle_time': Target(value=(240, 420), per='week')}
    >>> declared_targets({"csat": 90})
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: [targets] csat = 90 lies outside 0 to 1, the range of customer_satisfaction: 90% is written 0.9
    """
    from ..metrics import ALIASES

    targets: dict[str, Target] = {}
    named: dict[str, str] = {}
    for name, value in given.items():
        if name not in ALIASES:
            raise InputError(f'[targets] has no "{name}": {did_you_mean(name, ALIASES)}')
        metric = ALIASES[name]
        if metric.name in targets:
            raise InputError(
                f"[targets] {named[metric.name]} and {name} are the same metric, {metric.name}: "
                "keep one of the two lines"
            )
        targets[metric.name] = _in_range(name, metric, _target(name, value))
        named[metric.name] = name
    return targets


def targets_per(targets: Mapping[str, Target], grain: str) -> dict[str, float | tuple]:
    """The values of the targets that are for periods of this length: what a figure may draw.

    >>> targets_per({"csat": Target(0.8), "aht": Target((240, 420), per="week")}, "month")
    {'csat': 0.8}
    """
    return {name: target.value for name, target in targets.items() if target.per == grain}


def _target(name: str, given: object) -> Target:
    where = f"[targets] {name} = {_as_written(given)}"
    per = DEFAULT_GRAIN
    if isinstance(given, Mapping):
        unknown = set(given) - {"value", "per"}
        if unknown or "value" not in given:
            raise InputError(f'{where} must have value = and may have per = "month"')
        per, given = given.get("per", per), given["value"]
        if per not in GRAINS:
            raise InputError(f'{where}: per = "{per}": {did_you_mean(str(per), GRAINS)}')
    shown = given if isinstance(given, list | tuple) else [given]
    ends = [end for end in shown if _is_number(end)]
    if len(ends) != len(shown) or len(ends) not in (1, 2) or ends[0] > ends[-1]:
        raise InputError(
            f"{where} must be a number, or a range [low, high]; with the grain that it is for: "
            '{ value = 0.98, per = "month" }'
        )
    return Target(ends[0] if len(ends) == 1 else (ends[0], ends[1]), per)


def _in_range(name: str, metric: Metric, target: Target) -> Target:
    low, high = _limits(metric)
    ends = target.value if isinstance(target.value, tuple) else (target.value,)
    if all(low <= end <= high for end in ends):
        return target
    outside = next(end for end in ends if not low <= end <= high)
    span = f"{low:g} to {high:g}" if high < inf else f"{low:g} and above"
    percent = metric.unit == "percent" and low <= outside / 100 <= high
    hint = f": {outside:g}% is written {outside / 100:g}" if percent else f", in {metric.unit}"
    written = _as_written(list(target.value) if isinstance(target.value, tuple) else target.value)
    raise InputError(
        f"[targets] {name} = {written} lies outside {span}, the range of {metric.name}{hint}"
    )


def _limits(metric: Metric) -> tuple[float, float]:
    """The values that a metric can take, as far as they are known."""
    if metric.range:
        return metric.range
    if metric.unit == "percent":
        return -MOST_OF_A_RATE, MOST_OF_A_RATE
    if metric.unit == "points":
        return -100, 100
    return (0 if metric.unit in NEVER_NEGATIVE else -inf), inf


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _as_written(given: object) -> str:
    """A value as the company file writes it.

    >>> _as_written({"value": 0.98, "per": "month"})
    '{ value = 0.98, per = "month" }'
    """
    if isinstance(given, Mapping):
        pairs = (f"{key} = {_as_written(value)}" for key, value in given.items())
        return "{ " + ", ".join(pairs) + " }"
    return f'"{given}"' if isinstance(given, str) else repr(given)
