"""The section ``[health.index]`` of a company file: stages, and between which ends a KPI lies."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...errors import InputError
from ..fields import known, number, section
from .indicator import HIGHER, LOWER

KEYS = ("days", "low", "high", "better", "stages", "kpis")
KPI_KEYS = ("low", "high", "better")
# the usual life of a customer; stages of other names come after these
STAGES = (
    "visitor", "lead", "trial", "onboarding", "activation", "adoption", "support", "advocacy",
    "renewal", "upgrade",
)  # fmt: skip


@dataclass(frozen=True)
class IndexSettings:
    """How a KPI of the health index becomes 1 to 100: the values that stand for these two ends.

    ``ends`` by name, ``usual`` for all others, ``stages`` in their order; ``days`` is how old a KPI's
    latest value may be.
    """

    days: int = 92
    usual: tuple[float | None, float | None] = (None, None)
    ends: Mapping[str, tuple[float | None, float | None]] = field(default_factory=dict)
    stages: tuple[str, ...] = STAGES


def declared_index(given: Mapping) -> IndexSettings:
    """Checked settings.

    >>> declared_index({"kpis": {"churn": {"low": 0, "high": 0.1, "better": "lower"}}}).ends
    {'churn': (0.1, 0)}
    """
    where = "[health.index]"
    known(given, KEYS, where)
    ends = {}
    for name, kpi in section("health.index", "kpis", given).items():
        known(kpi, KPI_KEYS, f"[health.index.kpis.{name}]")
        ends[name] = _ends(f"[health.index.kpis.{name}]", kpi)
    days = number(where, "days", given.get("days", IndexSettings.days))
    if days < 1:
        raise InputError(f"{where} days = {days:g} must be 1 or more")
    stages = given.get("stages", list(STAGES))
    if not isinstance(stages, list) or not all(isinstance(name, str) for name in stages):
        raise InputError(f'{where} stages must be a list of names, such as ["visitor", "trial"]')
    return IndexSettings(int(days), _ends(where, given), ends, tuple(stages))


def _ends(where: str, given: Mapping) -> tuple[float | None, float | None]:
    """The values that stand for 1 and for 100."""
    if "low" not in given and "high" not in given:
        if "better" in given:
            raise InputError(f"{where} better needs low and high")
        return (None, None)
    low, high = (number(where, key, given.get(key)) for key in ("low", "high"))
    better = given.get("better", HIGHER)
    if better not in (HIGHER, LOWER) or low >= high:
        raise InputError(f'{where} low must lie below high, and better be "{HIGHER}" or "{LOWER}"')
    return (low, high) if better == HIGHER else (high, low)
