"""How a text and a name are written in SQL, where all engines agree."""

# what looks like nothing around a text: all blanks of Unicode, and two signs without width
BLANKS = (
    "\t\n\v\f\r \x85\xa0\u1680"
    + "".join(map(chr, range(0x2000, 0x200C)))
    + ("\u2028\u2029\u202f\u205f\u3000\ufeff")
)


def quoted(text: str) -> str:
    """A SQL string with this text.

    >>> quoted("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def quoted_name(name: str, mark: str = '"') -> str:
    """A name as a SQL identifier, whatever it contains.

    >>> print(quoted_name('a "b" c'), quoted_name("end", "`"))
    "a ""b"" c" `end`
    """
    return mark + name.replace(mark, mark + mark) + mark
