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
GIT_DPI = 88  # letters stay sharp, and a picture weighs a seventh less than at 96
_AN_AREA = 1 / 700  # of a picture: what is smaller is the edge of a letter
_FURTHER = 4  # colours for marks and edges


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
    for_git = bool(os.environ.get(FOR_GIT))
    drawn, written = BytesIO(), BytesIO()
    # matplotlib would write its own version into the file
    sheet.savefig(drawn, format="png", dpi=GIT_DPI if for_git else DPI, metadata={"Software": None})
    picture = Image.open(drawn).convert("RGB")
    indexed = _with_areas(picture) if for_git else _with_colours(picture, COLOURS)
    indexed.save(written, format="png", optimize=True)
    return written.getvalue()


def _with_colours(picture: Image.Image, count: int) -> Image.Image:
    return picture.quantize(count, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def _with_areas(picture: Image.Image) -> Image.Image:
    """The picture in the colours that fill an area (each may stand for a number) and a few more."""
    pixels = picture.width * picture.height
    counted = sorted(picture.getcolors(pixels) or [], reverse=True)
    areas: list[Any] = [colour for count, colour in counted if count > pixels * _AN_AREA]
    values = [value for colour in areas[: COLOURS - _FURTHER] for value in colour]
    values += (_with_colours(picture, _FURTHER).getpalette() or [])[: 3 * _FURTHER]
    palette = Image.new("P", (1, 1))
    palette.putpalette(values + values[:3] * (256 - len(values) // 3))
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)
