"""An SVG in fewer characters: every look said once, no group without a purpose, each path by its steps.

For pages, where each picture is a document of its own: its classes and ids are too short to stand beside others'.
"""

import re
from collections import Counter
from collections.abc import Iterator

_TAG = re.compile(r"<[^>]*>")
_STYLE = re.compile(r' style="([^"]*)"')
_UNTURNED = re.compile(r' transform="rotate\(-?0 [^"]*\)"')
_ID = re.compile(r' id="([^"]+)"')
_USED = re.compile(r'( id="|="#|url\(#)([^")]+)(["\)])')
_PATH = re.compile(r' d="([^"]*)"')
_STEP = re.compile(r"([MLCQz])|(-?\d+(?:\.\d+)?(?:e-?\d+)?)")
_CLIPPED = re.compile(r' clip-path="([^"]*)"((?: [\w:]+="[^"]*")*?) style="')
_MARKS = re.compile(r'<g([^>]*)>((?:<use [^>]*? class="(\w+)"/>)(?:<use [^>]*? class="\3"/>)+)</g>')
_WHOLE = re.compile(r'(?<=["\s])(-?\d+)\.0(?=["\s])')
# how many numbers follow each letter of matplotlib's paths
_NUMBERS = {"M": 2, "L": 2, "Q": 4, "C": 6}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def lean_svg(svg: str) -> str:
    """The same picture in about a third of the characters; the same text for the same picture.

    >>> lean_svg('<svg version="1.1"><g><path d="M 1.0 2.0 L 1.0 5.5 " style="fill: none"/></g></svg>')
    '<svg><path d="M1 2v3.5" style="fill:none"/></svg>'
    """
    svg = svg.replace(' version="1.1"', "", 1)
    svg = svg.replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "", 1)
    svg = _TAG.sub(lambda tag: _lean_tag(tag[0]), _without_groups(svg))
    return _short_ids(_MARKS.sub(_looking_alike, _styled_once(svg)))


def _lean_tag(tag: str) -> str:
    tag = _UNTURNED.sub("", tag).replace("xlink:href", "href")
    tag = _PATH.sub(lambda found: f' d="{_shorter(found[1])}"', tag)
    return _WHOLE.sub(r"\1", _CLIPPED.sub(r'\2 style="clip-path: \1; ', tag))


def _without_groups(svg: str) -> str:
    """Without the groups that have no attribute."""
    kept: list[bool] = []

    def kept_tag(tag: re.Match[str]) -> str:
        if tag[0] == "</g>":
            return tag[0] if kept.pop() else ""
        if tag[0].startswith("<g") and tag[0][2:3] in " >" and not tag[0].endswith("/>"):
            kept.append(tag[0] != "<g>")
            return tag[0] if kept[-1] else ""
        return tag[0]

    return _TAG.sub(kept_tag, svg)


def _styled_once(svg: str) -> str:
    """Each style that stands more than once as a class, in the order in which they are met."""
    met = Counter(style for tag in _TAG.findall(svg) for style in _STYLE.findall(tag))
    several = (style for style, count in met.items() if count > 1)
    classes = dict(zip(several, _names(), strict=False))

    def said(style: str) -> str:
        return f' class="{classes[style]}"' if style in classes else f' style="{_tight(style)}"'

    svg = _TAG.sub(lambda tag: _STYLE.sub(lambda found: said(found[1]), tag[0]), svg)
    rules = "".join(f".{name}{{{_tight(style)}}}" for style, name in classes.items())
    return svg.replace("</style>", f"{rules}</style>", 1)


def _looking_alike(group: re.Match[str]) -> str:
    """Marks of one look, which their group has for all of them."""
    given, marks, name = group.groups()
    marks = marks.replace(f' class="{name}"', "")
    return f'<g{given} class="{name}">{marks}</g>'


def _short_ids(svg: str) -> str:
    """Ids of one letter in place of hashes; a rule of the style names them too."""
    tags = _TAG.findall(svg)
    met = dict.fromkeys(identity for tag in tags for identity in _ID.findall(tag))
    short = dict(zip(met, _names(), strict=False))

    def shortened(text: str) -> str:
        return _USED.sub(lambda found: f"{found[1]}{short.get(found[2], found[2])}{found[3]}", text)

    head, style, rest = svg.partition("</style>")  # before it stands no word of a reader's
    return shortened(head) + style + _TAG.sub(lambda tag: shortened(tag[0]), rest)


def _tight(style: str) -> str:
    return style.replace("text-anchor: start; ", "").replace(": ", ":").replace("; ", ";")


def _names() -> Iterator[str]:
    """a, b … z, aa, ba …"""
    for round_ in range(27):
        for letter in _LETTERS:
            yield letter + (_LETTERS[round_ - 1] if round_ else "")


def _shorter(path: str) -> str:
    """A path by its steps instead of its places: exact, as every place is whole in tenths.

    >>> _shorter("M 0 4.1 C 1.0 4.1 2.1 3.6 2.9 2.9 L 3.0 2.9 z ")
    'M0 4.1c1 0 2.1-.5 2.9-1.2h.1z'
    >>> _shorter("M 0.25 1 A 1 1 0 0 1 2 2")
    'M 0.25 1 A 1 1 0 0 1 2 2'
    """
    parts: list[tuple[str, list[int]]] = []
    if _STEP.sub("", path).strip():
        return path
    for letter, number in _STEP.findall(path):
        if letter:
            parts.append((letter, []))
            continue
        tenths = round(float(number) * 10)
        if not parts or abs(tenths - float(number) * 10) > 1e-6:
            return path
        parts[-1][1].append(tenths)
    written, x, y, start = [], 0, 0, (0, 0)
    for letter, numbers in parts:
        if letter == "z":
            written.append("z")
            x, y = start
            continue
        if len(numbers) != _NUMBERS[letter]:
            return path
        steps = [number - (y if at % 2 else x) for at, number in enumerate(numbers)]
        if letter == "M":
            written.append("M" + _joined(numbers))
            start = (numbers[0], numbers[1])
        elif letter == "L" and not steps[1]:
            written.append("h" + _joined(steps[:1]))
        elif letter == "L" and not steps[0]:
            written.append("v" + _joined(steps[1:]))
        else:
            written.append(letter.lower() + _joined(steps))
        x, y = numbers[-2:]
    return "".join(written)


def _joined(numbers: list[int]) -> str:
    """Numbers of tenths, parted by a blank where a sign does not.

    >>> _joined([10, -5, 25])
    '1-.5 2.5'
    """
    texts = [_tenths(one) for one in numbers]
    return texts[0] + "".join(one if one.startswith("-") else f" {one}" for one in texts[1:])


def _tenths(number: int) -> str:
    whole, rest = divmod(abs(number), 10)
    sign = "-" if number < 0 else ""
    return f"{sign}{whole or ''}.{rest}" if rest else f"{sign}{whole}"
