"""The SQL that computed a number, folded away until somebody asks."""

from collections.abc import Mapping

from .markup import Shown, rendered
from .not_available import not_available


def statement(sql: str, title: str = "The SQL that computed it") -> Shown:
    """A statement, highlighted and folded.

    >>> statement("select 1")
    select 1
    """
    from markupsafe import Markup
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import SqlLexer

    plain = sql.strip()
    code = highlight(plain, SqlLexer(), HtmlFormatter(nowrap=True, classprefix="cs-sql-"))
    return Shown(rendered("statement", title=title, code=Markup(code.rstrip())), plain)


def statements(ran: Mapping[str, str]) -> Shown:
    """Every statement that ran for a family, by the name of its file, each folded by itself.

    >>> statements({})
    No statement ran: there was nothing to compute from.
    """
    if not ran:
        return not_available("No statement ran: there was nothing to compute from.")
    shown = [statement(sql, f"The SQL that ran: {name}") for name, sql in ran.items()]
    plain = "\n\n".join(f"-- {name}\n{one.plain}" for name, one in zip(ran, shown, strict=True))
    return Shown("".join(one.html for one in shown), plain)
