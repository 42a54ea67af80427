"""The command line: what a person types, and what is written for it.

Exit codes: 0 all well; 1 the numbers do not reconcile or a notebook failed; 2 the input or the
call is wrong.
"""

import os
import signal
import sys
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from ..errors import InputError, Note, did_you_mean
from ..extras import how_to_install

app = typer.Typer(
    name="cs-toolkit",
    help="Customer-success numbers that people can trust.",
    epilog="Exit codes: 0 all well; 1 the numbers do not reconcile or a page failed; 2 the input or the "
    "call is wrong.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

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
NoCache = Annotated[bool, typer.Option("--no-cache", help="Measure anew, and keep nothing.")]
OnePeriod = Annotated[
    str,
    typer.Argument(
        help='One period: "last" (the last full month), 2026-10, 2026-Q3, 2026-H1, 2026, 2026-W41, '
        '2026-10-14, 2026-10-01..2026-10-14, FY2027-Q1, "last 30 days", "last quarter" or ytd.'
    ),
]


def _open(
    data: str, source: str | None, as_of: str | None, policy: str | None, allow: list[Path] | None,
    cache: bool | Path = False,
):  # fmt: skip
    from ..company.opening import open_company

    policies = {"preset": policy} if policy else None
    return open_company(
        data, source=source, as_of=as_of, policies=policies, allow=allow or (), cache=cache
    )


def _write(text: str) -> None:
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    sys.stdout.flush()  # a full disk is told here, not by Python on its way out


def _version(asked: bool) -> None:
    if asked:
        from .. import __version__

        _write(f"cs-toolkit {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Say which version this is."
        ),
    ] = False,
    time_limit: Annotated[
        float | None,
        typer.Option(
            help="Minutes that one statement over the data may take before it is stopped (30)."
        ),
    ] = None,
) -> None:
    """Customer-success numbers that people can trust."""
    if time_limit is not None:
        from ..dialects.time_limit import LIMIT

        LIMIT.set(time_limit)


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
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Say what would run and what is missing; write nothing."),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Write nothing but errors.")] = False,
) -> None:
    """Render a period's report: the scorecard, a page for each family, data quality.

    Exit codes: 0 all well; 1 the numbers do not reconcile or a page failed (the report is written and
    says so); 2 the input or the call is wrong (nothing is written).
    """
    from rich.console import Console

    from ..report import write_report

    if dry_run:
        from ..report.dry_run import planned

        for line in planned(_open(data, source, as_of, policy, allow), period, out):
            _write(line)
        return

    result = write_report(
        data, period, out, source=source, as_of=as_of, workers=workers,
        policies={"preset": policy} if policy else None, allow=allow or (),
        group_readable=group_readable, progress=Console(stderr=True, quiet=quiet),
        share=share, single=single, pdf=pdf, mail=email, family=family,
    )  # fmt: skip
    if result.failed_pages:
        sys.stderr.write(f"these pages failed: {', '.join(result.failed_pages)}\n")
    if not result.reconciled:
        sys.stderr.write("the numbers do not reconcile: the first page says where\n")
    if not quiet:
        _notices(result.notices)
        _write(str(result.path / "index.html"))
    raise typer.Exit(result.exit_code)


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
    from ..company.notices import notices
    from ..formatting.csv_json import to_csv, to_json

    _known("--format", format, ("csv", "json", "table"))
    company = _open(data, source, as_of, policy, allow, cache or not no_cache)
    frame = company.metrics(periods, family=family, by=by)
    if by not in (None, "total") and by not in set(frame["dimension"]):
        raise InputError(f'nothing that was asked for can be split by "{by}" in this company')
    if format == "csv":
        _write(to_csv(frame))
    elif format == "json":
        _write(to_json(frame))
    else:
        from ..formatting.terminal import print_metrics

        print_metrics(frame, company.settings.currency)
    _notices(notices(company))


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

    company = _open(data, source, as_of, policy, allow)
    for sentence in company.headline(period, family, ids=not no_ids):
        _write(sentence)
    _notices(notices(company))


