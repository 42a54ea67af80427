"""What no heading can say about a sheet of contracts: the draft writes its choice, and the wizard asks.

A choice stands in the draft as a comment above the line that it is about, with the lines that may take
its place: ``# ? ends_on = "to" | last_day = "to": the question``.
"""

import re
from collections.abc import Callable, Iterable, Mapping

LINE = re.compile(r"^# \? (?P<lines>.+?): (?P<question>[^\n]+)\n(?P<drafted>[^\n]+)$", re.MULTILINE)
MONEY = ("mrr", "amount")
_MONEY = re.compile(
    r"(?i)^(mrr|arr|amount|total|subtotal|net|gross|price|fee|value|revenue|betrag|summe|montant)"
    r"|(amount|total|price|fee|mrr|value|revenue|net|gross)$"
)


def choices(
    table: str, lines: Mapping[str, str], mapped: Mapping[str, str], columns: Iterable[str],
    line_of: Callable[[str, str], str],
) -> dict[str, str]:  # fmt: skip
    """The comments that stand above some lines of a section: column of ours → comment.

    ``lines`` are the drafted lines by column, ``mapped`` which column of theirs each takes, and
    ``line_of`` writes a line.
    """
    if table != "subscriptions":
        return {}
    found: dict[str, str] = {}
    if "ends_on" in lines:
        theirs = mapped["ends_on"]
        other = line_of("last_day", theirs)
        found["ends_on"] = _comment(
            [lines["ends_on"], other], f"is {theirs} the first day without service, or the last day with it"
        )  # fmt: skip
    money = next((ours for ours in MONEY if ours in mapped), "")
    if money in lines:
        others = other_amounts(columns, mapped)
        if others:
            named = [line_of(money, one) for one in others]
            found[money] = _comment([lines[money], *named], "which amount is it, before tax")
    if "quantity" in lines and money in mapped:
        found["quantity"] = _comment(
            [lines["quantity"], 'quantity = "null"'],
            f"is {mapped[money]} the price of one unit, or of all of them",
        )
    return found


def other_amounts(columns: Iterable[str], mapped: Mapping[str, str]) -> list[str]:
    """The columns that are called like money, and fill nothing."""
    return [one for one in columns if _MONEY.search(one) and one not in mapped.values()]


def _comment(lines: Iterable[str], question: str) -> str:
    return f"# ? {' | '.join(lines)}: {question}?"


def answered(text: str, ask: Callable[[str, list[str]], str]) -> str:
    """The draft with the lines that were chosen; ``ask`` gets a question and the lines, the drafted first.

    >>> draft = '# ? ends_on = "to" | last_day = "to": the first day without service?\\nends_on = "to"\\n'
    >>> answered(draft, lambda question, lines: lines[1])
    'last_day = "to"\\n'
    """
    return LINE.sub(lambda found: ask(found["question"], found["lines"].split(" | ")), text)
