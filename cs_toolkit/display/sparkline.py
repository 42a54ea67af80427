"""A word-sized line of the last periods."""

from collections.abc import Sequence

from .markup import safe_text
from .values import format_value, missing

WIDTH, HEIGHT, MARGIN = 200, 40, 4


def sparkline(values: Sequence[float], unit: str, currency: str = "") -> str:
    """The values as an SVG line, a gap where one is missing, the last one marked; "" below two.

    >>> sparkline([0.1, float("nan")], "percent")
    ''
    """
    known = [value for value in values if not missing(value)]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    points = [
        None if missing(value) else _point(place, len(values), (value - low) / ((high - low) or 1))
        for place, value in enumerate(values)
    ]
    lines = "".join(
        f'<polyline points="{" ".join(run)}"/>' if len(run) > 1 else _dot(run[0], "cs-alone")
        for run in _runs(points)
    )
    last = _dot(points[-1], "cs-last") if points[-1] else ""
    return (
        f'<svg class="cs-sparkline" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'preserveAspectRatio="none" aria-label="{safe_text(_in_words(known, unit, currency))}">'
        f"{lines}{last}</svg>"
    )


def _point(place: int, count: int, height: float) -> str:
    across = MARGIN + (WIDTH - 2 * MARGIN) * place / (count - 1)
    return f"{across:.1f},{HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * height:.1f}"


def _dot(point: str, kind: str) -> str:
    # a line of no length with round ends: a circle would be drawn out with the picture
    return f'<path class="{kind}" d="M{point}h.01"/>'


def _runs(points: list[str | None]):
    run: list[str] = []
    for point in [*points, None]:
        if point:
            run.append(point)
        elif run:
            yield run
            run = []


def _in_words(known: list[float], unit: str, currency: str) -> str:
    first, last, low, high = (
        format_value(value, unit, currency)
        for value in (known[0], known[-1], min(known), max(known))
    )
    return f"The last {len(known)} periods: from {first} to {last}, lowest {low}, highest {high}."
