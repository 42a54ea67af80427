"""A definition stands once in a report: on its family's page, and elsewhere a link leads to it."""

import re
from collections.abc import Mapping

from ..metrics import METRICS

_LINE = re.compile(r'<p id="define-(\w+)"><strong>(.*?)</strong>')


def with_links(html: str, pages: Mapping[str, str]) -> str:
    """The HTML of a page that is no family's: the name of a metric that it defines in a sentence
    leads to the whole definition on its family's page.

    ``pages`` is family → page. Where a family has no page, the sentence stands alone.

    >>> line = '<p id="define-mrr"><strong>MRR</strong>: the sum of fees</p>'
    >>> with_links(line, {"revenue": "01_revenue.html"})
    '<p id="define-mrr"><a href="01_revenue.html#define-mrr">MRR</a>: the sum of fees</p>'
    >>> with_links(line, {}) == line
    True
    """

    def linked(line: re.Match[str]) -> str:
        metric = METRICS.get(line[1])
        page = pages.get(metric.family) if metric else None
        if metric is None or page is None:
            return line[0]
        return f'<p id="define-{metric.name}"><a href="{page}#define-{metric.name}">{line[2]}</a>'

    return _LINE.sub(linked, html)
