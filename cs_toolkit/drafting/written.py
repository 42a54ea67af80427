"""How the cells of a file are written, by the evidence of whole columns: dates, numbers, words for nothing."""

from collections.abc import Iterable, Mapping

from ..dialects import Engine, quoted, quoted_name
from ..sources.relation import Relation
from ..tables.written_dates import month_first_too, reading_of, written_as
from ..tables.written_numbers import number_reading_of

# words that programs write where there is nothing; they are taken only beside dates and numbers
NOTHING = ("null", "(null)", "<null>", "\\n", "nan", "none", "nil", "n/a", "na", "#n/a", "-", "–", "(blank)")  # fmt: skip
# those that may be a word of their own in another column of the file: a region, a plan
AMBIGUOUS = ("na", "none", "-", "–")
MOST = 20_000  # different values of a column that are looked at
DATES, NUMBERS = "dates", "numbers"
ALL_KINDS = (DATES, NUMBERS)
Readings = Mapping[str, tuple[str, str]]  # column → dates or numbers, the expression with {}


def words_for_nothing(engine: Engine, relation: Relation) -> list[str]:
    """The words that stand for a missing value: where all other cells of a column are dates or numbers.

    A column that holds nothing else but such a word is empty as well.
    """
    texts = _texts(relation)
    if not texts or not engine.dialect.embedded:
        return []
    words = ", ".join(map(quoted, NOTHING))
    tests = []
    for name in texts:
        column = quoted_name(name)
        word = f"lower(trim({column})) in ({words})"
        fits = f"(try_cast({column} as double) is not null or try_cast({column} as timestamp) is not null or regexp_matches({column}, '^[^0-9A-Za-z]{{0,3}}[0-9][0-9., /:TZ-]*$'))"  # fmt: skip
        tests += [f"count({column})", f"count(*) filter ({word})", f"count(*) filter (not ({word}) and {fits})"]  # fmt: skip
    listed = ", ".join(f"{test} as n{at}" for at, test in enumerate(tests))
    counts = engine.read(f"select {listed} from ({relation.select}) as read").iloc[0].tolist()
    found: dict[str, None] = {}
    others: set[str] = set()
    for at, name in enumerate(texts):
        filled, empty, fitting = (int(one) for one in counts[3 * at : 3 * at + 3])
        if not empty:
            continue
        column = quoted_name(name)
        rows = engine.read(
            f"select distinct trim({column}) as word from ({relation.select}) as read "
            f"where lower(trim({column})) in ({words}) order by 1"
        )
        if filled == empty + fitting and (fitting or filled > 2):
            found |= dict.fromkeys(rows["word"])
        else:
            others |= set(rows["word"])
    return [word for word in found if not (word in others and word.lower() in AMBIGUOUS)]


def readings_of(engine: Engine, relation: Relation) -> dict[str, tuple[str, str]]:
    """How columns are read whose dates or numbers no cast reads: column → kind, expression with ``{}``.

    An order of day and month is taken from the column, or else from another one of the file.
    """
    if not engine.dialect.embedded:
        return {}
    found: dict[str, tuple[str, str]] = {}
    unsure: dict[str, list[str]] = {}
    orders: set[bool] = set()
    for name, values in _odd_values(engine, relation).items():
        date = reading_of(values, "{}")
        if date and not all(one.replace(".", "", 1).isdigit() for one in values):
            form = written_as(values) or ""
            if form.startswith(("%d/%m", "%d-%m")) and month_first_too(values):
                unsure[name] = values
                continue
            orders |= {form.startswith("%m")} if form[:2] in ("%d", "%m") else set()
            found[name] = (DATES, date)
        elif number := number_reading_of(values, "{}"):
            found[name] = (NUMBERS, f"cast({number} as double)")
    for name, values in unsure.items() if len(orders) == 1 else ():
        form = written_as(values) or ""
        first = form.replace("%d", "%x").replace("%m", "%d").replace("%x", "%m")
        found[name] = (DATES, f"strptime({{}}, {quoted(first if orders == {True} else form)})")
    return found


def _odd_values(engine: Engine, relation: Relation) -> dict[str, list[str]]:
    """The values of the columns that hold digits in each cell, and are no numbers or dates to a cast."""
    texts = _texts(relation)
    if not texts:
        return {}
    tests = []
    for name in texts:
        column = quoted_name(name)
        tests += [
            f"count({column})",
            f"count(*) filter (try_cast({column} as double) is not null)",
            f"count(*) filter (try_cast({column} as timestamptz) is not null)",
            f"count(*) filter (regexp_matches({column}, '[0-9]'))",
        ]
    listed = ", ".join(f"{test} as n{at}" for at, test in enumerate(tests))
    counts = engine.read(f"select {listed} from ({relation.select}) as read").iloc[0].tolist()
    odd = {}
    for at, name in enumerate(texts):
        filled, numbers, times, digits = (int(one) for one in counts[4 * at : 4 * at + 4])
        if not filled or digits < filled or filled in (numbers, times):
            continue
        column = quoted_name(name)
        rows = engine.read(
            f"select distinct trim({column}) as value from ({relation.select}) as read "
            f"where {column} is not null limit {MOST}"
        )
        odd[name] = rows["value"].tolist()
    return odd


def _texts(relation: Relation) -> list[str]:
    return [name for name, kind in relation.kinds.items() if kind == "text"]


def read_by_kind(kind: str) -> tuple[str, ...]:
    """What a column of ours takes from theirs: an id or a text takes it as it is written."""
    if kind in ("day", "moment"):
        return ALL_KINDS  # a moment may be another one and a number of minutes
    return (NUMBERS,) if kind in ("money", "number", "whole") else ()


def filled_in(reading: Readings, column: str, written: str, kinds: Iterable[str]) -> str:
    """A column as an expression of some kind reads it: as it is written, or by its reading."""
    kind, expression = reading.get(column, ("", ""))
    return expression.replace("{}", written) if kind in kinds else written
