"""One way to compute a metric: a formula with everything that must be said beside its number."""

import inspect
from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..errors import InputError, did_you_mean
from .benchmark import Benchmark
from .numbers import (
    Bounds,
    Numbers,
    alike,
    as_floats,
    as_series,
    bare,
    refuse_more_than_whole,
    refuse_negative,
    refuse_outside,
    refuse_unequal,
)
from .registry import METRICS
from .spread import Spread


@dataclass(eq=False)
class Variant:
    """A callable formula over measures, with its unit, direction, n, interval and benchmarks.

    ``says`` is the first sentence of the formula's docstring. ``n`` is the measure in the
    denominator, or a function of measures. ``interval`` is bound by name to ``value``, ``n`` and
    measures. ``range`` is declared where the numerator is part of the denominator. ``signed`` are the
    measures that may be negative; ``whole`` are those that stay undivided where a split cannot
    divide them. ``lacks`` says why there may be no value although there is an n, in words or as a
    function of measures that gives them row by row, ``no_basis`` what it means that there is none;
    a ``Reason`` says its status too. ``maturing`` is declared of a variant that counts cohorts whose
    window is still open. ``caveat`` stands beside every value, which then has no verdict.
    ``spread`` says how far a sum moves by chance.
    ``parts`` names, for a measure, those that are separate parts of it: together they cannot exceed it.
    """

    metric: str
    name: str
    function: Callable
    unit: str
    better: str | None
    formula: str
    n: str | Callable | None = None
    interval: Callable | None = None
    range: tuple[float, float] | None = None
    benchmarks: tuple[Benchmark, ...] = ()
    signed: tuple[str, ...] = ()
    source: str = ""
    lacks: str | Callable = ""
    caveat: str = ""
    no_basis: str = "nothing in the denominator"
    whole: tuple[str, ...] = ()
    maturing: bool = False
    spread: Spread | None = None
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.says = " ".join((inspect.getdoc(self.function) or "").split("\n\n")[0].split())
        self._parameters = inspect.signature(self.function).parameters
        # so that help(), doctest and a search for the name find the formula itself
        self.__doc__, self.__name__ = self.function.__doc__, self.function.__name__
        self.__module__, self.__wrapped__ = self.function.__module__, self.function

    @property
    def parameters(self) -> tuple[str, ...]:
        """The measures and metrics that the formula takes, in order."""
        return tuple(
            name for name, one in self._parameters.items() if one.kind is not one.KEYWORD_ONLY
        )

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures that it needs, those of the metrics that it builds on included."""
        names: dict[str, None] = {}
        for name in self.parameters:
            inner = METRICS.get(name)
            names |= dict.fromkeys(inner.measures if inner else [name])
        return tuple(names)

    @property
    def taken_whole(self) -> tuple[str, ...]:
        """The measures that stay undivided, those of the metrics that it builds on included."""
        inner = [METRICS[name].default.taken_whole for name in self.parameters if name in METRICS]
        return tuple(dict.fromkeys([*self.whole, *(name for names in inner for name in names)]))

    @property
    def assumptions(self) -> dict[str, object]:
        """Each assumption with its default, those of the metrics that it builds on included."""
        values: dict[str, object] = {}
        for name, one in self._parameters.items():
            if one.kind is one.KEYWORD_ONLY:
                values[name] = one.default
            elif name in METRICS:
                values = METRICS[name].assumptions | values
        return values

    def __call__(self, *args: Numbers, **given: Any) -> Numbers:
        """The value for these measures: numbers in, a float out; arrays and Series likewise."""
        if len(args) > len(self.parameters):
            raise InputError(f"{self} takes only {', '.join(self.parameters)}")
        given = dict(zip(self.parameters, args, strict=False)) | given
        known = self._known(given)
        for name in given:
            if name not in known:
                raise InputError(f'{self} takes no "{name}": {did_you_mean(name, known)}')
        columns = alike(given)
        if columns:
            try:
                value = self._value({name: bare(one) for name, one in given.items()})
            except InputError:  # it says the place; the Series know its name
                return self._value(given)
            return as_series(value, columns)
        return self._value(given)

    def over(self, columns: Mapping, **assumptions: Any) -> Numbers:
        """The value from a frame, or any mapping, that has the measures among its columns."""
        names = {*self.parameters, *self.measures}
        given = {name: columns[name] for name in names if name in columns}
        return self(**given, **assumptions)

    def sample_size(self, columns: Mapping, **assumptions: Any) -> Numbers | None:
        """n, the count in the denominator, from the same columns; None without one."""
        names = _arguments(self.n) if callable(self.n) else [self.n]
        if any(name not in columns for name in names):
            return None
        if not callable(self.n):
            return columns[self.n]
        assumed = {name: assumptions[name] for name in _assumed(self.n) if name in assumptions}
        return self.n(*(columns[name] for name in names), **assumed)

    def bounds(self, value: Numbers, columns: Mapping, **assumptions: Any) -> Bounds | None:
        """The 95% interval ``(low, high)``; None without one, or where a sum it needs is absent."""
        if self.interval is None:
            return None
        made = {"value": value, "n": self.sample_size(columns, **assumptions)}
        known = ChainMap(made, columns)  # type: ignore[arg-type]  # only read  # type: ignore[arg-type]  # only read
        names, needed = _arguments(self.interval), _arguments(self.interval, needed=True)
        if any(known.get(name) is None for name in needed):
            return None
        low, high = self.interval(*(known.get(name) for name in names))
        if self.range is None:
            return low, high
        return np.clip(low, *self.range), np.clip(high, *self.range)

    def reasons(self, columns: Mapping, rows: int) -> list[str]:
        """Why there may be no value although there is an n, for each row of the columns."""
        if not callable(self.lacks):
            return [self.lacks] * rows
        names = _arguments(self.lacks)
        if any(name not in columns for name in names):
            return [""] * rows
        return [self.lacks(*one) for one in zip(*(columns[name] for name in names), strict=True)]

    def variance(self, value: Numbers, columns: Mapping) -> Numbers | None:
        """The variance of a sum's movement in a period; None without one, or without its measures."""
        if self.spread is None:
            return None
        known = ChainMap({"value": value}, columns)  # type: ignore[arg-type]  # only read  # type: ignore[arg-type]  # only read
        names = _arguments(self.spread.variance)
        if any(known.get(name) is None for name in names):
            return None
        return self.spread.variance(*(known[name] for name in names))

    @property
    def beside(self) -> tuple[str, ...]:
        """The measures that only n and the interval need, beside those of the formula."""
        names = _arguments(self.n) if callable(self.n) else [self.n] if self.n else []
        names += _arguments(self.interval) if self.interval else []
        names += _arguments(self.spread.variance) if self.spread else []
        own = {*self.measures, "value", "n"}
        return tuple(dict.fromkeys(name for name in names if name not in own))

    @property
    def asked(self) -> tuple[str, ...]:
        """The measures that only its reason for having no value asks for."""
        return tuple(_arguments(self.lacks)) if callable(self.lacks) else ()

    def __str__(self) -> str:
        return self.metric if self.name == "default" else f'{self.metric} (variant "{self.name}")'

    def _known(self, given: Iterable[str] = ()) -> set[str]:
        """What a call may name: what goes into a metric that is given itself is not asked for."""
        names = set(self._parameters)
        for name in self.parameters:
            if name in METRICS and name not in given:
                names |= METRICS[name].default._known()
        return names

    def _value(self, given: Mapping) -> Numbers:
        arguments, assumed = {}, {}
        for name, one in self._parameters.items():
            if one.kind is one.KEYWORD_ONLY:
                assumed[name] = given.get(name, one.default)
            elif name in given:
                arguments[name] = as_floats(name, given[name])
            elif name in METRICS and not METRICS[name].default._known().isdisjoint(given):
                inner = METRICS[name].default
                arguments[name] = inner(**{k: given[k] for k in inner._known() if k in given})
            elif one.default is one.empty:
                raise InputError(f"{self} needs {name}: give {', '.join(self.parameters)}")
            else:
                arguments[name] = as_floats(name, one.default)
        refuse_unequal(arguments)
        for name, value in arguments.items():
            if name not in self.signed and name not in METRICS:
                refuse_negative(name, value)
        for whole, parts in self.parts.items():
            refuse_more_than_whole(whole, parts, arguments)
        value = self.function(**arguments, **assumed)
        if self.range:
            refuse_outside(str(self), value, *self.range, arguments)
        return float(value) if np.ndim(value) == 0 else value


def _arguments(function: Callable, *, needed: bool = False) -> list[str]:
    """The names that a function takes from measures; of those ``needed`` none has a default."""
    parameters = inspect.signature(function).parameters.values()
    return [
        one.name
        for one in parameters
        if one.kind is not one.KEYWORD_ONLY and not (needed and one.default is not one.empty)
    ]


def _assumed(function: Callable) -> list[str]:
    parameters = inspect.signature(function).parameters.values()
    return [one.name for one in parameters if one.kind is one.KEYWORD_ONLY]
