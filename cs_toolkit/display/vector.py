"""A figure as a small SVG: a third of its picture's bytes, sharp at any size, in the reader's own letters."""

import re
from io import StringIO
from typing import Any

from .lean_svg import lean_svg

# what a picture weighs at most on a page to be worth its letters as text; a cloud of points is lighter as pixels
MOST_CHARACTERS = 24_000
# wide letters like those that the figure was laid out with, so that nothing grows into its neighbour
LETTERS = "DejaVu Sans,Verdana,Segoe UI,Noto Sans,Liberation Sans,Arial,sans-serif"
# the same identities on every run, no date; text as text, not as outlines
SETTINGS: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": "cs_toolkit"}
NO_CLOCK = {"Date": None, "Creator": None, "Format": None, "Type": None}
_HEAD = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<metadata>.*?</metadata>|<!--.*?-->", re.DOTALL)
_FAMILY = re.compile(r"font-family: [^;\"]*;? ?")
_OWN_IDS = re.compile(r'<g id="[^"]*"')
_EMPTY = re.compile(r"<g>\s*</g>|<g/>|<text [^>]*/>")
_PLACES = re.compile(r' (?:d|points|transform|x|y|width|height)="[^"]*"')
_DIGITS = re.compile(r"(-?\d+\.\d)\d+")


def vector(sheet: Any) -> str:
    """A matplotlib figure as SVG, of one line; the same text on every run.

    What repeats or says nothing is left out: names of groups, the family of each word, empty groups,
    and digits beyond a tenth of a point.
    """
    import matplotlib as mpl

    drawn = StringIO()
    with mpl.rc_context(SETTINGS):
        sheet.savefig(drawn, format="svg", metadata=NO_CLOCK)
    text = _FAMILY.sub("", _HEAD.sub("", drawn.getvalue()))
    text = _OWN_IDS.sub("<g", text)
    text = _PLACES.sub(_in_tenths, text)
    text = re.sub(r"\s*\n\s*", " ", text)
    before = ""
    while before != text:
        before, text = text, _EMPTY.sub("", text)
    text = re.sub(r"> +<", "><", text)
    return text.replace("<svg ", f'<svg font-family="{LETTERS}" ', 1).strip()


def _in_tenths(place: re.Match[str]) -> str:
    """Coordinates in tenths of a point; what is scaled keeps its digits."""
    scaled = "matrix" in place[0] or "scale" in place[0]
    return place[0] if scaled else _DIGITS.sub(r"\1", place[0])


def is_light(svg: str) -> bool:
    """Whether a page shows the SVG rather than pixels.

    >>> is_light("<svg/>")
    True
    """
    return len(lean_svg(svg)) <= MOST_CHARACTERS


def is_own(svg: str) -> bool:
    """Whether an SVG is one of these: its ids and styles are known, so that a page may shorten them."""
    return svg.startswith(f'<svg font-family="{LETTERS}"')
