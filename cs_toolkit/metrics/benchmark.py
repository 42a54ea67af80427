"""A published yardstick, with the variant and the period that it was stated for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Band:
    """A word for every value from ``low`` to ``high``, both included; None is no border.

    >>> Band("good", low=30, high=70).holds(70)
    True
    """

    word: str
    low: float | None = None
    high: float | None = None

    def holds(self, value: float) -> bool:
        """Whether the value lies in the band; NaN lies in none."""
        return (
            value == value
            and (self.low is None or value >= self.low)
            and (self.high is None or value <= self.high)
        )


@dataclass(frozen=True)
class Benchmark:
    """What a source calls good.

    ``variant`` and ``period`` (a grain such as "month", None where it makes no difference) say what
    it was stated for; ``only_for`` names a further condition, such as a channel. Without ``bands``
    it is a claim to show, never a verdict.
    """

    says: str
    source: str
    variant: str = "default"
    period: str | None = None
    only_for: str = ""
    bands: tuple[Band, ...] = ()

    def judge(self, value: float) -> str:
        """The word of the first band that holds the value; empty where none does.

        >>> nps = Benchmark("above 70 excellent, 30 to 70 good", "S12",
        ...                 bands=(Band("good", 30, 70), Band("excellent", low=70)))
        >>> nps.judge(70), nps.judge(71), nps.judge(12)
        ('good', 'excellent', '')
        """
        return next((band.word for band in self.bands if band.holds(value)), "")
