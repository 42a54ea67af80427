"""A figure as a picture that says in words what it shows, with the same bytes on every run."""

from io import BytesIO

from PIL import Image

DPI = 144  # one and a half of a screen's 96: sharp on a phone, where a page is half as wide
# A figure has a dozen colours and the shades between them at edges. Maximum coverage keeps also the
# colour of a single small mark, which a median cut gives to its neighbours.
COLOURS = 48


class Picture:
    """A PNG with its width and its alternative text."""

    def __init__(self, png: bytes, alt: str, width: int):
        self.png, self.alt, self.width = png, alt, width

    def _repr_mimebundle_(self, include=None, exclude=None):
        told = {"alt": self.alt, "width": self.width}
        return {"image/png": self.png, "text/plain": self.alt}, {"image/png": told, "alt": self.alt}

    def __repr__(self) -> str:
        return self.alt


def figure(drawn, alt: str) -> Picture:
    """A matplotlib figure, or the axes on it, with the sentence that stands for it.

    Raises ValueError without one: a figure that a part of the readers cannot read is not done.
    """
    if not alt.strip():
        raise ValueError("a figure needs alt text: one sentence with what it shows")
    sheet = drawn.get_figure(root=True) if hasattr(drawn, "get_figure") else drawn
    return Picture(_png(sheet), " ".join(alt.split()), round(sheet.get_figwidth() * 96))


def _png(sheet) -> bytes:
    """A fifth of what matplotlib's own PNG weighs, as every pixel names its colour in a palette."""
    drawn, written = BytesIO(), BytesIO()
    # matplotlib would write its own version into the file
    sheet.savefig(drawn, format="png", dpi=DPI, metadata={"Software": None})
    picture = Image.open(drawn).convert("RGB")
    indexed = picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    indexed.save(written, format="png", optimize=True)
    return written.getvalue()
