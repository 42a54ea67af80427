"""The European Central Bank's file of reference rates, as it is published: one column a currency.

It says how many units of a currency one euro buys; our ``rate`` is what one unit of a currency is worth in
the reporting currency. So the rate of USD in a company that reports in EUR is 1 / 1.10.
"""

import re
from collections.abc import Iterable

from ..dialects import Engine, quoted_name
from ..errors import InputError
from .relation import Relation

BASE = "EUR"
LEAST = 5  # columns of currencies: with fewer it is another file


def are_reference_rates(columns: Iterable[str]) -> bool:
    """Whether columns are those of the bank's file: a date, and codes of currencies."""
    names = list(columns)
    return bool(names) and names[0].strip().lower() == "date" and len(_currencies(names)) >= LEAST


def _currencies(columns: Iterable[str]) -> dict[str, str]:
    return {one.strip(): one for one in columns if re.fullmatch("[A-Z]{3}", one.strip())}


def as_rates(engine: Engine, relation: Relation, currency: str) -> Relation:
    """One row per day and currency, in units of the reporting one; days without a rate have none."""
    known = _currencies(relation.kinds)
    day = quoted_name(next(iter(relation.kinds)))
    if currency != BASE and currency not in known:
        raise InputError(
            f"{relation.origin} has no rates of {currency}, the reporting currency: it has {', '.join(known)}"
        )
    per_euro = {
        code: f"try_cast({quoted_name(column)} as double)" for code, column in known.items()
    }
    reporting = per_euro.get(currency, "1.0")
    rates = {code: f"{reporting} / {rate}" for code, rate in per_euro.items() if code != currency}
    if currency != BASE:
        rates[BASE] = reporting
    cells = ", ".join(f"{{'currency': '{code}', 'rate': {rate}}}" for code, rate in rates.items())
    select = (
        f"select read_day as day, cell.currency as currency, cell.rate as rate from (select {day} as read_day, "
        f"unnest([{cells}]) as cell from ({relation.select}) as wide) as long where cell.rate is not null"
    )
    return Relation(select, engine.kinds(select), relation.origin, relation.path)
