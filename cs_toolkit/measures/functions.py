"""The functions of our SQL that no engine has: each is written out where it is called.

Those that each engine has in a form of its own are its dialect's (``Dialect.functions``).
"""

from collections.abc import Callable

from ..config.no_comment import is_comment_sql

# Money is added up in whole parts of a currency's unit, so many that a month's share of a price of
# six decimals is whole for almost every term: 12 months, and 5040 = 2 · 3 · 4 · 5 · 6 · 7 terms.
PARTS_IN_A_MILLIONTH = 12 * 5040
PARTS = PARTS_IN_A_MILLIONTH * 1_000_000


def _parts(amount: str) -> str:
    """An amount of money in parts, the whole numbers in which money is added up."""
    return f"(cast(({amount}) * 1000000 as hugeint) * {PARTS_IN_A_MILLIONTH})"


def _amount(parts: str) -> str:
    """Parts as an amount of money: whole units and the rest apart, so that no digit is lost."""
    whole, rest = f"(({parts}) // {PARTS})", f"(({parts}) % {PARTS})"
    return f"(cast({whole} as double) + cast({rest} as double) / {PARTS})"


def _product_sum(amount: str, other: str) -> str:
    """The sum of the products of two amounts, in whole cents: the same to the last digit in
    whatever order an engine adds its rows up."""
    cents = (f"cast(floor(({one}) * 100 + 0.5) as hugeint)" for one in (amount, other))
    return f"(cast(sum({' * '.join(cents)}) as double) / 10000)"


def _at_rate(parts: str, rate: str) -> str:
    """Parts of another currency in those of the reporting currency; without a rate as they are."""
    return (
        f"case when {rate} is null then {parts} "
        f"else cast(floor(cast({parts} as double) * {rate} + 0.5) as hugeint) end"
    )


def _percentile(value: str, nth: str, last: str, share: str) -> str:
    """The percentile of ranked values (ranks from 0 to ``last``), linear between its neighbours.

    The engines' own percentile functions disagree, and some are approximate without a word.
    """
    away = f"abs({nth} - {last} * cast({share} as double))"
    return f"sum(case when {away} < 1 then {value} * (1 - {away}) end)"


def _worked_by(day: str, moment: str) -> str:
    """Working seconds up to a moment: those before its day's span, and what of the span has passed."""
    return f"""(
        {day}.seconds_before + case
            when {moment} <= {day}.opens_at then 0
            when {moment} < {day}.closes_at then seconds_between({day}.opens_at, {moment})
            else seconds_between({day}.opens_at, {day}.closes_at)
        end
    )"""


# functions of our SQL that are the same text in every engine
WRITTEN_OUT: dict[str, Callable[..., str]] = {
    "linear_percentile": _percentile,
    "worked_by": _worked_by,
    "is_comment": is_comment_sql,
    "parts": _parts,
    "amount": _amount,
    "product_sum": _product_sum,
    "at_rate": _at_rate,
}
