"""The service targets of a company: within what time it promises a first response and a resolution.

A promise is a time, by priority if a company has several, on the calendar or in business hours.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..errors import InputError, did_you_mean

TARGETS = ("first_response", "resolution")
KEYS = (*TARGETS, "hours", "priorities")
HOURS = ("calendar", "business_hours")
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
TIME = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])")
UNDECLARED = (
    "not available: needs a service target; declare one in the company file, for example "
    '[service_targets] first_response = "4h", resolution = "2d"'
)


@dataclass(frozen=True)
class ServiceTargets:
    """Seconds by priority, in lower case; "" is every priority without targets of its own.

    ``hours`` is "calendar", or "business_hours" where the time runs during working hours alone.
    """

    first_response: Mapping[str, float] = field(default_factory=dict)
    resolution: Mapping[str, float] = field(default_factory=dict)
    hours: str = HOURS[0]

    @property
    def declared(self) -> bool:
        """Whether any target is known."""
        return bool(self.first_response or self.resolution)

    def rows(self) -> list[tuple[str, float | None, float | None]]:
        """One row per priority: its name, the seconds to a first response and to a resolution."""
        names = sorted({*self.first_response, *self.resolution})
        return [(name, self.first_response.get(name), self.resolution.get(name)) for name in names]


def declared_service_targets(given: Mapping, has_business_hours: bool) -> ServiceTargets:
    """The targets that a company file declares under ``[service_targets]``.

    >>> declared_service_targets({"first_response": "4h", "priorities": {"urgent": {"first_response": "30m"}}}, False)
    ServiceTargets(first_response={'': 14400.0, 'urgent': 1800.0}, resolution={}, hours='calendar')
    """
    where = "[service_targets]"
    _known(given, KEYS, where)
    hours = given.get("hours", HOURS[0])
    if hours not in HOURS:
        raise InputError(f'{where} hours = "{hours}": {did_you_mean(str(hours), HOURS)}')
    if hours == "business_hours" and not has_business_hours:
        raise InputError(
            f'{where} hours = "business_hours" needs the working hours: declare '
            '[business_hours] weekdays = "09:00-17:00"'
        )
    priorities = given.get("priorities", {})
    if not isinstance(priorities, Mapping):
        raise InputError(
            f"{where} priorities has one section for each priority: "
            '[service_targets.priorities.urgent] first_response = "30m"'
        )
    sections: dict[str, Mapping] = {"": {key: given[key] for key in TARGETS if key in given}}
    for name, section in priorities.items():
        inside = f"[service_targets.priorities.{name}]"
        if not isinstance(section, Mapping):
            raise InputError(f'{inside} must be a section such as first_response = "30m"')
        _known(section, TARGETS, inside)
        sections[name.strip().lower()] = section
    seconds = {
        target: {
            name: _seconds(section[target], _place(name, target), hours)
            for name, section in sections.items()
            if target in section
        }
        for target in TARGETS
    }
    return ServiceTargets(**seconds, hours=hours)


def _place(name: str, target: str) -> str:
    return (
        f"[service_targets.priorities.{name}] {target}" if name else f"[service_targets] {target}"
    )


def _seconds(given: object, where: str, hours: str) -> float:
    match = TIME.fullmatch(given.strip()) if isinstance(given, str) else None
    if match is None or float(match[1]) <= 0:
        raise InputError(f'{where} = {given!r} must be a time such as "30m", "4h" or "2d"')
    if match[2] == "d" and hours == "business_hours":
        raise InputError(
            f'{where} = "{given}": write business time in hours, such as "16h" for two days of eight'
        )
    return float(match[1]) * UNITS[match[2]]


def _known(given: Mapping, keys: tuple[str, ...], where: str) -> None:
    for key in given:
        if key not in keys:
            raise InputError(f'{where} has no "{key}": {did_you_mean(key, keys)}')
