"""The section ``[health]`` of a company file: which indicators, how weighed, where the classes lie."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ...errors import InputError, did_you_mean
from ...metrics.health.weighted_score import AVERAGE_UP_TO, POOR_UP_TO
from ..fields import known, number, section
from .catalogue import BREADTH, CATALOGUE, DEPTH, FREQUENCY, GROWTH
from .index import IndexSettings, declared_index
from .indicator import HIGHER, LOWER, RULES, Indicator, Normalisation

KEYS = ("poor_up_to", "average_up_to", "component_bands", "indicators", "usage", "index")
INDICATOR_KEYS = (
    "weight", "better", "days", "absent", "from", "value", "dated",
    "normalise", "low", "high", "target", "edges", "scores",
)  # fmt: skip
USAGE = {"frequency": FREQUENCY, "breadth": BREADTH, "depth": DEPTH, "growth": GROWTH}


@dataclass(frozen=True)
class HealthSettings:
    """What a company file says of health. Without indicators the kit's own are taken."""

    poor_up_to: float = POOR_UP_TO
    average_up_to: float = AVERAGE_UP_TO
    component_bands: int = 0
    indicators: tuple[Indicator, ...] = ()
    usage: Mapping[str, float] = field(
        default_factory=lambda: {FREQUENCY: 1.0, BREADTH: 1.0, DEPTH: 1.0}
    )
    index: IndexSettings = field(default_factory=IndexSettings)


def declared_health(given: Mapping) -> HealthSettings:
    """Checked settings; raises InputError with the place of a mistake.

    >>> declared = declared_health({"indicators": {"tickets": {"weight": 2}}})
    >>> declared.indicators[0].weight, declared.indicators[0].better, declared.average_up_to
    (2, 'lower', 75)
    >>> declared_health({"indicators": {"tickets": {"wieght": 2}}})
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: [health.indicators.tickets] has no "wieght": did you mean "weight"? ...
    """
    known(given, KEYS, "[health]")
    poor = number("[health]", "poor_up_to", given.get("poor_up_to", POOR_UP_TO))
    average = number("[health]", "average_up_to", given.get("average_up_to", AVERAGE_UP_TO))
    if not 0 <= poor <= average <= 100:
        raise InputError(
            f"[health] poor_up_to = {poor:g} and average_up_to = {average:g} must rise within 0 to 100"
        )
    bands = number("[health]", "component_bands", given.get("component_bands", 0))
    if bands not in (0, *range(2, 101)):
        raise InputError(
            f"[health] component_bands = {bands:g} must be a whole number from 2, or 0 for none"
        )
    indicators = section("health", "indicators", given)
    return HealthSettings(
        poor, average, int(bands),
        tuple(declared_indicator(name, one) for name, one in indicators.items()),
        _usage(section("health", "usage", given)),
        declared_index(section("health", "index", given)),
    )  # fmt: skip


def declared_indicator(name: str, given: Mapping) -> Indicator:
    """One indicator: the kit's own by name, or rows of ``health_inputs``, or an expression."""
    where = f"[health.indicators.{name}]"
    if not isinstance(given, Mapping):
        raise InputError(f"{where} must be a section with weight = …")
    known(given, INDICATOR_KEYS, where)
    own = CATALOGUE.get(name) if "value" not in given and "from" not in given else None
    if own is None:
        own = Indicator(
            name, 1, Normalisation("percentile"), value=str(given.get("value", "")),
            source=str(given.get("from", "health_inputs")), dated=str(given.get("dated", "")),
            days=365 if "value" not in given else 90,
        )  # fmt: skip
        if not own.value and own.source != "health_inputs":
            raise InputError(
                f"{where} from = \"{own.source}\" needs value = an expression of one row per "
                'customer, such as "count(*)"'
            )  # fmt: skip
    better = given.get("better", own.better)
    if better not in (HIGHER, LOWER):
        raise InputError(f'{where} better = "{better}" must be "{HIGHER}" or "{LOWER}"')
    weight = number(where, "weight", given.get("weight", own.weight or 1))
    days = number(where, "days", given.get("days", own.days))
    if weight <= 0 or days < 1:
        raise InputError(f"{where} weight and days must be above 0; leave an indicator out instead")
    absent = given.get("absent", own.absent)
    return replace(
        own, weight=weight, better=better, days=int(days),
        absent=None if absent is None else number(where, "absent", absent),
        rule=_rule(where, given, own.rule),
    )  # fmt: skip


def _rule(where: str, given: Mapping, own: Normalisation) -> Normalisation:
    shape = {
        key: given[key] for key in ("low", "high", "target", "edges", "scores") if key in given
    }
    shown = given.get("normalise")
    if shown is None:
        shown = "target" if "target" in shape else "bands" if {"edges", "scores"} & shape.keys() else (
            "min_max" if shape else own.rule
        )  # fmt: skip
        if not shape:
            return own
    if shown not in RULES:
        raise InputError(f'{where} normalise = "{shown}": {did_you_mean(str(shown), RULES)}')
    takes = {"min_max": ("low", "high"), "target": ("target",), "bands": ("edges", "scores")}
    for key in shape:
        if key not in takes.get(shown, ()):
            raise InputError(f'{where} {key} has no meaning for normalise = "{shown}"')
    if shown == "bands":
        edges, scores = (
            tuple(number(where, key, one) for one in shape.get(key, ()))
            for key in ("edges", "scores")
        )
        rises = all(one < other for one, other in pairwise(edges))
        if not edges or len(scores) != len(edges) + 1 or not rises:
            raise InputError(
                f"{where} edges must rise, and scores be one more than they are: "
                "edges = [0, 2], scores = [1, 0.5, 0]"
            )
        if not all(0 <= one <= 1 for one in scores):
            raise InputError(f"{where} scores = {list(scores)} must lie between 0 and 1")
        return Normalisation("bands", edges=edges, scores=scores)
    numbers = {key: number(where, key, one) for key, one in shape.items()}
    if shown == "target" and not numbers.get("target", 0) > 0:
        raise InputError(f"{where} needs target = a number above 0")
    if shown == "min_max" and len(numbers) == 1:
        raise InputError(f"{where} needs both low and high, or neither")
    if shown == "min_max" and numbers and numbers["low"] >= numbers["high"]:
        raise InputError(
            f'{where} low must lie below high; where a low value is good say better = "lower"'
        )
    return Normalisation(shown, numbers.get("low"), numbers.get("high"), numbers.get("target"))


def _usage(given: Mapping) -> dict[str, float]:
    known(given, USAGE, "[health.usage]")
    shown = given or {"frequency": 1, "breadth": 1, "depth": 1}
    weights = {USAGE[name]: number("[health.usage]", name, one) for name, one in shown.items()}
    if min(weights.values()) < 0 or not sum(weights.values()) > 0:
        raise InputError("[health.usage] the weights must be 0 or more, and not all 0")
    return {name: weight for name, weight in weights.items() if weight}
