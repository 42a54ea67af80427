"""How a company writes its numbers, guessed from a few of them, and the SQL that reads them so.

A proposal never bends a number: it is made only where it reads every value that was seen, and
what it makes of the first one is shown beside it.
"""

import re
from collections.abc import Iterable

_SIGNS = "€$£¥₹"
_BLANKS = " \u00a0\u2009\u202f'’"
_POINT, _COMMA = r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?", r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?"
# digits of other scripts, from the code of their zero: Arabic, Persian, Devanagari, full width
_ZEROS = (0x0660, 0x06F0, 0x0966, 0xFF10)


def number_reading_of(values: Iterable, column: str, *, percent_of: int = 100) -> str | None:
    """The expression that reads a column's numbers, on every engine; None if that is not known.

    ``percent_of`` is what 15% is divided by: 100 makes it 0.15, and 1 leaves the 15 of a column
    that counts in percent.

    >>> number_reading_of(["1.234,50", "9,90"], "fee")
    "replace(replace(fee, '.', ''), ',', '.')"
    >>> number_reading_of(["1,234.50"], "fee"), number_reading_of(["about 9"], "fee")
    ("replace(fee, ',', '')", None)
    >>> number_reading_of(["€100", "€1,250.50"], "fee")
    "replace(replace(fee, '€', ''), ',', '')"
    >>> number_reading_of(["15%"], "share")
    "cast(trim(replace(share, '%', '')) as double precision) / 100"
    >>> number_reading_of(["1 000", "12 500"], "fee"), number_reading_of(["€100", "$100"], "fee")
    ("replace(fee, ' ', '')", None)
    """
    texts, read = [str(value).strip() for value in values], column
    for zero in _ZEROS:
        digits = "".join(map(chr, range(zero, zero + 10)))
        if any(sign in text for text in texts for sign in digits):
            texts = [text.translate(str.maketrans(digits, "0123456789")) for text in texts]
            marks = ("\u066b.", "\u066c,") if zero in _ZEROS[:2] else ()
            theirs, ours = (
                digits + "".join(m[0] for m in marks),
                "0123456789" + "".join(m[1] for m in marks),
            )
            texts = [text.translate(str.maketrans(theirs, ours)) for text in texts]
            read = f"translate({read}, '{theirs}', '{ours}')"
    signs = {sign for sign in _SIGNS if any(sign in text for text in texts)}
    if len(signs) > 1:
        return None  # two currencies are no one number
    for sign in signs:
        if not all(
            re.fullmatch(rf"[+-]?{re.escape(sign)}?[^{sign}]+|[^{sign}]+{re.escape(sign)}", text)
            for text in texts
        ):
            return None
        texts = [text.replace(sign, "").strip() for text in texts]
        read = f"replace({read}, '{sign}', '')"
    percent = [text.endswith("%") for text in texts]
    if any(percent):
        if not all(percent):
            return None  # 15% beside 15: nobody knows whether that is 15 or 1,500 percent
        texts = [text.removesuffix("%").strip() for text in texts]
        read = f"replace({read}, '%', '')"
    for blank in _BLANKS:
        if any(blank in text for text in texts):
            mark = blank.replace("'", "''")
            grouped = rf"[+-]?\d{{1,3}}({re.escape(blank)}\d{{3}})*([.,]\d+)?"
            if not all(re.fullmatch(grouped, text) or blank not in text for text in texts):
                return None
            texts = [text.replace(blank, "") for text in texts]
            read = f"replace({read}, '{mark}', '')"
    plain = _plain(texts, read, changed=read != column)
    if plain and any(percent):
        plain = f"cast(trim({plain}) as double precision)" + (
            f" / {percent_of}" if percent_of != 1 else ""
        )
    return plain


def _plain(texts: list[str], read: str, *, changed: bool) -> str | None:
    """The expression with thousands left out and a point before the fraction; None where texts differ."""
    if all(re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", text) for text in texts):
        return read if changed else None
    # the second before the first in doubt: 1,234 is a thousand more often than one and a bit
    if all(re.fullmatch(_POINT, text) for text in texts):
        return f"replace({read}, ',', '')"
    if all(re.fullmatch(_COMMA, text) for text in texts):
        return f"replace(replace({read}, '.', ''), ',', '.')"
    return None
