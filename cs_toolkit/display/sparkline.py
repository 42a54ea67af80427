"""A word-sized line of the last periods."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..language import gettext
from .values import format_value, missing

MARGIN = 8  # half of the last dot, also where the line is drawn half as wide
# seen on light and on dark paper: a picture knows nothing of the page's theme (3.3 and 5.3 to 1)
INK = "#6f8fb0"
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
    'preserveAspectRatio="none"><g fill="none" stroke="{ink}" stroke-width="1.8" '
    'stroke-linejoin="round" stroke-linecap="round">{parts}</g></svg>'
)
_POINT = '<path vector-effect="non-scaling-stroke" stroke-width="{size}" d="M{at}h.01"/>'


@dataclass(frozen=True)
class Sparkline:
    """Where a line runs: its unbroken runs, the points that stand alone, the last one, in words."""

    runs: tuple[str, ...]
    alone: tuple[str, ...]
    last: str
    says: str
    width: int = 200
    height: int = 40

    @property
    def source(self) -> str:
        """The line as an address that holds the picture itself."""
        parts = [
            f'<polyline vector-effect="non-scaling-stroke" points="{run}"/>' for run in self.runs
        ]
        parts += [_POINT.format(size=3, at=point) for point in self.alone]
        parts += [_POINT.format(size=7, at=self.last)] if self.last else []
        svg = _SVG.format(width=self.width, height=self.height, ink=INK, parts="".join(parts))
        return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def sparkline(values: Sequence[float], unit: str, currency: str = "") -> Sparkline | None:
    """The line through the values, with a gap where one is missing; None below two.

    >>> sparkline([0.1, float("nan")], "percent") is None
    True
    >>> sparkline([0.1, 0.2], "percent").says
    'The last 2 periods: from 10.0% to 20.0%, lowest 10.0%, highest 20.0%.'
    """
    known = [value for value in values if not missing(value)]
    if len(known) < 2:
        return None
    low, high = min(known), max(known)
    points = [
        ""
        if missing(value)
        else _point(place / (len(values) - 1), (value - low) / ((high - low) or 1))
        for place, value in enumerate(values)
    ]
    runs = list(_runs(points))
    first, last, least, most = (
        format_value(value, unit, currency) for value in (known[0], known[-1], low, high)
    )
    return Sparkline(
        runs=tuple(" ".join(run) for run in runs if len(run) > 1),
        alone=tuple(run[0] for run in runs if len(run) == 1),
        last=points[-1],
        says=gettext(
            "The last {count} periods: from {first} to {last}, lowest {low}, highest {high}.",
            count=len(known),
            first=first,
            last=last,
            low=least,
            high=most,
        ),
    )


def _point(across: float, height: float) -> str:
    width, tall = Sparkline.width - 2 * MARGIN, Sparkline.height - 2 * MARGIN
    return f"{MARGIN + width * across:.0f},{MARGIN + tall * (1 - height):.0f}"


def _runs(points: list[str]) -> Iterator[list[str]]:
    """The points between the gaps."""
    run: list[str] = []
    for point in [*points, ""]:
        if point:
            run.append(point)
        elif run:
            yield run
            run = []
