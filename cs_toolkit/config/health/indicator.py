"""What an indicator of health is: one number per customer, made comparable by a stated rule."""

from dataclasses import dataclass

from ...formatting.numbers import signed

HIGHER, LOWER = "higher", "lower"
RULES = ("min_max", "percentile", "z_score", "target", "bands")


@dataclass(frozen=True)
class Normalisation:
    """How a value becomes a component from 0 (worst) to 1 (best).

    ``min_max`` runs from ``low`` to ``high`` (of those scored together where not given),
    ``percentile`` and ``z_score`` compare customers scored together, ``target`` is the share of
    ``target`` reached, ``bands`` gives ``scores[0]`` up to ``edges[0]``, ``scores[1]`` up to
    ``edges[1]`` and so on.
    """

    rule: str
    low: float | None = None
    high: float | None = None
    target: float | None = None
    edges: tuple[float, ...] = ()
    scores: tuple[float, ...] = ()

    @property
    def in_words(self) -> str:
        """The rule as a person would state it."""
        if self.rule == "min_max":
            if self.low is None or self.high is None:
                return "from the lowest customer to the highest"
            return f"from {_in_words(self.low)} to {_in_words(self.high)}"
        if self.rule == "target":
            return f"share of {self.target:g} reached"
        if self.rule == "bands":
            steps = [
                f"up to {e:g}: {s:g}" for e, s in zip(self.edges, self.scores[:-1], strict=True)
            ]
            return ", ".join([*steps, f"above: {self.scores[-1]:g}"])
        return {"percentile": "rank among the customers", "z_score": "distance from the mean"}[
            self.rule
        ]


def _in_words(bound: float) -> str:
    return signed(bound, f"{abs(bound):g}")


@dataclass(frozen=True)
class Indicator:
    """One sign of health.

    ``source`` is the table that its expression ``value`` reads, "" for one of the kit's own.
    ``days`` is how far back it looks; ``absent`` what a customer without a row has: 0 events are
    0, no answer is missing (None). With ``better`` "lower" a low value is good.
    """

    name: str
    weight: float
    rule: Normalisation
    better: str = HIGHER
    days: int = 90
    absent: float | None = None
    source: str = ""
    value: str = ""
    dated: str = ""
