"""What ``init`` asks in a terminal: only what no file can tell, with the drafted answer as default."""

import re
from collections.abc import Callable
from zoneinfo import available_timezones

from ..config.company_file import IDENTITY_MATCHES
from .choices import answered

CURRENCY = re.compile(r"^[A-Z]{3}$")


def asked(text: str, show: Callable[[str], object], ask: Callable[..., str]) -> str:
    """The draft with a person's answers in it.

    >>> draft = '# sales → orders: Shop\\ncurrency = "EUR"  # why\\ntime_zone = "UTC"\\n'
    >>> answers = iter(["usd", "Europe/Paris"])
    >>> print(asked(draft, lambda line: None, lambda question, default: next(answers)).strip())
    # sales → orders: Shop
    currency = "USD"  # why
    time_zone = "Europe/Paris"
    """
    for line in re.findall(r"^# (.+ → .+)$", text, re.MULTILINE):
        show(f"found {line}")
    text = _settled(text, "currency", "reporting currency", ask, _currency)
    text = _settled(text, "time_zone", "time zone in which your months begin", ask, _zone)
    question = "match customers of several systems by email or email_domain"
    text = _settled(
        text, "match", question, ask, lambda answer: answer if answer in IDENTITY_MATCHES else None
    )
    return answered(text, lambda question, lines: _chosen(question, lines, show, ask))


def _chosen(
    question: str, lines: list[str], show: Callable[[str], object], ask: Callable[..., str]
) -> str:
    """The line that a person picks by its number; asks again until there is one of it."""
    show(question)
    for number, line in enumerate(lines, start=1):
        show(f"  {number}  {line}")
    while True:
        answer = ask("number", default="1").strip()
        if answer.isdigit() and 0 < int(answer) <= len(lines):
            return lines[int(answer) - 1]


def _settled(
    text: str, key: str, question: str, ask: Callable[..., str], read: Callable[[str], str | None]
) -> str:
    """The text with a setting as it was answered; asks again until the answer can be read."""
    line = re.compile(rf'^({key} = )"([^"]*)"', re.MULTILINE)
    drafted = line.search(text)
    if not drafted:
        return text
    answer = None
    while answer is None:
        answer = read(ask(question, default=drafted[2]))
    return line.sub(lambda found: f'{found[1]}"{answer}"', text, count=1)


def _currency(answer: str) -> str | None:
    code = answer.strip().upper()
    return code if CURRENCY.match(code) else None


def _zone(answer: str) -> str | None:
    return answer.strip() if answer.strip() in available_timezones() else None
