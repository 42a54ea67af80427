"""The SQL that computed a number: its name, and its text when somebody asks."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from .markup import Shown
from .not_available import not_available
from .templating import rendered

if TYPE_CHECKING:
    from pygments.lexer import Lexer

MOST_ROWS = 30  # of a list of values that are read; a calendar has a thousand
_ROW = r"\((?:'(?:[^']|'')*'|[^()'])*\)"
_VALUES = re.compile(rf"(?i)(\(values\s+)({_ROW}(?:,\s*{_ROW})+)")

# what is marked, and the texts and quoted names in which nothing is
_MARKED = re.compile(
    r"""'(?:[^']|'')*'|"[^"]*"|`[^`]*`|(?P<comment>--[^\n]*|/\*.*?\*/)"""
    r"|(?P<clause>\b(?:with|select|from|where|group|order|union|join|having|left)\b)",
    re.IGNORECASE | re.DOTALL,
)


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


def shortened(sql: str, most: int = MOST_ROWS) -> str:
    """A statement of whose long lists of values only the first rows are left.

    >>> shortened("select * from (values (1), (2), (3)) as given(n)", most=2)
    'select * from (values (1), (2) /* and 1 more rows */) as given(n)'
    """

    def first_rows(values: re.Match[str]) -> str:
        rows = re.findall(_ROW, values[2])
        if len(rows) <= most:
            return values[0]
        shown = ", ".join(rows[:most])
        return f"{values[1]}{shown} /* and {len(rows) - most:,} more rows */"

    return _VALUES.sub(first_rows, sql.strip())


def highlighted(sql: str) -> Markup:
    """The statement with a class on the words that have a look of their own, and no other markup.

    A formatter would mark up every name and space, which makes a long statement ten times longer.
    """
    from pygments.lexers import SqlLexer

    return marked_up(sql, SqlLexer(ensurenl=False), "cs-sql-")


def lightly_marked(sql: str) -> Markup:
    """The statement with its clauses in bold and its comments in italics: for a page that holds many.

    >>> str(lightly_marked("select 'from <a>' -- all of it"))
    '<b>select</b> &#39;from &lt;a&gt;&#39; <i>-- all of it</i>'
    """
    shown, start = [], 0  # by hand: a lexer takes seconds over a report's megabytes
    for found in _MARKED.finditer(sql):
        mark = "i" if found["comment"] else "b" if found["clause"] else ""
        if mark:
            before = escape(sql[start : found.start()])
            shown.append(f"{before}<{mark}>{escape(found[0])}</{mark}>")
            start = found.end()
    return Markup("".join([*shown, escape(sql[start:])]))


def marked_up(text: str, lexer: "Lexer", prefix: str) -> Markup:
    """Code of any language with the classes k, s1 and c1 on keywords, values and comments."""
    from pygments.token import Comment, Keyword, Literal, Operator

    marks = ((Comment, "c1"), (Keyword, "k"), (Operator.Word, "k"), (Literal, "s1"))
    shown = []
    for kind, part in lexer.get_tokens(text):
        mark = next((mark for parent, mark in marks if kind in parent), None)
        words = escape(part)
        shown.append(f'<span class="{prefix}{mark}">{words}</span>' if mark else words)
    return Markup("".join(shown))
