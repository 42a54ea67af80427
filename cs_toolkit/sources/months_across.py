"""A sheet with one column a month, as rows: one for each month in which a cell holds something.

The month's first day is the column ``month``, the first day of the next one ``next_month``, and what the
cell holds ``value``.
"""

import re
from collections.abc import Iterable, Mapping

from ..dialects import Engine, quoted, quoted_name
from ..errors import InputError
from .relation import AS_TEXT, Relation

MADE = ("month", "next_month", "value")
# what fills our columns where the company file does not say it
FILLS = {
    "subscriptions": {"starts_on": "month", "ends_on": "next_month", "mrr": "value"},
    "visits": {"period": "month", "visitors": "value"},
    "survey_responses": {"responded_at": "month", "score": "value"},
}
_NAMES = {
    name: number
    for number, names in enumerate(
        ("jan januar january janvier", "feb februar february fevrier", "mar mrz märz march mars",
         "apr april avril", "may mai", "jun juni june juin", "jul juli july juillet",
         "aug august aout", "sep sept september septembre", "oct okt october oktober octobre",
         "nov november novembre", "dec dez december dezember decembre"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_FORMS = (
    r"(?P<y>20\d\d)[-/. ]?(?P<m>0?[1-9]|1[0-2])([-/.]01)?([T ]00:00(:00)?)?",
    r"(01[/.])?(?P<m>0?[1-9]|1[0-2])[-/. ](?P<y>20\d\d)",
    r"(?P<name>[^\W\d]+)\.?[-/ ']*(?P<y>(20)?\d\d)",
    r"(?P<y>20\d\d)[-/ ]*(?P<name>[^\W\d]+)",
)
LEAST = 2  # columns: one alone may be anything
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")  # "Jan 2026 (EUR)"
_WORD_ENDS = re.compile(r"[ _.:/-]+")


def month_of(heading: str) -> tuple[int, int] | None:
    """The year and month that a column's name means, or None.

    >>> [month_of(one) for one in ("2026-01", "Jan 26", "01.10.2026", "2026-02-01 00:00:00", "plan")]
    [(2026, 1), (2026, 1), (2026, 10), (2026, 2), None]
    >>> month_of("2026_01"), month_of("Jan 2026 (UTC)")
    ((2026, 1), (2026, 1))
    """
    text = _plain(_REMARK.sub("", heading))
    for form in _FORMS:
        found = re.fullmatch(form, text)
        if not found:
            continue
        parts = found.groupdict()
        month = int(parts["m"]) if parts.get("m") else _NAMES.get(parts["name"])
        if month:
            return int(parts["y"]) % 100 + 2000, month
    return None


def months_among(columns: Iterable[str], year: int | None = None) -> dict[str, tuple[int, int]]:
    """The columns that are months, each with its year and month.

    ``year`` is that of the first month whose name says none; after December comes the next year. What
    all of them begin with is no part of the month.

    >>> months_among(["plan", "Nov", "Dec", "Jan"], 2025)
    {'Nov': (2025, 11), 'Dec': (2025, 12), 'Jan': (2026, 1)}
    >>> months_among(["acme_plan", "acme_2026-01", "acme_2026-02"])
    {'acme_2026-01': (2026, 1), 'acme_2026-02': (2026, 2)}
    >>> months_among(["MRR 2026-01", "MRR 2026-02", "Users 2026-01", "Users 2026-02"])
    {}
    """
    columns = list(columns)
    plain = _months(columns, year, "")
    if len(plain) >= LEAST:
        return plain
    begun = [_months(columns, year, prefix) for prefix in _shared_starts(columns)]
    best = max(begun, key=len, default={})
    rivals = {tuple(one) for one in begun if len(one) == len(best)}
    return best if len(best) >= LEAST and len(rivals) == 1 else plain


def _shared_starts(columns: list[str]) -> list[str]:
    """What several columns begin with, up to the end of a word."""
    starts = [column[: end.end()] for column in columns for end in _WORD_ENDS.finditer(column)]
    return sorted({start for start in starts if starts.count(start) >= LEAST})


def _months(columns: Iterable[str], year: int | None, prefix: str) -> dict[str, tuple[int, int]]:
    """The columns that are months after a prefix, each with its year and month."""
    found: dict[str, tuple[int, int]] = {}
    before = 0
    for column in columns:
        if not column.startswith(prefix):
            continue
        name = column[len(prefix) :]
        month = month_of(name)
        if month is None and year is not None and (number := _month_alone(name)):
            year += number < before
            before, month = number, (year, number)
        if month:
            found[column] = month
    return found


def _month_alone(heading: str) -> int | None:
    """The month of a heading that is nothing but a month's name."""
    return _NAMES.get(_plain(_REMARK.sub("", heading)).rstrip("."))


def _plain(heading: str) -> str:
    return heading.strip().lower().replace("é", "e").replace("û", "u").replace("_", " ")


def by_months(engine: Engine, relation: Relation, where: str, year: int | None = None) -> Relation:
    """The relation with one row for each cell of its columns of months."""
    months = months_among(relation.kinds, year)
    others = [column for column in relation.kinds if column not in months]
    if len(months) < LEAST:
        alone = [column for column in relation.kinds if _month_alone(column)]
        mend = (
            f"Where {alone[0]} is a month, write its year: months_across = 2026"
            if alone
            else "Where titles stand above the column names, say skip_rows"
        )
        raise InputError(
            f"{where} months_across = {year or 'true'}: {relation.origin} has {len(months)} columns called like a month "
            f"(2026-01, Jan 2026): it has {', '.join(relation.kinds)}. {mend}"
        )
    if len(set(months.values())) < len(months):
        twice = [c for c in months if list(months.values()).count(months[c]) > 1]
        raise InputError(
            f"{where} months_across = true: {relation.origin} has one month in several columns "
            f"({', '.join(twice)}): name the rows and columns that are meant in a SELECT"
        )
    taken = [one for one in others if one.lower() in MADE]
    if taken:
        raise InputError(
            f"{where} months_across = true makes columns {', '.join(MADE)}, and {relation.origin} has a column "
            f"{taken[0]}: rename it"
        )
    forms = [relation, *relation.typed()]
    made = [_rows(engine, form, months, others) for form in forms]
    return Relation(
        made[0].select, made[0].kinds, relation.origin, relation.path,
        typed=(lambda: tuple(made[1:])) if len(made) > 1 else tuple,
    )  # fmt: skip


def _rows(engine: Engine, form: Relation, months: Mapping, others: list[str]) -> Relation:
    """Each month's cells with the other columns; one after the other, so that nothing is guessed."""
    pairs = [(f"cast({quoted_name(column + form.as_text)} as varchar)", month) for column, month in months.items()]  # fmt: skip
    cells = ", ".join(
        f"{{'month': date '{year}-{month:02}-01', "
        f"'next_month': date '{year + month // 12}-{month % 12 + 1:02}-01', 'value': {cell}}}"
        for cell, (year, month) in pairs
    )
    kept = [quoted_name(column) for column in others]
    raw = [quoted_name(column + form.as_text) for column in others] if form.as_text else []
    inner = f"select {', '.join([*kept, *raw, f'unnest([{cells}]) as cell'])} from ({form.select}) as wide"
    made = [f"cell.{name} as {quoted_name(name)}" for name in MADE]
    if form.as_text:
        made += [f"cast(cell.{name} as varchar) as {quoted_name(name + AS_TEXT)}" for name in MADE]
    select = (
        f"select {', '.join([*kept, *raw, *made])} from ({inner}) as long "
        f"where nullif(trim(cell.value), {quoted('')}) is not null"
    )
    return Relation(select, _kinds(engine, select, form), form.origin, as_text=form.as_text)


def _kinds(engine: Engine, select: str, form: Relation) -> dict[str, str]:
    kinds = engine.kinds(select)
    return {c: k for c, k in kinds.items() if not (form.as_text and c.endswith(form.as_text))}
