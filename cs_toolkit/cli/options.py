"""What every command about a company is asked with, and the company that is meant."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ..company import Company


Data = Annotated[
    str, typer.Option(help="A company file, a folder, a DuckDB file or a database URL.")
]
Source = Annotated[
    str | None, typer.Option(help="Read the tables from here instead of the company file's source.")
]
AsOf = Annotated[
    str | None,
    typer.Option(
        help="The last moment that is known, such as 2026-11-01 (default: as_of of the company file, "
        "and now where it has none)."
    ),
]
Preset = Annotated[
    str | None, typer.Option("--policy", help="A vendor's rules, such as chartmogul.")
]
Allow = Annotated[
    list[Path] | None,
    typer.Option(help="A further folder that the company file may read files from; repeatable."),
]
Family = Annotated[str | None, typer.Option(help="One family, such as revenue.")]
Locale = Annotated[
    str | None,
    typer.Option(
        help="The language of words, numbers and dates, such as de_DE, ro_RO or zh_CN (default: locale "
        "of the company file, and English where it has none)."
    ),
]
Periods = Annotated[
    str,
    typer.Argument(
        help='"last", 2026-10, 2026-Q3, 2026-H1, 2026, 2026-W41, 2026-10-14, FY2027, FY2027-Q1, '
        'a range A..B (of days it is one period), "last 30 days", "last 12 months", "last quarter", '
        "ytd or 2026-YTD."
    ),
]
CacheFolder = Annotated[
    Path | None,
    typer.Option(
        "--cache", help="Keep answers in this folder (default: .cs-toolkit in the data's)."
    ),
]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Measure everything again, and keep nothing.")
]
OnePeriod = Annotated[
    str,
    typer.Argument(
        help='One period: "last" (the last full month), 2026-10, 2026-Q3, 2026-H1, 2026, 2026-W41, '
        '2026-10-14, 2026-10-01..2026-10-14, FY2027-Q1, "last 30 days", "last quarter" or ytd.'
    ),
]


def open_asked(
    data: str, source: str | None, as_of: str | None, policy: str | None, allow: list[Path] | None,
    cache: bool | Path = False,
) -> "Company":  # fmt: skip
    """The company that a command is about."""
    from ..company.opening import open_company

    policies = {"preset": policy} if policy else None
    return open_company(
        data, source=source, as_of=as_of, policies=policies, allow=allow or (), cache=cache
    )
