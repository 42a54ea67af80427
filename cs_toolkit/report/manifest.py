"""What a report was made from and with, so that it can be made again and a difference explained."""

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

from ..calendar.period_titles import period_title
from ..calendar.periods import Period
from ..measures.company_data import CompanyData

MANIFEST = "manifest.json"
# What can move a figure or a page's bytes.
PACKAGES = (
    "cs_toolkit", "duckdb", "latex2mathml", "matplotlib", "nbconvert", "numpy", "pandas", "papermill",
    "py3langid", "pyarrow", "scikit-learn", "scipy", "seaborn", "sqlglot", "statsmodels", "vaderSentiment",
)  # fmt: skip


def versions() -> dict[str, str]:
    """Python's version and those of the packages that a figure depends on."""
    return {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}}


def named_files(files: Iterable[Path], home: Path) -> dict[str, Path]:
    """Files by the name that a reader knows them under: below ``home``, else as few last parts of the
    path as tell them apart.

    >>> files = [Path("/a/company.toml"), Path("/b/x.csv"), Path("/c/x.csv")]
    >>> list(named_files(files, Path("/a")))
    ['c/x.csv', 'company.toml', 'x.csv']
    """
    named: dict[str, Path] = {}
    for path in sorted(files):
        name, parts = path.name, 1
        if path.is_relative_to(home):
            name = path.relative_to(home).as_posix()
        while name in named and parts < len(path.parts):
            parts += 1
            name = "/".join(path.parts[-parts:])
        named[name] = path
    return dict(sorted(named.items()))


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def about(
    company: CompanyData, period: Period, files: Iterable[Path], notebooks: list[str]
) -> dict:
    """What a report of a period was made from and with; ``files`` are those that were read."""
    settings = company.settings
    inputs = named_files(files, settings.folder.resolve())
    return {
        "company": settings.name, "period": period.name, "title": period_title(period),
        "starts": period.starts_at.isoformat(), "ends": period.ends_at.isoformat(),
        "as_of": company.as_of.isoformat(), "in_progress": period.in_progress,
        "time_zone": settings.time_zone, "locale": settings.locale, "currency": settings.currency, "notebooks": notebooks,
        "policies": {name: one.value for name, one in sorted(settings.policies.items())},
        "inputs": {
            "files": {name: digest(path) for name, path in inputs.items()},
            "tables": dict(sorted(company.check().rows.items())),
        },
        "versions": versions(),
    }  # fmt: skip


def contents(folder: Path) -> dict[str, str]:
    """The fingerprint of every file of a finished report."""
    return {
        path.relative_to(folder).as_posix(): digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def cause(manifest: Mapping) -> dict:
    """The part of a manifest that decides the rest: two reports alike in it are the same report."""
    names = ("period", "as_of", "data", "notebooks", "policies", "inputs", "versions")
    return {name: manifest.get(name) for name in names}


def write_manifest(folder: Path, manifest: Mapping) -> None:
    """Write it beside the report."""
    text = json.dumps(manifest, indent=2, ensure_ascii=False, allow_nan=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")


def read_manifest(folder: Path) -> dict | None:
    """A report's manifest, or None where a folder is not a report."""
    path = folder / MANIFEST
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
