"""The SQL that computed a number: its name, and its text when somebody asks."""

import re
from collections.abc import Mapping

from markupsafe import Markup

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
    plain = shortened(sql)
    return Shown(rendered("statement", title=title, code=highlighted(plain)), plain)


def statements(ran: Mapping[str, str]) -> Shown:
    """The names of the statements that ran, each with its length; a report links each to its text.

    Ask ``statement(company.statements("revenue")["revenue/orders"])`` for one of them. All of them at
    length would make a notebook several times heavier than its numbers.

    >>> statements({"revenue/orders": "select 1"}), statements({})
    (The SQL that ran: revenue/orders (1 line), No statement ran: there was nothing to compute from.)
    """
    if not ran:
        return not_available("No statement ran: there was nothing to compute from.")
    lengths = {name: _lines(shortened(sql)) for name, sql in ran.items()}
    plain = ", ".join(f"{name} ({lines})" for name, lines in lengths.items())
    return Shown(rendered("statements", lengths=lengths), f"The SQL that ran: {plain}")


def _lines(sql: str) -> str:
    lines = sql.count("\n") + 1
    return f"{lines:,} lines" if lines > 1 else "1 line"


def shortened(sql: str) -> str:
    """A statement of whose long lists of values only the first rows are left."""
    return _VALUES.sub(_first_rows, sql.strip())


def _first_rows(values: re.Match) -> str:
    rows = re.findall(_ROW, values[2])
    shown = ", ".join(rows[:MOST_ROWS])
    return f"{values[1]}{shown} /* and {len(rows) - MOST_ROWS:,} more rows */"


def highlighted(sql: str) -> Markup:
    """The statement with a class on the words that have a look of their own, and no other markup.

    A formatter would mark up every name and space, which makes a long statement ten times longer.
    """
    from pygments.lexers import SqlLexer
    from pygments.token import Comment, Keyword, Literal

    marks = ((Comment, "c1"), (Keyword, "k"), (Literal, "s1"))
    shown = Markup("")
    for kind, text in SqlLexer(ensurenl=False).get_tokens(sql):
        mark = next((mark for parent, mark in marks if kind in parent), None)
        shown += Markup('<span class="cs-sql-{}">{}</span>').format(mark, text) if mark else text
    return shown
