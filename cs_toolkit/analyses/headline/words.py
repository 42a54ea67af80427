"""The sentences' parts: a number with its change, a movement, a list."""

from collections.abc import Sequence

from ...formatting.numbers import change_in_words, relative_change_in_words, value_in_words
from ...language import gettext, translated
from ...language.numbers import number
from ...metrics import METRICS
from ...metrics.change import BEYOND_NOISE, NOT_TESTABLE, WITHIN_NOISE
from .movements import Movement

BEFORE = {
    "day": "the {count} days before", "week": "the {count} weeks before",
    "month": "the {count} months before", "quarter": "the {count} quarters before",
    "year": "the {count} years before", "period": "the {count} periods before",
}  # fmt: skip


def label(metric: str, variant: str = "default") -> str:
    """A number's name: the metric's label, and the variant in words where it is not the standard one."""
    of = translated(METRICS[metric].label)
    return of if variant == "default" else f"{of} ({translated(variant.replace('_', ' '))})"


def change(value: float, earlier: float, unit: str, currency: str) -> str:
    """A change with its sign, and in percent where the unit has one.

    >>> change(110.0, 100.0, "money", "EUR")
    '+€10 (+10.0%)'
    """
    shown = change_in_words(value - earlier, unit, currency, of=value)
    percent = relative_change_in_words(value, earlier, unit)
    return f"{shown} ({percent})" if percent else shown


def judged(judgement: str) -> str:
    """A judgement as a sentence says it."""
    known = judgement in (BEYOND_NOISE, WITHIN_NOISE)
    return translated(judgement if known else NOT_TESTABLE)


def movement(one: Movement, currency: str, grain: str) -> str:
    """One movement as a part of a sentence."""
    variant = METRICS[one.metric].variants[one.variant]
    unit, sampled = variant.unit, variant.interval is not None
    value, name = value_in_words(one.value, unit, currency), label(one.metric, one.variant)
    n = f", n {number(one.n)}" if sampled and one.n == one.n and one.n < 100 else ""
    if usual := one.since_usual:
        level = value_in_words(usual.level, unit, currency)
        parts = {
            "name": name,
            "value": f"{value}{n}",
            "level": level,
            "before": before(usual.periods, grain),
        }
        if one.value > usual.level:
            return gettext("{name} is {value}, above the {level} of {before}", **parts)
        return gettext("{name} is {value}, below the {level} of {before}", **parts)
    earlier = value_in_words(one.earlier, unit, currency)
    percent = relative_change_in_words(one.value, one.earlier, unit)
    parts = {"name": name, "earlier": earlier, "value": f"{value}{n}"}
    moved = (
        gettext("{name} rose from {earlier} to {value}", **parts)
        if one.value > one.earlier
        else gettext("{name} fell from {earlier} to {value}", **parts)
    )
    return f"{moved} ({percent})" if percent else moved


def before(count: int, grain: str) -> str:
    """The periods before, as a sentence counts them.

    >>> before(12, "month"), before(7, "days")
    ('the 12 months before', 'the 7 periods before')
    """
    word = grain if grain in ("month", "quarter", "week", "year", "day") else "period"
    return translated(BEFORE[word]).format(count=count)


def closed(words: str) -> str:
    """Words as a sentence with its stop.

    >>> closed("Nothing changed")
    'Nothing changed.'
    """
    return gettext("{sentence}.", sentence=words)


def listed(parts: Sequence[str]) -> str:
    """Parts in a row.

    >>> listed(["a", "b", "c"]), listed(["a"])
    ('a, b and c', 'a')
    """
    comma = gettext(", ")
    if len(parts) < 2:
        return comma.join(parts)
    return gettext("{first} and {last}", first=comma.join(parts[:-1]), last=parts[-1])
