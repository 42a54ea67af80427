"""Reading the keys of a company file's section: what is unknown or no number says where it stands."""

from collections.abc import Collection, Mapping

from ..errors import InputError, did_you_mean


def section(place: str, name: str, given: Mapping) -> Mapping:
    """A section within a section; empty where it is not there."""
    found = given.get(name, {})
    if not isinstance(found, Mapping):
        raise InputError(f"{name} must be a section [{place}.{name}]")
    return found


def known(given: Mapping, names: Collection[str], where: str) -> None:
    """Raise for a key that a section does not have."""
    for key in given:
        if key not in names:
            raise InputError(f'{where} has no "{key}": {did_you_mean(key, names)}')


def number(where: str, key: str, value: object) -> float:
    """A value that must be a number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        raise InputError(f"{where} {key} = {value!r} must be a number")
    return value
