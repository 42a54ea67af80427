"""A notebook's pictures as a page holds them: the same pixels in fewer bytes."""

import base64
import binascii
import re
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from ..display.lean_svg import lean_svg
from ..display.vector import is_own

PNG, WEBP, SVG = "image/png", "image/webp", "image/svg+xml"
# what an address in double quotes may not hold as it is
ESCAPED = str.maketrans({"%": "%25", "#": "%23", '"': "%22", "&": "%26", "<": "%3C", "\n": " "})
_TAG = re.compile(r"<[^>]*>")
# the effort: more of it takes four times as long and saves a hundredth
EFFORT = {"method": 4, "quality": 75}


def picture_address(data: str, kind: str) -> str:
    """A picture as the address of an image, with nothing to fetch.

    >>> picture_address('<svg id="a"/>', "image/svg+xml")
    "data:image/svg+xml,%3Csvg id='a'/>"
    >>> picture_address("AAAA", "image/jpeg")
    'data:image/jpeg;base64,AAAA'
    """
    if kind == SVG:
        data = lean_svg(data) if is_own(data) else data
        # within a tag single quotes do, so that only a word's own quotes are spelled out
        svg = _TAG.sub(lambda tag: tag[0].replace("'", "&#39;").replace('"', "'"), data)
        return f"data:{SVG},{svg.translate(ESCAPED)}"
    kind, written = lightest(kind, data)
    return f"data:{kind};base64,{written}"


def lightest(kind: str, written: str) -> tuple[str, str]:
    """A picture's kind and base64 text: a PNG as WebP without loss, where that is smaller.

    A figure of the kit becomes a quarter smaller. What is no readable PNG stays as it is.

    >>> lightest("image/jpeg", "AAAA\\n")
    ('image/jpeg', 'AAAA')
    """
    written = "".join(written.split())
    if kind != PNG:
        return kind, written
    packed = BytesIO()
    try:
        picture = Image.open(BytesIO(base64.b64decode(written)))
        has_alpha = picture.mode in ("RGBA", "LA") or "transparency" in picture.info
        colours = picture.convert("RGBA" if has_alpha else "RGB")
        colours.save(packed, format="WEBP", lossless=True, exact=True, **EFFORT)
    except (binascii.Error, OSError, UnidentifiedImageError, ValueError):
        return kind, written
    smaller = base64.b64encode(packed.getvalue()).decode()
    return (WEBP, smaller) if len(smaller) < len(written) else (kind, written)
