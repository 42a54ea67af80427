"""The policies that a company file, a preset and a caller choose."""

from collections.abc import Mapping
from dataclasses import replace

from ..errors import InputError, did_you_mean
from .policies import POLICIES
from .policy import Policy
from .presets import preset_values

# From where to where a rule's number may lie; the others from 0 to MOST.
SPANS = {
    "forecast_months": (3, 12),
    "prediction_months": (1, 120),
    "acquisition_lag_months": (0, 120),
    "annual_discount_rate": (0, 1),
    "chronic_issues": (1, 1000),
    "adoption_uses": (1, 1000),
}
MOST = 1_000_000


def in_force(
    settings: Mapping[str, object], before: Mapping[str, Policy] | None = None
) -> dict[str, Policy]:
    """Every policy with the value that a company file gives it.

    ``preset`` sets those that a vendor's definitions say, see :mod:`.presets`; what is set beside it
    by name goes before it. What is not stated is as it was ``before``, at first the default.

    >>> in_force({"paused": "counted"})["paused"].in_words
    'keep their MRR'
    >>> in_force({"pausd": "counted"})
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: [policies] has no "pausd": did you mean "paused"? Known: ...
    """
    policies = dict(before or POLICIES)
    if not isinstance(settings, Mapping):
        raise InputError(
            'policies are given by name, such as {"paused": "counted"} or {"preset": "chartmogul"}, '
            f"not {settings!r}"
        )
    shown = dict(settings)
    if "preset" in shown:
        shown = preset_values(shown.pop("preset")) | shown
    for name, value in shown.items():
        if name not in policies:
            raise InputError(f'[policies] has no "{name}": {did_you_mean(name, policies)}')
        policy = policies[name]
        chosen: str | float
        if not policy.choices:
            chosen = _within_its_span(policy, value)
        elif isinstance(value, str) and value in policy.choices:
            chosen = value
        else:
            raise InputError(
                f'[policies] {name} = "{value}" is not a choice: '
                f"{did_you_mean(str(value), policy.choices)}"
            )
        policies[name] = replace(policy, value=chosen)
    return policies


def _within_its_span(policy: Policy, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError(f'[policies] {policy.name} = "{value}" must be a number')
    lowest, highest = SPANS.get(policy.name, (0, MOST))
    # seconds and rates may be parts of one
    whole = isinstance(policy.default, int) and not policy.name.endswith("_seconds")
    if not lowest <= value <= highest or (whole and value != int(value)):
        kind = "a whole number" if whole else "a number"
        raise InputError(
            f"[policies] {policy.name} = {value} must be {kind} from {lowest:,} to {highest:,}"
        )
    return value