@app.command()
def check(
    data: Data = ".",
    source: Source = None,
    as_of: AsOf = None,
    policy: Preset = None,
    allow: Allow = None,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix", help="Print the company file with the proposed lines in place, as a diff."
        ),
    ] = False,
    take: Annotated[
        list[str] | None,
        typer.Option(
            help="With --fix: take a proposal that is a choice, by the name of its warning."
        ),
    ] = None,
) -> None:
    """Say what is in the tables, and everything that is wrong with them."""
    from ..company.notices import in_words, rows_in_words
    from ..company.request import dimensions_asked
    from ..tables.further_columns import first_values

    company = _open(data, source, as_of, policy, allow)
    tables = company.check()
    if fix:
        _fix(
            data,
            [*tables.problems, *(() if tables.problems else company.data_warnings)],
            take or [],
        )
        return
    if tables.problems:
        for problem in tables.problems:
            sys.stderr.write(f"{problem}\n")
        raise typer.Exit(2)
    for name in sorted(tables.there):
        origins = ", ".join(dict.fromkeys(part.origin for part in tables.all[name].parts))
        _write(f"{name}: {rows_in_words(tables.rows[name])} from {origins}")
    for said, found in (("set aside", tables.set_aside), ("unknown", tables.strangers)):
        for one in found:
            _write(f"{said}: {in_words(one)}")
    for one in tables.matched:
        _write(f"identity: {one}")
    for table, values in first_values(tables, company.settings, company.query).items():
        columns = "; ".join(f"{name} ({', '.join(first)})" for name, first in values.items())
        _write(f"further columns of {table}, which are dimensions only: {columns}")
    for warning in company.data_warnings:
        _write(f"accepted {warning.name}: {warning.accepted}" if warning.accepted else str(warning))
    there = {column.lower() for filled in tables.filled.values() for column in filled}
    split_by = dimensions_asked(company.settings.dimensions, there)
    for name in company.settings.dimensions:
        if name not in split_by:
            _write(f"dimension {name}: no table has it filled, so nothing is split by it")
    if tables.first:
        _write(f"the data goes from {tables.first:%Y-%m-%d} to {tables.last:%Y-%m-%d}")


def _fix(data: str, found: list, take: list[str]) -> None:
    """Print what the proposals would change; a choice is taken by name, or asked for in a terminal."""
    from ..company.opening import company_file_in
    from ..drafting.cures import cured, cures_of, difference

    file = company_file_in(data)
    if not isinstance(file, Path) or file.is_dir() or file.suffix != ".toml":
        file = Path(str(file))
        if file.suffix != ".toml":
            raise InputError(f"{data} has no company file to correct: cs-toolkit init drafts one")
    taken = []
    for cure in cures_of(found):
        ask = cure.is_choice and cure.name not in take
        if ask and sys.stdin.isatty() and sys.stdout.isatty():
            ask = not typer.confirm(f"{cure.name}: {cure.says}. Take it?", default=False)
        if ask:
            _notices([f"a choice, not taken: {cure.says} (--take {cure.name})"])
        else:
            taken.append(cure)
    before = file.read_text(encoding="utf-8-sig")
    if changes := difference(before, cured(before, taken), str(file)):
        _write(changes)
    else:
        _notices(["there is no line to put in place"])


@app.command()
def cache(
    folder: Annotated[
        Path, typer.Argument(help="A folder of data, or the folder that --cache named.")
    ] = Path(),
    clear: Annotated[bool, typer.Option("--clear", help="Remove the kept answers.")] = False,
) -> None:
    """Show how many answers are kept beside the data, or remove them."""
    from ..company.cache import FOLDER, cache_in

    if not folder.is_dir():
        raise InputError(f"there is no folder {folder}")
    kept = cache_in(folder / FOLDER if (folder / FOLDER).is_dir() else folder)
    if kept is None:
        raise InputError("this user has no folder for a key, so no answers are kept")
    size, count = kept.size(), kept.clear() if clear else len(kept.entries())
    removed = " removed" if clear else ""
    _write(f"{count:,} answers, {size / 2**20:.1f} MB{removed}")


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

    company = _open(data, source, as_of, policy, allow)
    _write(to_csv(company.rows(metric, period, segment=segment, by=by)))
    _notices(notices(company))


@app.command()
def tables(
    name: Annotated[
        str | None, typer.Argument(help="A table, such as subscriptions, for its columns.")
    ] = None,
) -> None:
    """List the tables that can be read, or one table's columns, for a company file."""
    from ..tables.listing import listed

    _write(listed(name))


@app.command()
def glossary(
    format: Annotated[str, typer.Option(help="markdown or csv.")] = "markdown",
) -> None:
    """List every metric: its variants, formula, unit, source and what it hides."""
    from ..formatting.csv_json import to_csv
    from ..metrics.glossary import glossary, glossary_markdown

    _known("--format", format, ("markdown", "csv"))
    if format == "csv":
        import pandas as pd

        _write(to_csv(pd.DataFrame(glossary())))
    else:
        _write(glossary_markdown())


