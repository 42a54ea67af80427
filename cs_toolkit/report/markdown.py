"""A notebook's Markdown as HTML: formulas as MathML, headings that can be linked to."""

import re
from html import escape, unescape
from typing import Any

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from ..display.formula import formula_markup
from ..language import gettext, is_english, translated
from .sanitize import without_actions

ENGLISH_PROSE = ' lang="en"'


class PageRenderer(IPythonRenderer):
    """Renders the Markdown of one page, and remembers its headings for the contents."""

    def __init__(self) -> None:
        # HTML written into a notebook's Markdown stays; what of it acts is dropped in render
        super().__init__(escape=False, allow_harmful_protocols=False)
        self.headings: list[tuple[int, str, str]] = []

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        """A heading with an id made of its words."""
        words = unescape(re.sub(r"<[^>]+>", "", text))
        shown = text if is_english() else escape(translated(words))
        identity = self.anchor(level, unescape(re.sub(r"<[^>]+>", "", shown)))
        return f'<h{level} id="{identity}">{shown}</h{level}>\n'

    def anchor(self, level: int, words: str) -> str:
        """An id made of some words, which no other part of the page has."""
        identity = slug = re.sub(r"[^\w]+", "-", words.lower()).strip("-") or "section"
        taken = {known for _, known, _ in self.headings}
        number = 2
        while identity in taken:
            identity, number = f"{slug}-{number}", number + 1
        self.headings.append((level, identity, words))
        return identity

    def block_math(self, body: str) -> str:
        """A formula on a line of its own."""
        return f'<div class="formula">{formula_markup(body)}</div>'

    def inline_math(self, body: str) -> str:
        """A formula within a sentence."""
        return formula_markup(body, block=False)

    def latex_environment(self, name: str, body: str) -> str:
        """An environment such as ``aligned``."""
        return self.block_math(f"\\begin{{{name}}}{body}\\end{{{name}}}")

    def table(self, text: str) -> str:
        """A table that scrolls in its own box."""
        label = gettext("Table")
        return f'<div class="scroll" tabindex="0" role="region" aria-label="{label}"><table>{text}</table></div>\n'

    def paragraph(self, text: str) -> str:
        """A paragraph; the notebooks' prose is English, which a page in another language says."""
        return f"<p{'' if is_english() else ENGLISH_PROSE}>{text}</p>\n"

    def list(self, text: str, ordered: bool, **attrs: Any) -> str:
        """A list, with its language likewise."""
        made = super().list(text, ordered, **attrs)
        return made if is_english() else f"{made[:3]}{ENGLISH_PROSE}{made[3:]}"

    def render(self, source: str) -> str:
        """One cell's Markdown."""
        return without_actions(MarkdownWithMath(renderer=self).render(source))
