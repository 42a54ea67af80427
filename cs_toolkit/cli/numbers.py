"""Numbers, and the rows and words behind them."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError
from .app import app
from .options import (
    Allow,
    AsOf,
    CacheFolder,
    Data,
    Family,
    NoCache,
    OnePeriod,
    Periods,
    Preset,
    Source,
    open_asked,
)
from .output import counted_notes, one_of, write, write_notices

if TYPE_CHECKING:
    from ..company import Company


@app.command()
def metrics(
    periods: Periods,
    data: Data = ".",
    family: Family = None,
    by: Annotated[
        str | None, typer.Option(help="A dimension to split by (default: the company file's).")
    ] = None,
    format: Annotated[str, typer.Option(help="csv, json or table.")] = "csv",
    source: Source = None,
    as_of: AsOf = None,
    policy: Preset = None,
    allow: Allow = None,
    cache: CacheFolder = None,
    no_cache: NoCache = False,
) -> None:
    """Write the tidy table: one row per period, segment, metric and variant."""
    from ..company.repeated import command

    one_of("--format", format, ("csv", "json", "table"))
    words = ("metrics", periods, family, by, format, as_of, policy, *map(str, allow or ()))
    again = None if format == "table" else command(data, source, cache or not no_cache, words)
    written = again.kept() if again else None
    if written is not None:
        write(written.answer)
        write_notices(written.beside)
        return

    from ..company.notices import notices
    from ..company.repeated import Written
    from ..formatting.csv_json import to_csv, to_json

    with counted_notes() as noted:
        company = open_asked(data, source, as_of, policy, allow, cache or not no_cache)
        frame = company.metrics(periods, family=family, by=by)
    if by not in (None, "total") and by not in set(frame["dimension"]):
        raise InputError(f'nothing that was asked for can be split by "{by}" in this company')
    if format == "table":
        from ..formatting.terminal import print_metrics

        print_metrics(frame, company.settings.currency)
        write_notices(notices(company))
        return
    answer = to_csv(frame) if format == "csv" else to_json(frame)
    write(answer)
    beside = tuple(notices(company))
    write_notices(beside)
    if again and not noted:
        again.keep(company, Written(answer, beside))


@app.command()
def headline(
    period: OnePeriod,
    data: Data = ".",
    family: Family = None,
    no_ids: Annotated[
        bool, typer.Option("--no-ids", help="Name no customer, as for a message to many.")
    ] = False,
    source: Source = None,
    as_of: AsOf = None,
    policy: Preset = None,
    allow: Allow = None,
) -> None:
    """Say what happened in a period: three to five sentences made from the numbers."""
    from ..company.notices import notices

    company = open_asked(data, source, as_of, policy, allow)
    for sentence in company.headline(period, family, ids=not no_ids):
        write(sentence)
    write_notices(notices(company))


@app.command()
def rows(
    metric: Annotated[
        str, typer.Argument(help="A metric or a measure, such as customer_churn_rate.")
    ],
    period: OnePeriod,
    data: Data = ".",
    segment: Annotated[str | None, typer.Option(help="Only this segment of --by.")] = None,
    by: Annotated[str | None, typer.Option(help="The dimension to split by.")] = None,
    source: Source = None,
    as_of: AsOf = None,
    policy: Preset = None,
    allow: Allow = None,
) -> None:
    """Write the rows behind a number: the customers, tickets or answers that it counts."""
    from ..company.notices import notices
    from ..formatting.csv_json import to_csv

    company = open_asked(data, source, as_of, policy, allow)
    found = company.rows(metric, period, segment=segment, by=by)
    write(to_csv(found))
    if found.empty:
        sys.stderr.write(f"no rows: {_why_none(company, metric, period)}\n")
    write_notices(notices(company))


def _why_none(company: "Company", name: str, period: str) -> str:
    """Why nothing stands behind a number in a period: what is said beside the number, if anything is."""
    from ..metrics import ALIASES

    if name in ALIASES:
        shown = company.metrics(period, metric=name, by=())
        notes = shown.loc[shown["variant"] == "default", "note"].fillna("")
        if notes.any():
            return f"{name} of {period}: {notes[notes != ''].iloc[0]}"
    return f"nothing in the tables counts for {name} in {period}"


@app.command()
def measures() -> None:
    """List every measure as CSV: the SQL file that makes it, the tables it needs, the metrics that read it."""
    import pandas as pd

    import cs_toolkit.metrics  # noqa: F401 - fills the registry

    from ..formatting.csv_json import to_csv
    from ..measures.catalogue import measures_list

    write(to_csv(pd.DataFrame(measures_list())))


@app.command()
def glossary(
    format: Annotated[str, typer.Option(help="markdown or csv.")] = "markdown",
) -> None:
    """List every metric: its variants, formula, unit, source and what it hides."""
    from ..formatting.csv_json import to_csv
    from ..metrics.glossary import glossary, glossary_markdown

    one_of("--format", format, ("markdown", "csv"))
    if format == "csv":
        import pandas as pd

        write(to_csv(pd.DataFrame(glossary())))
    else:
        write(glossary_markdown())
