"""Takes personal data out of comments before they are shown: e-mail, phone, long numbers, names.

It errs on the side of taking out too much. What it can't know, such as a name that nobody gave it,
stays; so a page of verbatims is still a page of personal data.
"""

import re
from collections.abc import Callable, Sequence

from .names import name_hider
from .plain_text import plain_text

E_MAIL, PHONE, NUMBER, NAME, HANDLE = "[e-mail]", "[phone]", "[number]", "[name]", "[handle]"
SHORTEST_NUMBER = 6  # digits: order numbers, cards and accounts have as many or more
_E_MAIL = re.compile(r"[\w.+%'-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@])@\w{2,}")
_DATE = re.compile(r"(?<!\d)(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4})(?!\d)")
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{3,4}){3,8}\b")  # such as an IBAN
_CODE = re.compile(r"(?<!\w)(?=[\w-]*[A-Za-z])(?=(?:[\w-]*?\d){6})[A-Za-z0-9-]{8,64}(?!\w)")
_DIGITS = re.compile(r"\+?\(?\d(?:[\s().\-–/]{0,2}\d)+")


def redact(comment: object, names: Sequence[str] = ()) -> str:
    """The plain text of a comment without personal data; ``names`` are taken out where they stand.

    >>> redact("Call Ana Pop on +40 721 555 123 or ana.pop@example.org, order 20231199", ["Ana Pop"])
    'Call [name] on [phone] or [e-mail], order [number]'
    >>> redact("Ordered on 2026-10-05, 3 items of 1,250 each")
    'Ordered on 2026-10-05, 3 items of 1,250 each'
    """
    return redact_all([comment], names)[0]


def redact_all(comments: Sequence[object], names: Sequence[str] = ()) -> list[str]:
    """``redact`` of each comment, with one reading of the names."""
    hide_names = name_hider(names, NAME)
    return [_without(plain_text(comment), hide_names) for comment in comments]


def _without(text: str, hide_names: Callable[[str], str]) -> str:
    text = hide_names(_HANDLE.sub(HANDLE, _E_MAIL.sub(E_MAIL, text)))
    dates = []

    def put_aside(found: re.Match[str]) -> str:
        dates.append(found[0])
        return f"\x00{chr(0xE000 + len(dates) - 1)}"

    text = _DATE.sub(put_aside, text) if len(_DATE.findall(text)) < 1000 else text
    text = _CODE.sub(NUMBER, _ACCOUNT.sub(NUMBER, text))
    text = _DIGITS.sub(_number_or_phone, text)
    return re.sub("\x00(.)", lambda mark: dates[ord(mark[1]) - 0xE000], text)


def _number_or_phone(found: re.Match[str]) -> str:
    digits = sum(character.isdigit() for character in found[0])
    if digits < SHORTEST_NUMBER:
        return found[0]
    looks_dialled = found[0].startswith(("+", "(", "00")) or not found[0].isdigit()
    return PHONE if looks_dialled and digits <= 15 else NUMBER
