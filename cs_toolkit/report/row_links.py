"""A number of a page leads to the rows that it counts, and its name to its definition."""

import re
from collections.abc import Mapping

from ..language import gettext

_NUMBER = re.compile(r'<(strong|span)\b([^>]*?) data-metric="(\w+)"([^>]*)>(.*?)</\1>', re.DOTALL)


def with_rows(html: str, rows: Mapping[str, str]) -> str:
    """The HTML in which each number whose rows have a page is a link to it; metric → page.

    >>> with_rows('<strong data-metric="mrr">€10</strong>', {"mrr": "rows/revenue.html#totals"})
    '<strong><a class="cs-rows" href="rows/revenue.html#totals" title="The rows behind it">€10</a></strong>'
    >>> with_rows('<strong data-metric="mrr">€10</strong>', {})
    '<strong>€10</strong>'
    """

    title = gettext("The rows behind it")

    def link(found: re.Match[str]) -> str:
        tag, before, metric, after, words = found.groups()
        href = rows.get(metric)
        inner = f'<a class="cs-rows" href="{href}" title="{title}">{words}</a>' if href else words
        return f"<{tag}{before}{after}>{inner}</{tag}>"

    return _NUMBER.sub(link, html)
