"""How far a sum would move by chance alone, from the rows that it is the sum of.

A sum has no interval: nobody was sampled. But had other customers come, stayed or complained, it
would be another one. Its rows are taken as they would be if each came by itself (a compound Poisson
process): then the variance of a sum is the sum of its rows' squares, and that of a count the count.
"""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import Parameter, Signature

from .numbers import Numbers


@dataclass(frozen=True)
class Spread:
    """The variance of a sum, bound by name to ``value`` and measures.

    ``between``: the sum is a level, such as MRR, that moves from one period to the next; its change
    varies with the movements of the periods between. Otherwise each period has rows of its own.
    """

    variance: Callable
    between: bool = False


def counted(value: Numbers) -> Numbers:
    """The variance of a count of things that happen each by itself."""
    return value


COUNT = Spread(counted)


def of_rows(square_sum: str, *, between: bool = False, times: float = 1.0) -> Spread:
    """The spread of a sum whose rows' squares a measure has.

    >>> str(of_rows("billed_revenue_square_sum").variance.__signature__)
    '(billed_revenue_square_sum)'
    """

    def variance(squares: Numbers) -> Numbers:
        return times**2 * squares

    made = Signature([Parameter(square_sum, Parameter.POSITIONAL_OR_KEYWORD)])
    variance.__signature__ = made  # type: ignore[attr-defined]  # inspect reads it
    return Spread(variance, between)
