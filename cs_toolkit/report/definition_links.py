"""A definition stands once in a report: on its family's page, and elsewhere a link leads to it."""

import re
from collections.abc import Mapping

from markupsafe import escape

from ..metrics import METRICS

_CARD = re.compile(r'<details\b[^>]*\bid="define-(\w+)"[^>]*>')
_FURTHER = re.compile(r'<details\b[^>]*\bclass="cs-definitions\b[^>]*>')
_TURN = re.compile(r"<(/?)details\b")


def with_links(html: str, pages: Mapping[str, str]) -> str:
    """The HTML of a page that is no family's: each further definition is a link to its family's page.

    ``pages`` is family → page. A definition whose family has no page stays, and so does each that is
    not among the further ones: those of the numbers that lead.

    >>> card = '<details class="cs-define" id="define-mrr"><summary>MRR</summary>…</details>'
    >>> with_links(f'<details class="cs-definitions">{card}</details>', {"revenue": "01_revenue.html"})
    '<details class="cs-definitions"><p><a href="01_revenue.html#define-mrr">Monthly recurring revenue</a></p></details>'
    >>> with_links(card, {"revenue": "01_revenue.html"}) == card
    True
    """
    parts, at = [], 0
    while found := _FURTHER.search(html, at):
        end = _end_of(html, found.start())
        parts += [html[at : found.start()], _linked(html[found.start() : end], pages)]
        at = end
    return "".join([*parts, html[at:]])


def _linked(html: str, pages: Mapping[str, str]) -> str:
    parts, at = [], 0
    while found := _CARD.search(html, at):
        end = _end_of(html, found.start())
        metric = METRICS.get(found[1])
        page = pages.get(metric.family) if metric else None
        link = (
            f'<p><a href="{page}#define-{metric.name}">{escape(metric.label)}</a></p>'
            if metric and page
            else html[found.start() : end]
        )
        parts += [html[at : found.start()], link]
        at = end
    return "".join([*parts, html[at:]])


def _end_of(html: str, start: int) -> int:
    """Where the fold that begins at a place ends."""
    depth = 0
    for turn in _TURN.finditer(html, start):
        depth += -1 if turn[1] else 1
        if depth == 0:
            return html.index(">", turn.start()) + 1
    return len(html)
