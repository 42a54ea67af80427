"""The sentences' parts: a number with its change, a movement, a list."""

from collections.abc import Sequence

from ...formatting.numbers import change_in_words, relative_change_in_words, value_in_words
from ...metrics import METRICS
from ...metrics.change import BEYOND_NOISE, WITHIN_NOISE
from .movements import Movement


def label(metric: str, variant: str = "default") -> str:
    """A number's name: the metric's label, and the variant in words where it is not the standard one."""
    of = METRICS[metric].label
    return of if variant == "default" else f"{of} ({variant.replace('_', ' ')})"


def change(value: float, earlier: float, unit: str, currency: str) -> str:
    """A change with its sign, and in percent where the unit has one.

    >>> change(110.0, 100.0, "money", "EUR")
    '+€10 (+10.0%)'
    """
    told = change_in_words(value - earlier, unit, currency, of=value)
    percent = relative_change_in_words(value, earlier, unit)
    return f"{told} ({percent})" if percent else told


def judged(judgement: str) -> str:
    """A judgement as a sentence says it."""
    if judgement == BEYOND_NOISE:
        return "beyond noise"
    return "within noise" if judgement == WITHIN_NOISE else "not testable"


def movement(one: Movement, currency: str, grain: str) -> str:
    """One movement as a part of a sentence."""
    variant = METRICS[one.metric].variants[one.variant]
    unit, sampled = variant.unit, variant.interval is not None
    value, name = value_in_words(one.value, unit, currency), label(one.metric, one.variant)
    n = f", n {one.n:,.0f}" if sampled and one.n == one.n and one.n < 100 else ""
    if usual := one.since_usual:
        level = value_in_words(usual.level, unit, currency)
        side = "above" if one.value > usual.level else "below"
        return f"{name} is {value}{n}, {side} the {level} of {before(usual.periods, grain)}"
    verb = "rose" if one.value > one.earlier else "fell"
    earlier = value_in_words(one.earlier, unit, currency)
    percent = relative_change_in_words(one.value, one.earlier, unit)
    return f"{name} {verb} from {earlier} to {value}{n}" + (f" ({percent})" if percent else "")


def before(count: int, grain: str) -> str:
    """The periods before, as a sentence counts them.

    >>> before(12, "month"), before(7, "days")
    ('the 12 months before', 'the 7 periods before')
    """
    word = (
        grain.replace("_", "-")
        if grain in ("month", "quarter", "week", "year", "day")
        else "period"
    )
    return f"the {count} {word}s before"


def listed(parts: Sequence[str]) -> str:
    """Parts in a row.

    >>> listed(["a", "b", "c"]), listed(["a"])
    ('a, b and c', 'a')
    """
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def counted(count: float, word: str) -> str:
    """A number of things.

    >>> counted(1, "customer"), counted(1200, "comment")
    ('1 customer', '1,200 comments')
    """
    return f"{count:,.0f} {word}" + ("" if count == 1 else "s")
