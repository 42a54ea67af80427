"""A figure as a picture that says in words what it shows, with the same bytes on every run."""

from io import BytesIO

DPI = 192  # twice a screen's 96: sharp on a phone, and the width is given in screen pixels


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
    picture = BytesIO()
    # matplotlib would write its own version into the file
    sheet.savefig(picture, format="png", dpi=DPI, metadata={"Software": None})
    return Picture(picture.getvalue(), " ".join(alt.split()), round(sheet.get_figwidth() * 96))
