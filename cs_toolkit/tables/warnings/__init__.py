"""Warnings: what real exports do that gives a wrong number without breaking a rule.

A third kind beside a problem, which is refused, and rows that are set aside. ``TRAPS`` lists them
by name; a company file accepts one by its name under ``[accept]``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ...errors import InputError, did_you_mean
from . import (
    clocks,
    columns,
    contracts,
    currencies,
    far_dates,
    flags,
    ids,
    lists,
    orders,
    prices,
    scores,
    service_days,
    totals,
    trials,
)
from .warning import Checked, DataWarning, Trap

TRAPS: dict[str, Trap] = {
    trap.name: trap
    for module in (
        contracts,
        prices,
        orders,
        currencies,
        columns,
        flags,
        far_dates,
        scores,
        ids,
        lists,
        service_days,
        totals,
        trials,
        clocks,
    )
    for trap in module.TRAPS
}


def known_by_name(accepted: Iterable[str]) -> None:
    """Raise InputError for an accepted name that no warning has."""
    for name in accepted:
        if name not in TRAPS:
            raise InputError(f'[accept] has no warning "{name}": {did_you_mean(name, TRAPS)}')


def find_warnings(
    checked: Checked, accepted: Mapping[str, str], only: Iterable[str] | None = None
) -> tuple[DataWarning, ...]:
    """Every warning about some tables, all of them by default; ``accepted`` is what [accept] says."""
    wanted = set(checked.tables.there if only is None else only)
    found = [
        warning
        for trap in TRAPS.values()
        if not trap.tables or wanted & set(trap.tables)
        for warning in trap.find(checked)
    ]
    return tuple(replace(one, accepted=accepted.get(one.name, "")) for one in found)


__all__ = ["TRAPS", "Checked", "DataWarning", "Trap", "find_warnings", "known_by_name"]
