"""The SQL that computed a number, folded away until somebody asks."""

from .markup import Shown, rendered


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
