"""Where a statement stands in a report, and the links to it."""

import re

_NAMED = re.compile(r'<code class="cs-sql">([^<]+)</code>')


def linked(html: str) -> str:
    """The HTML of a page in which each statement's name leads to its text.

    >>> linked('<code class="cs-sql">revenue/orders</code>')
    '<a href="sql_revenue.html#revenue-orders"><code class="cs-sql">revenue/orders</code></a>'
    """
    return _NAMED.sub(
        lambda name: f'<a href="{href(name[1].partition("/")[0])}#{anchor(name[1])}">{name[0]}</a>',
        html,
    )


def href(family: str) -> str:
    """The page of a family's statements."""
    return f"sql_{family}.html"


def anchor(name: str) -> str:
    """Where a statement stands on its page."""
    return re.sub(r"\W+", "-", name)
