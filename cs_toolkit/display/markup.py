"""HTML with a plain text where there is no browser, and text made safe to stand in it."""

import re
import sys
import unicodedata
from functools import cache
from html import escape
from pathlib import Path

from ..language import is_english

# MathJax in the lab would read "$5 and $6" as a formula; both of its generations look for a class.
NO_MATH = "tex2jax_ignore mathjax_ignore"
# Characters that turn the direction of the text around them: a name could read as another one.
_TURNING = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
MOST_COLUMNS = 16  # whose look a table can name: cs-right-3 is its third column
_LOOKS = {
    "cs-right": "text-align:right!important;font-variant-numeric:tabular-nums",
    "cs-words": "white-space:normal;min-width:16rem",
}
BRIEF, SHORT = 3, 100  # lines, and letters of each, beside the HTML that a page shows

_CLASSES = re.compile(r'class="([^"]*)"')
_NAMED = re.compile(r"\.(cs-[\w-]+)")
# a rule, or a query with the rules in it
_RULES = re.compile(r"@[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|[^{}]+\{[^{}]*\}")
_HEADS = re.compile(r"([^{}]+)\{")


def english() -> str:
    """What a tag says of words that are English in every language: nothing on an English page."""
    return "" if is_english() else ' lang="en"'


def in_english(html: str) -> str:
    """Words that are English in every language, so that a screen reader reads them as such."""
    return html if is_english() or not html else f"<span{english()}>{html}</span>"


class Shown:
    """A piece of HTML that a notebook shows, and the text that stands for it elsewhere."""

    def __init__(self, html: str, plain: str):
        self.html, self.plain = html, plain

    def _repr_html_(self) -> str:
        return with_style(self.html)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return beside_html(self.plain)

    def __repr__(self) -> str:
        return self.plain

    def to_html(self) -> str:
        """The markup, as a table of pandas gives its own."""
        return self.html


def beside_html(plain: str) -> dict[str, str]:
    """What a notebook keeps as plain text beside the HTML: its beginning, as the HTML has the rest.

    Where no kernel runs, as in a terminal, the text is all that there is, and whole.
    """
    lines = plain.splitlines()
    if not _in_kernel() or len(lines) <= BRIEF:
        return {"text/plain": plain}
    first = [_shortened(line, SHORT) for line in lines[:BRIEF]]
    return {"text/plain": "\n".join([*first, f"… {len(lines) - BRIEF} more lines"])}


def _shortened(line: str, longest: int) -> str:
    """The beginning of a line."""
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _in_kernel() -> bool:
    """Whether a notebook asks, whose pages show HTML."""
    ipython = sys.modules.get("IPython")
    return hasattr(ipython and ipython.get_ipython(), "kernel")


def with_style(html: str) -> str:
    """HTML with the rules that its own classes need: a table in a notebook carries no tile's look."""
    classes = frozenset(word for found in _CLASSES.findall(html) for word in found.split())
    return f"<style data-cs-toolkit>{_rules_for(classes)}</style>{html}"


@cache
def style() -> str:
    """The style that all displays share; the report's pages have it once, in their head."""
    text = (Path(__file__).parent / "display.css").read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/\s*", "", text, flags=re.DOTALL) + _looks_of_columns()


def _looks_of_columns() -> str:
    """A rule for each look that a table can give to its columns."""
    places = range(1, MOST_COLUMNS + 1)
    return "".join(
        ",".join(f".{look}-{place} tr>:nth-child({place})" for place in places) + f"{{{rules}}}\n"
        for look, rules in _LOOKS.items()
    )


def rules_of(sheet: str) -> list[str]:
    """The rules of a style sheet, one by one."""
    return _RULES.findall(sheet)


@cache
def _rules_for(classes: frozenset[str]) -> str:
    """The rules of the shared style whose selectors name one of the classes, and no other."""
    kept = []
    for rule in rules_of(style()):
        inner = rule.partition("{")[2] if rule.startswith("@") else rule
        heads = ",".join(_HEADS.findall(inner)).split(",")
        named = [set(_NAMED.findall(one)) for one in heads]
        if any(one <= classes for one in named):
            kept.append(rule)
    return "".join(kept)


def safe_text(value: object) -> str:
    """Text from anywhere, as it may stand in HTML; what would turn or hide text is spelled out.

    >>> safe_text("<script>alert(1)</script>")
    '&lt;script&gt;alert(1)&lt;/script&gt;'
    >>> safe_text("invoice\\u202egpj.exe")
    'invoice[U+202E]gpj.exe'
    """
    return escape(visible(value))


def visible(value: object) -> str:
    """Text in which nothing is hidden: control characters are spelled out."""
    return "".join(map(_visible, str(value)))


def _visible(character: str) -> str:
    control = unicodedata.category(character) == "Cc" and character not in "\n\t"
    return f"[U+{ord(character):04X}]" if control or character in _TURNING else character
