"""The colours of every figure: distinguished by colour-blind readers, and on paper by everybody.

The hues are Okabe and Ito's (Color Universal Design, 2008), a little darker where a line or a
word in the original would be too pale on paper. Good is blue and bad is vermilion, never green
and red.
"""

from matplotlib.colors import LinearSegmentedColormap
from matplotlib.typing import ColorType

PAPER = "#fcfbf8"
INK = "#24272b"
MUTED = "#63676d"
LINE = "#c8c5bd"
GRID = "#e8e5de"
SHADE = "#efece5"

BLUE = "#0072b2"
VERMILION = "#c9510c"
GREEN = "#00805f"
PURPLE = "#a8578c"
SKY = "#56b4e9"
ORANGE = "#e69f00"
BROWN = "#7a5c2e"
LEVEL = "#4b5563"

SERIES = (BLUE, VERMILION, GREEN, PURPLE, "#2f8fc4", "#a87400", BROWN)
"""Lines and dots in their order; each is dark enough for its label to have its colour."""

GOOD, NEUTRAL, BAD = BLUE, "#c3c0b8", VERMILION
GAINS = {"new": BLUE, "reactivation": SKY, "reactivated": SKY, "expansion": GREEN}
LOSSES = {"contraction": ORANGE, "churned": VERMILION}

SHARES = LinearSegmentedColormap.from_list("shares", ["#f3f6f7", "#a9cfe4", "#3f95c6", "#084a75"])
"""From little to much: pale to deep blue, its lightness falls evenly."""


def ramp(size: int, *, start: float = 0.25) -> list[tuple]:
    """Colours from pale to deep for parts that have an order, such as bands of age."""
    last = max(size - 1, 1)
    return [SHARES(start + (1 - start) * place / last) for place in range(size)]


def ink_on(colour: ColorType) -> str:
    """Black or white, whichever reads better on a colour (relative luminance, WCAG 2)."""
    from matplotlib.colors import to_rgb

    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return INK if luminance > 0.22 else "#ffffff"
