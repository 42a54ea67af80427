"""A period as a company writes it, as the kit names it: 20261001, 10/2026 and Oct 2026 are 2026-10.

Each function takes an expression in the source's dialect and gives one. What names no period
becomes null, and the check of the tables reports those rows.
"""

from collections.abc import Callable

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_NAMES = "|".join(MONTHS)
_MONTH = "(0?[1-9]|1[0-2])"
# how a period is written (in capitals, / and . and blanks written as -), and its name
_FORMS = (
    # 2026, 2026-10, 2026-Q3, 2026-H1, 2026-W41; FY2027, FY2027-Q1, FY2027-P01
    (r"^(FY)?[0-9]{4}(-Q[1-4]|-H[12]|-P[0-9]{2})?$", "{text}"),
    (r"^([0-9]{4}-W|FY[0-9]{4}-[WP])[0-9]{2}$", "{text}"),  # FY2027-P03: a retail month
    (r"^[0-9]{4}Q[1-4]$", "substr({text}, 1, 4) || '-' || substr({text}, 5, 2)"),
    (r"^[0-9]{4}W[0-9]{2}$", "substr({text}, 1, 4) || '-' || substr({text}, 5, 3)"),
    (r"^Q[1-4]-?[0-9]{4}$", "substr({text}, length({text}) - 3, 4) || '-' || substr({text}, 1, 2)"),
    # 202610 and 20261001, with the .0 that a column with gaps is written with, as the year
    (r"^[0-9]{4}-0$", "substr({text}, 1, 4)"),
    (
        r"^[0-9]{4}(0[1-9]|1[0-2])([0-3][0-9])?(-0)?$",
        "substr({text}, 1, 4) || '-' || substr({text}, 5, 2)",
    ),
    # 2026-10-01, 2026/10, 2026.1, with or without a time of day
    (
        rf"^[0-9]{{4}}-{_MONTH}(-[0-3]?[0-9]([T-].*)?)?$",
        "split_part({text}, '-', 1) || '-' || lpad(split_part({text}, '-', 2), 2, '0')",
    ),
    # 10/2026
    (
        rf"^{_MONTH}-[0-9]{{4}}$",
        "split_part({text}, '-', 2) || '-' || lpad(split_part({text}, '-', 1), 2, '0')",
    ),
    # October 2026, Oct-2026; 2026 Oct
    (rf"^({_NAMES})[A-Z]*-[0-9]{{4}}$", "substr({text}, length({text}) - 3, 4) || '-' || {month}"),
    (rf"^[0-9]{{4}}-({_NAMES})[A-Z]*$", "substr({text}, 1, 4) || '-' || {later_month}"),
)


def period_name(expression: str, matches: Callable[[str, str], str]) -> str:
    """The period that a text names; ``matches`` writes a test of a text by a pattern.

    A date stands for its month.

    >>> sql = period_name("month", lambda text, pattern: f"regexp_matches({text}, '{pattern}')")
    >>> import duckdb
    >>> months = ["2026-10", "20261001", "2026-10-01", "10/2026", "oct 2026", "Q3 2026", "soon"]
    >>> rows = ", ".join(f"('{one}')" for one in months)
    >>> [name for (name,) in duckdb.sql(f"select {sql} from (values {rows}) as t(month)").fetchall()]
    ['2026-10', '2026-10', '2026-10', '2026-10', '2026-10', '2026-Q3', None]
    """
    text = f"upper(trim({expression}))"
    for mark in ("/", ".", ", ", " "):
        text = f"replace({text}, '{mark}', '-')"
    words = {
        "text": text,
        "month": _number_of(f"substr({text}, 1, 3)"),
        "later_month": _number_of(f"substr({text}, 6, 3)"),
    }
    cases = " ".join(
        f"when {matches(text, pattern)} then {name.format(**words)}" for pattern, name in _FORMS
    )
    return f"case {cases} end"


def _number_of(month: str) -> str:
    cases = " ".join(f"when '{name}' then '{number:02d}'" for number, name in enumerate(MONTHS, 1))
    return f"case {month} {cases} end"