@app.command()
def measures() -> None:
    """List every measure as CSV: the SQL file that makes it, the tables it needs, the metrics that read it."""
    import pandas as pd

    import cs_toolkit.metrics  # noqa: F401 - fills the registry

    from ..formatting.csv_json import to_csv
    from ..measures.catalogue import measures_list

    _write(to_csv(pd.DataFrame(measures_list())))


@app.command()
def sample(
    folder: Annotated[Path, typer.Argument(help="The folder to write into.")],
    customers: Annotated[int, typer.Option(help="How many customers.")] = 220,
    months: Annotated[int, typer.Option(help="How many months of history.")] = 30,
    seed: Annotated[int, typer.Option(help="The same seed gives the same company.")] = 399,
    last_month: Annotated[
        str, typer.Option(help="The last full month, such as 2026-10.")
    ] = "2026-10",
    events_per_customer: Annotated[
        float | None, typer.Option(help="Usage events a customer and month (default: few).")
    ] = None,
    format: Annotated[str | None, typer.Option(help="csv or parquet (default: by size).")] = None,
) -> None:
    """Invent a subscription company with all tables and a planted story, at any size."""
    from ..formatting.terminal import progress
    from ..sample import write_sample

    if format is not None:
        _known("--format", format, ("csv", "parquet"))
    given = {"events_per_customer": events_per_customer, "format": format}
    with progress("inventing") as step:
        write_sample(
            folder, customers=customers, months=months, seed=seed, last_month=last_month,
            progress=step, **{name: value for name, value in given.items() if value is not None},
        )  # fmt: skip
    _write(f"{folder / 'company.toml'}")


@app.command()
def schedule(
    data: Data = "company.toml",
    out: Annotated[Path, typer.Option(help="The folder that holds the reports.")] = Path("reports"),
    day: Annotated[int, typer.Option(min=1, max=28, help="The day of the month.")] = 2,
    hour: Annotated[int, typer.Option(min=0, max=23, help="The hour of that day.")] = 6,
) -> None:
    """Print the lines that run the report each month: cron, systemd, GitHub Actions, Airflow."""
    from ..report.schedule import scheduled

    _write(scheduled(data, out, day, hour))


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def lab(
    context: typer.Context,
    data: Annotated[
        str | None,
        typer.Option(help="A company file, a folder, a DuckDB file or a database URL "
                     "(default: the sample company)."),
    ] = None,
    period: Annotated[
        str | None, typer.Option(help='Such as 2026-10, 2026-Q3 or "last 12 months".')
    ] = None,
    by: Annotated[
        str | None, typer.Option(help="A dimension to split by, such as plan.")
    ] = None,
    into: Annotated[
        Path, typer.Option(help="The folder to work in; notebooks that are there stay.")
    ] = Path("cs-toolkit-lab"),
    course: Annotated[bool, typer.Option("--course", help="Open the lessons instead.")] = False,
    seed: Annotated[
        int | None, typer.Option(help="With --course: the number of a student's own rows.")
    ] = None,
) -> None:  # fmt: skip
    """Open the notebooks in JupyterLab, on your data; further options are Jupyter's own.

    The notebooks are copied into a folder to work in, with the data and the period filled in. Where
    they are there already, your changes stay. Ctrl-C ends the lab and its kernels.
    """
    from ..jupyter.lab import open_lab, refuse_misspelt, refuse_without_lab

    refuse_misspelt(context.args)
    refuse_without_lab()
    from ..jupyter.workspace import address_for, lay_out, lay_out_lessons

    folder = into.absolute()
    if course:
        if data or period:
            raise InputError(
                "--course opens lessons about the sample company: leave --data and --period out"
            )
        books = lay_out_lessons(folder / "course", seed)
    else:
        given = {"data": address_for(data)} if data else {}
        if period:
            _open(given.get("data", "sample"), None, None, None, None).periods(period)
            given["period"] = period
        given |= {"split_by": by} if by else {}
        books = lay_out(folder, given, at_first={"data": address_for("sample")})
    _write(f"{len(books)} notebooks in {books[0].parent}")
    raise typer.Exit(open_lab(books[0], context.args))


