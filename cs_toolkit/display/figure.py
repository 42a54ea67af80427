"""A figure as a picture that says in words what it shows, with the same bytes on every run."""

import os
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image

from .vector import is_light, vector

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DPI = 144  # one and a half of a screen's 96: sharp on a phone, where a page is half as wide
# A figure has a dozen colours and the shades between them at edges. Maximum coverage keeps also the
# colour of a single small mark, which a median cut gives to its neighbours.
COLOURS = 48
# set where notebooks are run for a report: a page shows an SVG, while a notebook in git keeps its PNG
AS_VECTORS = "CS_TOOLKIT_VECTOR_FIGURES"
# set where they are run for git, whose history keeps every picture that ever was: a third of the bytes
FOR_GIT = "CS_TOOLKIT_FIGURES_FOR_GIT"
GIT_DPI = 96
# what a palette of half a byte a pixel can hold; a heat map has more shades than that, each of which
# says a number
FEW_COLOURS = 16
_AN_AREA = 1 / 2000  # of a picture: what is smaller is the edge of a letter


class Picture:
    """A PNG, or an SVG instead, with its width and its alternative text."""

    def __init__(self, png: bytes, alt: str, width: int, svg: str = ""):
        self.png, self.alt, self.width, self.svg = png, alt, width, svg

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, str | bytes], dict[str, object]]:
        kind, data = ("image/svg+xml", self.svg) if self.svg else ("image/png", self.png)
        shown = {"alt": self.alt, "width": self.width}
        return {kind: data, "text/plain": self.alt}, {kind: shown, "alt": self.alt}

    def __repr__(self) -> str:
        return self.alt


def figure(drawn: Any, alt: str) -> Picture:
    """A matplotlib figure, or the axes on it, with the sentence that stands for it.

    Raises ValueError without one: a figure that a part of the readers cannot read is not done.
    """
    if not alt.strip():
        raise ValueError("a figure needs alt text: one sentence with what it shows")
    sheet = drawn.get_figure(root=True) if hasattr(drawn, "get_figure") else drawn
    words, width = " ".join(alt.split()), round(sheet.get_figwidth() * 96)
    if os.environ.get(AS_VECTORS):
        svg = vector(sheet)
        if is_light(svg):
            return Picture(b"", words, width, svg)
    return Picture(_png(sheet), words, width)


def _png(sheet: "Figure") -> bytes:
    """A fifth of what matplotlib's own PNG weighs, as every pixel names its colour in a palette."""
    light = bool(os.environ.get(FOR_GIT))
    drawn, written = BytesIO(), BytesIO()
    # matplotlib would write its own version into the file
    sheet.savefig(drawn, format="png", dpi=GIT_DPI if light else DPI, metadata={"Software": None})
    picture = Image.open(drawn).convert("RGB")
    colours = FEW_COLOURS if light and _areas(picture) < FEW_COLOURS else COLOURS
    indexed = picture.quantize(colours, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    indexed.save(written, format="png", optimize=True)
    return written.getvalue()


def _areas(picture: Image.Image) -> int:
    """How many colours fill an area."""
    pixels = picture.width * picture.height
    counted = picture.getcolors(maxcolors=pixels) or []
    return sum(count > pixels * _AN_AREA for count, _ in counted)
