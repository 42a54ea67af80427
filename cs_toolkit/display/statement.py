"""The SQL that computed a number, folded away until somebody asks."""

from .markup import NO_MATH, Markup, safe_text


def statement(sql: str, title: str = "The SQL that computed it") -> Markup:
    """A statement, highlighted and folded.

    >>> statement("select 1")
    select 1
    """
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import SqlLexer

    code = highlight(sql.strip(), SqlLexer(), HtmlFormatter(nowrap=True, classprefix="cs-sql-"))
    return Markup(
        f'<details class="cs-statement {NO_MATH}"><summary>{safe_text(title)}</summary>'
        f'<pre tabindex="0"><code>{code.rstrip()}</code></pre></details>',
        sql.strip(),
    )
