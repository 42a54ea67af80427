"""The SQL that computed a number, folded away until somebody asks."""

import re
from collections.abc import Mapping

from .markup import Shown
from .not_available import not_available
from .templating import rendered

MOST_ROWS = 30  # of a list of values that are read; a calendar has a thousand
_ROW = r"\((?:'(?:[^']|'')*'|[^()'])*\)"
_VALUES = re.compile(rf"(?i)(\(values\s+)({_ROW}(?:,\s*{_ROW}){{{MOST_ROWS},}})")


def statement(sql: str, title: str = "The SQL that computed it") -> Shown:
    """A statement, highlighted and folded; of a long list of values only the first rows are shown.

    >>> statement("select 1")
    select 1
    """
    plain = _VALUES.sub(_first_rows, sql.strip())
    return Shown(rendered("statement", title=title, code=_highlighted(plain)), plain)


def statements(ran: Mapping[str, str]) -> Shown:
    """Every statement that ran for a family, by the name of its file, each folded by itself.

    >>> statements({"revenue/orders": "select 1"}), statements({})
    (The SQL that ran: revenue/orders, No statement ran: there was nothing to compute from.)
    """
    if not ran:
        return not_available("No statement ran: there was nothing to compute from.")
    titles = {name: f"The SQL that ran: {name}" for name in ran}
    html = "".join(statement(sql, titles[name]).html for name, sql in ran.items())
    return Shown(html, "\n".join(titles.values()))


def _first_rows(values: re.Match) -> str:
    rows = re.findall(_ROW, values[2])
    shown = ", ".join(rows[:MOST_ROWS])
    return f"{values[1]}{shown} /* and {len(rows) - MOST_ROWS:,} more rows */"


def _highlighted(sql: str):
    """The statement with a class on the words that have a look of their own, and no other markup.

    A formatter would mark up every name and space, which makes a long statement ten times longer.
    """
    from markupsafe import Markup
    from pygments.lexers import SqlLexer
    from pygments.token import Comment, Keyword, Literal

    marks = ((Comment, "c1"), (Keyword, "k"), (Literal, "s1"))
    shown = Markup("")
    for kind, text in SqlLexer(ensurenl=False).get_tokens(sql):
        mark = next((mark for parent, mark in marks if kind in parent), None)
        shown += Markup('<span class="cs-sql-{}">{}</span>').format(mark, text) if mark else text
    return shown
