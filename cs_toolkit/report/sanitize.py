"""HTML from a notebook, without what acts: scripts, frames, forms, redirects, handlers.

The list of what may stand is that of nh3 (ammonia), and beside it only what the kit's own displays
and formulas are made of.
"""

from functools import cache

import nh3

SVG = {
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
    "defs", "title", "desc", "use", "symbol", "clippath", "lineargradient", "stop", "marker",
}  # fmt: skip
MATH = {
    "math", "semantics", "annotation", "mrow", "mi", "mo", "mn", "ms", "mtext", "mspace", "mfrac",
    "msqrt", "mroot", "mstyle", "merror", "mpadded", "mphantom", "menclose", "msub", "msup",
    "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd",
}  # fmt: skip
DISPLAYS = {"style", "section", "label", "figure", "figcaption", "meter", "progress", "picture"}
ATTRIBUTES = {
    "id", "class", "style", "role", "tabindex", "lang", "dir", "title", "open", "hidden", "scope",
    "colspan", "rowspan", "headers", "width", "height", "align", "valign", "for", "value", "min", "max",
    # SVG
    "viewBox", "viewbox", "preserveAspectRatio", "preserveaspectratio", "xmlns", "d", "x", "y", "x1",
    "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "points", "fill", "fill-opacity", "stroke",
    "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray", "stroke-opacity",
    "transform", "opacity", "text-anchor", "dominant-baseline", "font-size", "font-family",
    "font-weight", "clip-path", "clip-rule", "fill-rule", "focusable", "offset", "stop-color", "dx", "dy",
    # MathML
    "display", "displaystyle", "scriptlevel", "mathvariant", "stretchy", "fence", "separator", "form",
    "lspace", "rspace", "linethickness", "columnalign", "rowspacing", "columnspacing", "accent",
    "encoding", "alttext", "movablelimits", "minsize", "maxsize", "symmetric", "largeop",
}  # fmt: skip


def without_actions(html: str) -> str:
    """The HTML with its words, tables, formulas and pictures, and nothing that acts.

    >>> without_actions('<p>Calm</p><meta http-equiv="refresh" content="0;url=//x"><script>1</script>')
    '<p>Calm</p>'
    """
    return nh3.clean(html, **_rules())


@cache
def _rules() -> dict:
    attributes = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()}
    attributes["*"] = ATTRIBUTES
    attributes["a"] = {*attributes.get("a", ()), "href"}
    attributes["img"] = {*attributes.get("img", ()), "src", "alt"}
    return {
        "tags": {*nh3.ALLOWED_TAGS, *SVG, *MATH, *DISPLAYS},
        "clean_content_tags": {"script", "noscript", "template"},
        "attributes": attributes,
        "generic_attribute_prefixes": {"aria-", "data-"},
        "url_schemes": {"http", "https", "mailto", "data"},
        "attribute_filter": _kept,
        "link_rel": None,
    }


def _kept(tag: str, name: str, value: str) -> str | None:
    """An attribute's value, or None where it goes: what is written into an address is a picture, no page."""
    written = value.strip().lower()
    picture = tag == "img" and written.startswith("data:image/")
    return (
        None if written.startswith("data:") and name in ("href", "src") and not picture else value
    )
