"""The formulas: pure functions over measures, one package a family.

Every metric is at hand by its name and by its aliases (``metrics.nps`` is
``metrics.net_promoter_score``). ``METRICS`` has them all by name, in the glossary's order.
"""

from . import (  # noqa: F401, I001 (glossary's order)
    revenue, retention, value, acquisition, satisfaction, support, engagement, health, feedback,
)  # fmt: skip
from .benchmark import Band, Benchmark
from .metric import Metric, metric
from .ratio import ratio
from .variant import Variant
from .registry import ALIASES, METRICS, metric_named

__all__ = [
    "ALIASES",
    "METRICS",
    "Band",
    "Benchmark",
    "Metric",
    "Variant",
    "metric",
    "metric_named",
    "ratio",
]


def __getattr__(name: str) -> Metric:
    # A metric's name and aliases are declared once, where it is defined.
    if name in ALIASES:
        return ALIASES[name]
    raise AttributeError(f"there is no metric {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, *ALIASES])
