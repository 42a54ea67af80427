"""Text that a page holds packed, to be unpacked by its own script when the page is opened, offline too."""

import base64
import zlib


def packed(text: str) -> str:
    """A text deflated and in base64, which ``packed.js`` unpacks: a statement becomes a tenth.

    >>> unpacked(packed("select 1" * 100)) == "select 1" * 100
    True
    """
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return base64.b64encode(deflate.compress(text.encode()) + deflate.flush()).decode()


def unpacked(text: str) -> str:
    """What was packed."""
    return zlib.decompress(base64.b64decode(text), -zlib.MAX_WBITS).decode()
