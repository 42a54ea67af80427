"""The report of a period, and what runs it each month."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from .app import app
from .event_log import FORMS, EventLog
from .options import (
    Allow,
    AsOf,
    CacheFolder,
    Data,
    Family,
    Locale,
    NoCache,
    OnePeriod,
    Preset,
    Source,
    open_asked,
)
from .output import one_of, write, write_notices


@app.command()
def report(
    period: OnePeriod,
    data: Data = "data/sample/company.toml",
    out: Annotated[Path, typer.Option(help="The folder that holds the reports.")] = Path("reports"),
    source: Source = None,
    as_of: AsOf = None,
    policy: Preset = None,
    allow: Allow = None,
    workers: Annotated[int, typer.Option(min=1, help="How many notebooks run at once.")] = 2,
    group_readable: Annotated[
        bool, typer.Option("--group-readable", help="Let the group read the report's folder.")
    ] = False,
    share: Annotated[
        bool,
        typer.Option("--share", help="Add share.html: totals and large groups, no customer in it."),
    ] = False,
    single: Annotated[
        bool, typer.Option("--single", help="Add single.html: the whole report in one file.")
    ] = False,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Add report.pdf (and share.pdf), printed by Chromium.")
    ] = False,
    email: Annotated[
        bool,
        typer.Option(
            "--email",
            help="Add report.eml: a draft with the summary, and share.html (with --share) or the whole "
            "report attached.",
        ),
    ] = False,
    family: Family = None,
    locale: Locale = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Say what would run and what is missing; write nothing."),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Write nothing but errors.")] = False,
    log: Annotated[
        str,
        typer.Option(
            help="text, or json: a line of JSON an event on standard error, for a scheduler."
        ),
    ] = "text",
    cache: CacheFolder = None,
    no_cache: NoCache = False,
) -> None:
    """Render a period's report: the scorecard, a page for each family, data quality.

    Exit codes: 0 all well; 1 the numbers do not reconcile or a page failed (the report is written and
    says so); 2 the input or the call is wrong (nothing is written).
    """
    from rich.console import Console

    from ..report import write_report

    one_of("--log", log, FORMS)
    if dry_run:
        from ..report.dry_run import planned

        for line in planned(open_asked(data, source, as_of, policy, allow), period, out):
            write(line)
        return

    events = EventLog(log == "json")
    with events.run(period=period, data=data):
        result = write_report(
            data, period, out, source=source, as_of=as_of, workers=workers,
            policies={"preset": policy} if policy else None, allow=allow or (),
            group_readable=group_readable, progress=Console(stderr=True, quiet=quiet or events.wanted),
            share=share, single=single, pdf=pdf, mail=email, family=family, locale=locale,
            cache=cache or not no_cache,
        )  # fmt: skip
    if events.wanted:
        for notice in result.notices:
            events.write("notice", words=notice)
        events.write(
            "finished", report=str(result.path / "index.html"), reconciled=result.reconciled,
            failed_pages=result.failed_pages, exit_code=result.exit_code,
        )  # fmt: skip
        raise typer.Exit(result.exit_code)
    if result.failed_pages:
        sys.stderr.write(f"these pages failed: {', '.join(result.failed_pages)}\n")
    if not result.reconciled:
        sys.stderr.write("the numbers do not reconcile: the first page says where\n")
    if not quiet:
        write_notices(result.notices)
        write(str(result.path / "index.html"))
    raise typer.Exit(result.exit_code)


@app.command()
def schedule(
    data: Data = "company.toml",
    out: Annotated[Path, typer.Option(help="The folder that holds the reports.")] = Path("reports"),
    day: Annotated[int, typer.Option(min=1, max=28, help="The day of the month.")] = 2,
    hour: Annotated[int, typer.Option(min=0, max=23, help="The hour of that day.")] = 6,
) -> None:
    """Print the lines that run the report each month: cron, systemd, GitHub Actions, Airflow."""
    from ..report.schedule import scheduled

    write(scheduled(data, out, day, hour))
