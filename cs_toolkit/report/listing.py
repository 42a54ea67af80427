"""The list of every report that there is, and of each report's earlier versions."""

from datetime import datetime
from pathlib import Path

from ..calendar.period_titles import moment_title
from ..language import gettext, ngettext
from .comparison import NAME, facts_of, trends, write_comparison
from .manifest import read_manifest
from .pages import page
from .publish import ARCHIVE, archived, replace_text


def write_listing(out: Path) -> None:
    """Write ``index.html`` of the folder of reports, and one for each period's archive."""
    reports, facts = [], []
    for folder in sorted(out.iterdir(), reverse=True):
        if folder.is_dir() and not folder.name.startswith(".") and (shown := read_manifest(folder)):
            versions = archived(out, folder.name)
            if known := facts_of(folder):
                facts.append(known | {"folder": folder.name})
            reports.append(
                _entry(shown, f"{folder.name}/index.html")
                | {
                    "versions": len(versions),
                    "versions_href": f"{ARCHIVE}/{folder.name}/index.html",
                }
            )
            if versions:
                _write_versions(out / ARCHIVE / folder.name, versions, shown)
    text = page("periods", title=gettext("Reports"), company=gettext("Customer-success reports"), reports=reports,
                trends=trends(facts), comparison=NAME if write_comparison(out, facts) else "")  # fmt: skip
    replace_text(out / "index.html", text)


def _write_versions(folder: Path, versions: list[Path], shown: dict) -> None:
    entries = [
        _entry(earlier, f"{version.name}/index.html")
        | {
            "title": gettext("Version {number}", number=version.name),
            "versions": 0,
            "versions_href": "",
        }
        for version in versions
        if (earlier := read_manifest(version))
    ]
    text = page(
        "periods", title=gettext("Earlier versions of {period}", period=shown["title"]), company=shown["company"],
        heading=shown["title"], home=f"../../{folder.name}/index.html", reports=entries,
        trends=(), comparison="",
    )  # fmt: skip
    replace_text(folder / "index.html", text)


def _entry(shown: dict, href: str) -> dict:
    problems = [] if shown["reconciliation"]["holds"] else [gettext("does not reconcile")]
    failed = sum(bool(one["failed"]) for one in shown["pages"])
    if failed:
        problems.append(
            ngettext(
                "{count} page not completed", "{count} pages not completed", failed, count=failed
            )
        )
    return {
        "href": href, "title": shown["title"], "company": shown["company"],
        "as_of": moment_title(datetime.fromisoformat(shown["as_of"])), "problems": problems,
    }  # fmt: skip
