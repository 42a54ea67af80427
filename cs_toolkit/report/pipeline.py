"""A report from beginning to end: compute once, run the notebooks, write the pages, publish."""

import os
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pandas as pd
from rich.console import Console

from .. import shipped
from ..calendar.period_titles import period_title
from ..calendar.periods import Period, previous_periods
from ..company import Company
from ..company.asked_periods import SPARKLINE
from ..company.notices import notices
from ..company.opening import company_file_in, open_company
from ..company.request import FAMILIES, families_asked
from ..errors import InputError, Note, one_name
from ..language import gettext, use
from ..sources import database_of, is_address, without_password
from ..temporary import temporary_files_in, temporary_folder
from .again import Kept, again
from .answers import Answers
from .changes import changes_since, earlier_report, reasons
from .customer_pages import write_customer_pages
from .editions import Editions
from .execute import Run, run_notebooks
from .families import family_of_page, lacking
from .inputs import Inputs
from .listing import write_listing
from .manifest import about, contents, read_manifest, write_manifest
from .metrics_csv import METRICS_CSV, write_csv, write_metrics
from .normalising import Scrubber, normalised
from .pdf import browser
from .publish import locked, readable_by, recover, replacing, writable
from .row_pages import write_row_pages
from .rows_behind import write_rows
from .search_page import Entry, of_metrics
from .site import Site
from .sql_pages import statements_that_ran, write_sql_pages
from .summary import write_summaries
from .workbook import NAME as WORKBOOK
from .workbook import write_workbook

TIMEOUT_SECONDS = 900


