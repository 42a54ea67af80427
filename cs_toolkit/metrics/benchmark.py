"""A published benchmark, with the variant and the period that it was stated for."""

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

    def judge(self, low: float, high: float | None = None) -> str:
        """The word of the first band that holds the whole interval; empty where none does.

        >>> nps = Benchmark("above 70 excellent, 30 to 70 good", "S12",
        ...                 bands=(Band("good", 30, 70), Band("excellent", low=70)))
        >>> nps.judge(70), nps.judge(71), nps.judge(12), nps.judge(28, 52), nps.judge(31, 52)
        ('good', 'excellent', '', '', 'good')
        """
        high = low if high is None else high
        held = (band.word for band in self.bands if band.holds(low) and band.holds(high))
        return next(held, "")

    def reached(self, low: float, high: float) -> bool:
        """Whether some value of the interval lies in a band.

        >>> renewal = Benchmark("80% good", "S12", bands=(Band("good", low=0.8),))
        >>> renewal.reached(0.7, 0.85), renewal.reached(0.7, 0.79)
        (True, False)
        """
        return any(
            (band.low is None or high >= band.low) and (band.high is None or low <= band.high)
            for band in self.bands
        )
