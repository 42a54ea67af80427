"""An executed notebook as the middle of a page: its own template, and nothing from the net."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from nbconvert.exporters import TemplateExporter
from nbconvert.filters.ansi import strip_ansi
from nbformat import NotebookNode
from pygments.lexers import PythonLexer
from traitlets import default
from traitlets.config import Config

from ..display.statement import marked_up
from ..language import gettext
from .markdown import PageRenderer
from .parameters import tags
from .pictures import picture_address
from .sanitize import without_actions
from .sql_links import linked

TEMPLATES = Path(__file__).parent / "templates"
# The kit's displays carry their style for the lab; a page has it once, in its head.
# The same for what they say where a notebook is shown without it.
_CARRIED = re.compile(
    r'<style data-cs-toolkit>.*?</style>|<p class="cs-untrusted">.*?</p>\s*', re.DOTALL
)
_REGION = re.compile(r'<\w+\b[^>]*\brole="region"[^>]*>|<section\b[^>]*\baria-label="[^>]*>')
_LABEL = re.compile(r'aria-label="[^"]*"')
# What a page can show, the best first. Scripts and widgets would need the net.
SHOWN = (
    "text/html", "text/markdown", "image/svg+xml", "image/png", "image/jpeg", "text/latex",
    "text/plain",
)  # fmt: skip

# the level under which a figure stands among the headings of a page
FIGURE = 9


@dataclass(frozen=True)
class Fragment:
    """The middle of a page, and its headings and figures as (level, id, words)."""

    html: str
    headings: tuple[tuple[int, str, str], ...]


class PageExporter(TemplateExporter):
    """nbconvert with the report's own small template."""

    @default("file_extension")
    def _file_extension(self) -> str:
        return ".html"

    @default("template_name")
    def _template_name(self) -> str:
        return "fragment"

    @default("extra_template_basedirs")
    def _extra_template_basedirs(self) -> list[str]:
        return [str(TEMPLATES)]

    @property
    def default_config(self) -> Config:
        """The order in which the forms of an output are preferred."""
        config = Config({"NbConvertBase": {"display_data_priority": list(SHOWN)}})
        merged = super().default_config.copy()
        merged.merge(config)
        return merged


def fragment(notebook: NotebookNode, links: Callable[[str], str] = str) -> Fragment:
    """The middle of the page of an executed notebook; ``links`` leads from an output to other pages."""
    renderer = PageRenderer()
    exporter = PageExporter(
        filters={
            "markdown_html": renderer.render,
            "python_html": _highlighted,
            "shown_html": lambda html: links(linked(without_actions(_CARRIED.sub("", html)))),
            "strip_ansi": strip_ansi,
            "picture_address": picture_address,
            "alt": lambda output, cell: alt_text(output, cell, renderer.headings),
            "anchor": lambda alt: renderer.anchor(
                FIGURE, alt.split(". ")[0].split(gettext(": no data"))[0]
            ),
            "shows_code": _shows_code,
        }
    )
    exporter.environment.globals["_"] = gettext
    html, _ = exporter.from_notebook_node(notebook)
    return Fragment(made_distinct(html), tuple(renderer.headings))


def made_distinct(html: str) -> str:
    """The HTML in which no two regions have one name: those of one name are numbered.

    >>> made_distinct('<div role="region" aria-label="Table"></div><div aria-label="Table" role="region"></div>')
    '<div role="region" aria-label="Table 1"></div><div aria-label="Table 2" role="region"></div>'
    """
    found = map(_LABEL.search, _REGION.findall(html))
    names = [label[0] for label in found if label]
    several = {name for name in names if names.count(name) > 1}
    met: Counter[str] = Counter()

    def numbered(tag: re.Match[str]) -> str:
        label = _LABEL.search(tag[0])
        if label is None or label[0] not in several:
            return tag[0]
        met[label[0]] += 1
        return tag[0].replace(label[0], f'{label[0][:-1]} {met[label[0]]}"')

    return _REGION.sub(numbered, html)


def regions_of(html: str, page: str) -> str:
    """The HTML in which each region's name tells its page too, for a file of several pages.

    >>> regions_of('<section aria-label="Headline"></section>', "Value")
    '<section aria-label="Headline (Value)"></section>'
    """

    def named(tag: re.Match[str]) -> str:
        return _LABEL.sub(lambda label: f'{label[0][:-1]} ({escape(page)})"', tag[0])

    return _REGION.sub(named, html)


def alt_text(output: NotebookNode, cell: NotebookNode, headings: list) -> str:
    """What a figure shows: said by the output, by its cell, or by the section that it stands in."""
    shown = output.get("metadata", {})
    shown = shown.get("alt") or shown.get("image/png", {}).get("alt") or cell.metadata.get("alt")
    sections = [words for level, _, words in headings if level != FIGURE]
    section = gettext(" in the section “{section}”", section=sections[-1]) if sections else ""
    return shown or gettext("A figure{section}; its data stand beside it.", section=section)


def _highlighted(source: str) -> str:
    """Python with a class on the words that have a look of their own, and no other markup."""
    return marked_up(source.rstrip(), PythonLexer(ensurenl=False), "")


def _shows_code(cell: NotebookNode) -> bool:
    return not {"parameters", "injected-parameters", "hide-input"} & set(tags(cell))