@dataclass(frozen=True)
class ReportResult:
    """Where the report is, which pages failed, and whether every identity closed."""

    path: Path
    failed_pages: tuple[str, ...]
    reconciled: bool
    notices: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 when all is well, 1 when a page failed or the numbers do not reconcile."""
        return 0 if self.reconciled and not self.failed_pages else 1


def write_report(
    data: object, period_text: str | int | date, out: str | Path, *, notebooks: Iterable | None = None, workers: int = 2,
    source: str | None = None, as_of: str | datetime | None=None, policies: Mapping | None = None,
    allow: Iterable[str | Path] = (), group_readable: bool = False,
    timeout: float = TIMEOUT_SECONDS, progress: Console | None = None,
    share: bool = False, single: bool = False, pdf: bool = False, mail: bool = False,
    family: str | None = None, locale: str | None = None, cache: bool | str | Path = False,
) -> ReportResult:  # fmt: skip
    """Write the report of one period into ``out/<period>`` (of days: 2026-10-01_to_2026-10-14), over an older one all at once.

    ``data`` is a company file, a folder, a DuckDB file or a database's address, and ``source``,
    ``as_of`` and ``policies`` override what it says; ``allow`` are further folders that it may read. ``notebooks`` are files, by default the kit's
    own; ``timeout`` is in seconds for each of them; ``progress`` is the console that shows how
    far it is; ``locale``, such as "de_DE", is the language of the report instead of the company file's;
    with ``family`` only that family has a page beside the scorecard and the data's. With ``cache``
    (True: in ``.cs-toolkit`` beside the data, or in a folder that is named) the same report of
    unchanged data is given as it was made. The
    folder is readable by its owner alone, and with ``group_readable`` by the group: rows, comments
    and customer ids are in it. Wrong input raises InputError, and nothing is written over.
    """
    console = progress or Console(quiet=True)
    if pdf:
        browser()  # refuses before anything is measured
    data, books, out = _address(data), _notebooks(notebooks), Path(out)
    if family is not None:
        books = of_family(books, family)
    inputs = Inputs(data)
    editions = Editions(share=share, single=single, pdf=pdf, mail=mail)
    asked = (period_text, as_of, policies, sorted(map(str, allow)), family, locale)
    # a notebook of one's own may stand on anything
    own = notebooks is not None
    kept_as = None if own else again(data, source, cache, out, inputs, books, editions, *asked)
    if kept_as and (kept := kept_as.kept()):
        with readable_by(group_readable), writable(out), locked(out, console):
            recover(out)
            if _made_again(kept, out, console):
                return ReportResult(out / kept.name, (), kept.reconciled, kept.notices)
    language = {"locale": locale} if locale else {}
    company = open_company(
        data, source=source, as_of=as_of, policies=policies, allow=allow, **language
    )
    with inputs.at_rest(company):
        with _noted() as notes:
            period = company.period(period_text)
            company.history(period_text)  # refuses one outside the data before anything is written
        with readable_by(group_readable), writable(out), locked(out, console):
            recover(out)
            with replacing(out, period.folder) as folder, temporary_folder() as scratch:
                results = scratch / "results"
                writer = _Writer(company, period, data, inputs, out, folder, results)
                writer.editions = editions
                with console.status(f"Measuring {period_title(period)} and the year before it"):
                    writer.compute()
                without = {*writer.lacking}
                books = [book for book in books if family_of_page(book.stem) not in without]
                with Answers(company, results):
                    runs = run_notebooks(
                        books, writer.parameters, workers=workers, timeout=timeout, console=console
                    )
                with console.status("Writing the pages"), temporary_files_in(scratch / "files"):
                    writer.write(runs)
                inputs.refuse_moved()
                failed = tuple(run.name for run in runs if run.failure)
                shared = tuple(notices(company))
                if kept_as and not failed and not notes:  # which would be said only once
                    kept_as.keep(
                        company, folder, period.folder, out=out, reconciled=writer.reconciled,
                        notices=shared,
                    )  # fmt: skip
            write_listing(out)
    return ReportResult(out / period.folder, failed, writer.reconciled, shared)


@contextmanager
def _noted() -> Iterator[list[warnings.WarningMessage]]:
    """The notes that are given meanwhile, and are given on at the end."""
    with warnings.catch_warnings(record=True) as notes:
        warnings.simplefilter("always", Note)
        yield notes
    for one in notes:
        warnings.warn_explicit(one.message, one.category, one.filename, one.lineno)


def _made_again(kept: Kept, out: Path, console: Console) -> bool:
    """Give a report that was kept its place; False where it would be another one by now."""
    use(kept.locale)
    with suppress(_Stale):
        with replacing(out, kept.name) as folder:
            if not kept.laid_into(folder, out):
                raise _Stale
        write_listing(out)
        console.print("Nothing has changed since this report was made: its pages are as they were")
        return True
    return False


class _Stale(Exception):  # noqa: N818 - nobody sees it
    """A kept report speaks of an earlier one that is not there any more."""


class _Writer:
    """Fills one report's folder."""

    def __init__(
        self, company: Company, period: Period, data: str, inputs: Inputs, out: Path, folder: Path, results: Path
    ):  # fmt: skip
        self.company, self.period, self.data, self.inputs = company, period, data, inputs
        self.out, self.folder, self.results = out, folder, results
        # notebooks find where the data are among the results: their page shows what they are given
        self.shown = without_password(data)
        source = company.settings.source
        named: dict[Path | str, str] = {
            results: "results",
            self.shown: name_of(data),
            data: name_of(data),
        }
        if isinstance(source, str) and "://" in source:
            named[source] = name_of(source)
        self.scrub = Scrubber(named)
        self.editions = Editions()

    @property
    def parameters(self) -> dict[str, str]:
        """What every notebook is given."""
        return {
            "data": self.shown, "period": self.period.name,
            "as_of": self.company.as_of.isoformat(), "results": str(self.results),
        }  # fmt: skip

    def compute(self) -> None:
        """Measure each family once, for this period and the year before it."""
        # the notebooks read the sentences: what they stand on is measured here
        for family in (None, *FAMILIES):
            self.company.headline(self.period, family)
        # also the periods before the data: a notebook that asks for them need not open the source
        self.company.save_results(self.results, previous_periods(self.period, SPARKLINE))
        known = self.company.history(self.period)
        self.metrics = self.company.metrics(known)
        self.card = self.company.scorecard(self.period)
        self.lacking = lacking(self.metrics)
        self.checks = self.company.reconcile(known)
        self.broken = self.checks[~self.checks["holds"]]
        self.reconciled = bool(self.broken.empty)

    def write(self, runs: Sequence[Run]) -> None:
        """Everything that the report holds; its manifest last."""
        runs = [self._settled(run) for run in runs]
        site = Site(self.folder, self.company, self.period, runs, self.lacking)
        shown = write_metrics(self.metrics, self.folder, self.period.name)
        write_workbook(self.folder / WORKBOOK, self.card, shown)
        sentences = self.company.headline(self.period)
        write_summaries(
            self.folder, self.company, self.period, self.card, sentences, self.reconciled
        )
        self.inputs.refuse_moved()  # what is fingerprinted is what was read
        books = [run.notebook.name for run in runs]
        manifest = about(self.company, self.period, self.inputs.files, books)
        rows = write_rows(self.company, self.period, self._measured(), self.folder / "rows")
        manifest |= {
            "data": self.scrub(self.data),
            "rows": rows,
            "reconciliation": {
                "holds": self.reconciled, "checks": len(self.checks),
                "broken": self.broken.drop(columns="holds").to_dict("records"),
            },
            "pages": [asdict(page) for page in site.pages],
        }  # fmt: skip
        changed = self._write_changes(site, manifest)
        site.write_notebooks({"data": self._seen_from_notebooks(), "results": ""})
        write_sql_pages(self.folder, statements_that_ran(self.company, self.period), site.shared)
        people = write_customer_pages(self.company, self.folder, rows, site.shared)
        linked = {who: f"../{page.href}" for who, page in people.items()}
        site.rows = write_row_pages(self.folder, rows, site.shared, linked)
        site.findable = {
            gettext("Numbers"): of_metrics(
                self.card, site.families, site.rows, self.company.settings.currency
            ),
            gettext("Customers"): [Entry(page.href, page.title) for page in people.values()],
        }
        site.write_pages(checks=len(self.checks), broken=self.broken, changed=changed)
        self.editions.write(site, self)
        write_manifest(self.folder, manifest | {"files": contents(self.folder)})

    def _seen_from_notebooks(self) -> str:
        """The data as a notebook of the finished report opens them: beside it, if they are files."""
        if is_address(self.shown):
            return self.scrub(self.shown)
        if Path(self.data) == shipped.sample_company():
            return "sample"
        final = self.out.resolve() / self.period.folder / "notebooks"
        return Path(os.path.relpath(Path(self.data).resolve(), final)).as_posix()

    def _settled(self, run: Run) -> Run:
        executed = run.executed and normalised(run.executed, self.scrub)
        return replace(run, executed=executed, failure=self.scrub.failure(run.failure))

    def _measured(self) -> dict[str, str]:
        """The metrics that have a value in this period, each with its first variant that has."""
        rows = self.metrics[self.metrics["period"] == self.period.name]
        valued = rows[rows["value"].notna() & (rows["variant"] != "measure")]
        return dict(valued.drop_duplicates("metric")[["metric", "variant"]].values.tolist())

    def _write_changes(self, site: Site, manifest: dict) -> int:
        earlier = earlier_report(self.out, manifest, self.folder / METRICS_CSV)
        then = read_manifest(earlier) if earlier is not None else None
        if earlier is None or then is None:
            changed, why, name = pd.DataFrame(), [], ""
        else:
            changed = changes_since(earlier / METRICS_CSV, self.folder / METRICS_CSV)
            why = reasons(then, manifest)
            name = gettext("an earlier report for {period}", period=then["title"])
        if len(changed):
            write_csv(changed, self.folder / "changes.csv")
        site.write_changes(changed, name, why, self.company.settings.currency)
        return len(changed)


