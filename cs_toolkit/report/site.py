"""The pages of one report: navigation, what must be said first, and where each page's numbers are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
from markupsafe import Markup

from ..calendar.period_titles import moment_title, period_title
from ..calendar.periods import Period
from ..company import Company
from ..company.request import FAMILIES
from ..display import table
from ..formatting.numbers import signed
from ..language import gettext, translated
from ..language.numbers import marked
from .definition_links import with_links
from .execute import Run
from .exporting import FIGURE, Fragment, fragment
from .failures import Failure
from .families import family_of_page
from .pages import write_page
from .parameters import given_again
from .row_links import with_rows
from .search_page import NAME as SEARCH
from .search_page import Entry, of_headings, write_search
from .titles import page_title

INDEX = "index.html"
SHOWN_CHANGES = 100


@dataclass(frozen=True)
class Page:
    """A page of the report as the navigation knows it; ``failed`` is why it could not be made."""

    href: str
    title: str
    failed: str = ""


class Site:
    """Writes the pages of one report into a folder."""

    def __init__(
        self, folder: Path, company: Company, period: Period, runs: Sequence[Run],
        lacking: Mapping[str, str] | None = None,
    ):  # fmt: skip
        self.folder, self.runs = folder, runs
        self.lacking = {
            page_title(name): translated(needs) for name, needs in (lacking or {}).items()
        }
        self.notes = company.notes(period).get("", [])  # the others stand beside their numbers
        self.rows: Mapping[str, str] = {}  # metric → the page of its rows, once they are written
        self.findable: Mapping[str, list[Entry]] = {}  # what the search knows beside headings
        self.warnings = [one.name for one in company.data_warnings if not one.accepted]
        names = [run.name for run in runs]
        leading = next((name for name in names if name.startswith("00")), None)
        self.hrefs = {name: INDEX if name == leading else f"{name}.html" for name in names}
        self.families = {
            family_of_page(name): href
            for name, href in self.hrefs.items()
            if family_of_page(name) in FAMILIES
        }
        self.pages = [
            Page(self.hrefs[run.name], page_title(run.name), run.failure.says if run.failure else "")
            for run in runs
        ]  # fmt: skip
        first = [] if leading else [Page(INDEX, gettext("Overview"))]
        self.shared: dict[str, Any] = {
            "company": company.settings.name, "heading": period_title(period), "home": INDEX,
            "all_periods": "../index.html", "search": SEARCH, "pages": [*first, *self.pages, Page("changes.html", gettext("What changed"))],
            "data_until": gettext(
                "{period} · data up to {day}", period=period_title(period),
                day=moment_title(_known_until(company)),
            ),
            "in_progress": gettext(
                "{period} is still in progress: these figures will change.", period=period_title(period)
            ) if period.in_progress else "",
            "files": [(gettext("summary to forward"), "summary.md"),
                      (gettext("every number as a table"), "metrics.csv"),
                      (gettext("as a workbook"), "metrics.xlsx"),
                      (gettext("the rows behind them"), "rows/index.html"),
                      (gettext("what it was made from"), "manifest.json")],
            "footer": f"{company.settings.name}, {period_title(period)}",
        }  # fmt: skip

    def write_notebooks(self, again: Mapping[str, str]) -> None:
        """The notebooks as they were executed, with the parameters with which they run again there."""
        (self.folder / "notebooks").mkdir()
        for run in self.runs:
            if run.executed is not None:
                text = nbformat.writes(given_again(run.executed, again)) + "\n"
                path = self.folder / "notebooks" / run.notebook.name
                path.write_text(text, encoding="utf-8", newline="\n")

    def write_pages(self, *, checks: int, broken: pd.DataFrame, changed: int) -> None:
        """One page a notebook; what must be said first stands on the first of them."""
        summary = {
            "checks": checks, "broken": [_in_words(row) for row in broken.to_dict("records")],
            "changed": changed, "pages": len(self.pages),
            "failed": [page for page in self.pages if page.failed],
            "warnings": self.warnings, "notes": self.notes,
            "quality": next((page.href for page in self.pages if page.href.startswith("10_")), ""),
        }  # fmt: skip
        headings: list[tuple[str, str, tuple]] = []
        if INDEX not in self.hrefs.values():
            self._write(INDEX, self.shared["heading"], None, None, summary, [])
        for run in self.runs:
            href = self.hrefs[run.name]
            made = (
                None
                if run.failure or run.executed is None
                else fragment(run.executed, partial(self._links, href=href))
            )
            headings += [(href, page_title(run.name), made.headings)] if made else []
            own = (
                []
                if run.executed is None
                else [(gettext("this page’s notebook"), f"notebooks/{run.notebook.name}")]
            )
            self._write(
                href,
                translated(run.title),
                made,
                run.failure,
                summary if href == INDEX else None,
                own,
            )

        parts = {gettext("Sections and figures"): of_headings(headings), **self.findable}
        write_search(self.folder, self.shared, {gettext("Pages"): self._own_entries(), **parts})

    def _own_entries(self) -> list[Entry]:
        return [Entry(page.href, page.title) for page in self.shared["pages"]]

    def _links(self, html: str, href: str) -> str:
        """An output with its links to rows, and on the first page to the families' definitions."""
        linked = with_rows(html, self.rows)
        return with_links(linked, self.families) if href == INDEX else linked

    def _write(
        self,
        href: str,
        title: str | None,
        made: Fragment | None,
        failure: Failure | None,
        summary: dict | None,
        own_files: list[tuple[str, str]],
    ) -> None:
        shared = self.shared | {"files": [*own_files, *self.shared["files"]]}
        write_page(
            self.folder / href, "notebook", **shared, title=title, here=href,
            content=Markup(made.html) if made else "",
            has_title=made is not None and any(level == 1 for level, _, _ in made.headings),
            sections=[one for one in made.headings if one[0] == 2] if made else (),
            contents=[one for one in made.headings if one[0] in (2, FIGURE)] if made else (),
            lacking=self.lacking if href == INDEX else {},
            code_switch=made is not None, failure=failure, summary=summary,
        )  # fmt: skip

    def write_changes(
        self, changed: pd.DataFrame, compared_with: str, reasons: Sequence[str], currency: str
    ) -> None:
        """The figures that an earlier report showed differently."""
        shown = changed.head(SHOWN_CHANGES)
        write_page(
            self.folder / "changes.html", "changes", **self.shared, here="changes.html",
            title=gettext("What changed since the last report"), changed=len(changed), reasons=reasons,
            compared_with=compared_with, left_out=len(changed) - len(shown),
            table=Markup(table(shown, currency=currency).to_html()) if len(shown) else "",
        )  # fmt: skip


def _known_until(company: Company) -> datetime:
    """How far the data reach: as far as somebody said, or else to the last row."""
    last = company.check().last
    return company.as_of if company.as_of_given or last is None else min(company.as_of, last)


def _in_words(check: dict) -> dict:
    where = f"{check['dimension']}: {check['segment'] or gettext('(all)')}"
    size = check["difference"]
    return check | {
        "identity": translated(check["identity"]),
        "where": gettext("total") if check["dimension"] == "total" else where,
        "difference": signed(size, marked(f"{abs(size):,.6f}".rstrip("0").rstrip("."))),
    }
