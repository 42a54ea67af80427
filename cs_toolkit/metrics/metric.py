"""A metric is a formula that knows its name, its unit, its variants and its limits.

Parameters before ``*`` are measures, bound by name to the columns that the measures return; those
after it are assumptions with defaults, which the report prints. A parameter that bears another
metric's name (``customer_acquisition_cost``) is computed from that metric's measures where it is
not given. Everything that the glossary, the axes and the verdicts say is read from here.
"""

from collections.abc import Callable, Iterable
from typing import Any

from ..errors import InputError, did_you_mean, one_name
from .benchmark import Benchmark
from .numbers import Numbers
from .registry import ALIASES, METRICS, added, withdraw
from .variant import Variant


class Metric:
    """A named number and every way to compute it; calling it computes a variant of it.

    ``unit``, ``better``, ``formula``, ``n``, ``range`` and ``interval`` are those of the default
    variant, which is the field's standard.
    """

    def __init__(
        self,
        function: Callable,
        label: str,
        aliases: tuple[str, ...],
        hides: str,
        source: str,
        benchmarks: Iterable[Benchmark],
        family: str | None = None,
        **declared: Any,
    ) -> None:
        self.name, self.label, self.aliases = function.__name__, label, tuple(aliases)
        self.family = family or function.__module__.partition(".metrics.")[2].partition(".")[0]
        self.hides, self.source, self.benchmarks = hides, source, tuple(benchmarks)
        self.variants: dict[str, Variant] = {}
        self.variant("default", **declared)(function)
        self.unit, self.better, self.formula = (
            declared["unit"],
            declared["better"],
            declared["formula"],
        )
        self.n, self.range, self.interval = (
            self.default.n,
            self.default.range,
            self.default.interval,
        )
        self.__doc__, self.__name__ = function.__doc__, function.__name__
        self.__module__, self.__wrapped__ = function.__module__, function

    def __call__(self, *args: Numbers, variant: str = "default", **given: Any) -> Numbers:
        """The value of a variant for these measures."""
        if one_name("a variant", variant) not in self.variants:
            raise InputError(
                f'{self.name} has no variant "{variant}": {did_you_mean(variant, self.variants)}'
            )
        return self.variants[variant](*args, **given)

    def __repr__(self) -> str:
        return f"<metric {self.name}: {', '.join(self.variants)}>"

    @property
    def default(self) -> Variant:
        """The field's standard variant."""
        return self.variants["default"]

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures that the default variant needs."""
        return self.default.measures

    @property
    def assumptions(self) -> dict[str, object]:
        """The assumptions of the default variant."""
        return self.default.assumptions

    def variant(self, name: str, **declared: Any) -> Callable[[Callable], Variant]:
        """Decorate a formula as a further variant; unit and direction are the metric's unless declared."""

        def register(function: Callable) -> Variant:
            if name in self.variants:
                raise ValueError(f"{self.name} has two variants {name!r}")
            same = {"unit": self.unit, "better": self.better} if self.variants else {}
            benchmarks = tuple(one for one in self.benchmarks if one.variant == name)
            made = Variant(self.name, name, function, benchmarks=benchmarks, **(same | declared))
            self.variants[name] = made
            return made

        return register


def metric(
    label: str,
    *,
    unit: str,
    better: str | None,
    formula: str,
    hides: str,
    source: str,
    aliases: tuple[str, ...] = (),
    benchmarks: tuple[Benchmark, ...] = (),
    family: str | None = None,
    **declared: Any,
) -> Callable[[Callable], Metric]:
    """Decorate a formula as a metric of the family whose module or package it stands in.

    A metric that is added from outside the kit, in a notebook or a module of your own, names its
    ``family``: that is where a company shows it. Running its cell again replaces it.

    ``unit`` is percent (a fraction), points, money, seconds, days, months, years, count, score or
    ratio; ``better`` is higher, lower, target or None. What else a variant knows (``n``,
    ``interval``, ``range``, ``signed``) is given by keyword. Each benchmark names its variant.
    """

    def register(function: Callable) -> Metric:
        made = Metric(
            function, label, aliases, hides, source, benchmarks, family,
            unit=unit, better=better, formula=formula, **declared,
        )  # fmt: skip
        names = (made.name, *made.aliases)
        earlier = METRICS.get(made.name)
        if earlier in added() and earlier.__module__ == made.__module__:
            withdraw(earlier)
        for name in names:
            if name in ALIASES:
                raise ValueError(f"two metrics are called {name!r}")
        ALIASES.update(dict.fromkeys(names, made))
        METRICS[made.name] = made
        return made

    return register