def name_of(data: str) -> str:
    """What a report calls its data: the last part of a path or an address, without its options.

    >>> name_of("/home/me/company.toml"), name_of("postgresql://me:hush@host/crm?password=hush")
    ('company.toml', 'crm')
    """
    return database_of(data) if "://" in data else Path(data).name


def of_family(books: Iterable[Path], family: str) -> list[Path]:
    """The notebooks of one family, and those of none: the scorecard, and the data's quality.

    >>> [one.stem for one in of_family(map(Path, ["00_scorecard.ipynb", "01_revenue.ipynb", "06_support.ipynb"]), "support")]
    ['00_scorecard', '06_support']
    """
    (asked,) = families_asked(one_name("a family", family))
    others = {*FAMILIES} - {asked}
    return [one for one in books if family_of_page(one.stem) not in others]


def _address(data: object) -> str:
    """Where the data are, in a form that a notebook in another folder can open."""
    if not isinstance(data, str | Path):
        raise InputError(
            "a report reads a company file, a folder, a DuckDB file or a database's address, not "
            f"{type(data).__name__}: notebooks run in processes of their own"
        )
    text = str(company_file_in(data))
    return text if is_address(text) else str(Path(text).expanduser().absolute())


def _notebooks(given: Iterable | None) -> list[Path]:
    books = [Path(one) for one in given] if given is not None else shipped.notebooks()
    for book in books:
        if not book.is_file():
            raise InputError(f"there is no notebook {book}")
    if not books:
        raise InputError("a report needs at least one notebook")
    names = [book.name for book in books]
    if len(set(names)) < len(names):
        raise InputError(f"two notebooks have one name: {', '.join(sorted(names))}")
    return books