@app.command()
def init(
    folder: Annotated[
        str, typer.Argument(help="A folder of files, a DuckDB file or a database URL.")
    ],
    out: Annotated[
        Path | None,
        typer.Option(help="Where to write (default: company.toml in the folder, or here)."),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Ask nothing: write the safest choice and a comment.")
    ] = False,
) -> None:
    """Write a company file from the tables that are found, check it and show the first numbers."""
    from ..drafting.draft import draft_company_file
    from ..drafting.first_numbers import first_numbers
    from ..drafting.wizard import asked

    target = out or (Path(folder) if Path(folder).is_dir() else Path()) / "company.toml"
    if target.exists():
        raise InputError(f"{target} is there already: move it away, or name another with --out")
    text = draft_company_file(folder)
    if not yes and sys.stdin.isatty() and sys.stdout.isatty():
        text = asked(text, typer.echo, typer.prompt)
    target.write_text(text, encoding="utf-8")
    sys.stderr.write(
        f"a draft: read and correct each line of it, then ask cs-toolkit check --data {target}\n"
    )
    _write(str(target))
    _notices(first_numbers(target))


@app.command()
def recipes(
    name: Annotated[
        str | None, typer.Argument(help="One of them: what to download and what is assumed.")
    ] = None,
) -> None:
    """List the exports that init recognises by their headings, and what each recipe assumes."""
    from ..drafting.recipes import recipes as known
    from ..drafting.recipes.page import page

    if name is None:
        _write("\n".join(f"{one.name:24} {one.title}" for one in known()))
        return
    found = {one.name: one for one in known()}
    if name not in found:
        raise InputError(f'there is no recipe "{name}": {did_you_mean(name, found)}')
    _write(page(found[name]))


@app.command()
def demo(
    system: Annotated[str, typer.Argument(help="Such as stripe, zendesk, shopify.")],
    out: Annotated[
        Path | None, typer.Option(help="The folder to write to (default: demo-SYSTEM).")
    ] = None,
) -> None:
    """Write a made-up export in a system's shape, to try cs-toolkit init on."""
    from ..drafting.recipes.demo import write_demo

    for path in write_demo(system, out or Path(f"demo-{system}")):
        _write(str(path))


def _notices(lines: Iterable[str]) -> None:
    """What must be known beside the numbers, where it is in no file."""
    for line in lines:
        sys.stderr.write(f"{line}\n")


def _known(option: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise InputError(f"{option} is one of {', '.join(choices)}, not {value}")


def _show_warning(message, category, filename, lineno, file=None, line=None) -> None:
    """A note is one line; a warning of a library is shown as Python shows it."""
    if issubclass(category, Note):
        sys.stderr.write(f"note: {message}\n")
    else:
        sys.stderr.write(warnings.formatwarning(message, category, filename, lineno, line))


NO_MEMORY = "not enough memory, or room for temporary files: end other programs, or raise the limit"
ENGINE_HAS_NO_ROOM = ("OutOfMemoryException", "IOException")  # of the engine, imported or not


_SIGNALS: list[int] = []


def _end(number: int, frame: object) -> None:
    _SIGNALS.append(number)
    sys.exit(128 + number)


def main() -> None:
    """Run the command line; an error in the input is one message, without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # names of any script, whatever the terminal's encoding
            stream.reconfigure(encoding="utf-8", errors="replace")
    warnings.showwarning = _show_warning
    for name in ("SIGTERM", "SIGHUP"):
        # asked to end: it ends like Ctrl-C, and leaves no folder behind; nohup's wish is respected
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _end)
    try:
        app()
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    except ModuleNotFoundError as error:
        how = how_to_install(error)
        if how is None:
            raise
        sys.stderr.write(f"{how}\n")
        sys.exit(2)
    except MemoryError:
        sys.stderr.write(f"{NO_MEMORY}\n")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as error:  # no room, no right, a file where a folder is meant
        where = error.filename or "the output"
        sys.stderr.write(f"{where} cannot be read or written: {error.strerror or error}\n")
        # what could not be written is not tried once more on the way out
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(2)
    except Exception as error:
        if (
            str(error) == "Query interrupted"
        ):  # what the engine makes of a signal within a statement
            sys.exit(128 + _SIGNALS[0] if _SIGNALS else 130)
        no_thread = "can't start new thread" in str(error)
        if type(error).__name__ not in ENGINE_HAS_NO_ROOM and not no_thread:
            raise
        sys.stderr.write(f"{str(error).splitlines()[0]}: {NO_MEMORY}\n")
        sys.exit(2)
