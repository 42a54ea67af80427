"""What a report was made from and with, so that it can be made again and a difference explained."""

import hashlib
import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from ..period_titles import period_title

MANIFEST = "manifest.json"
# What can move a figure or a page's bytes.
PACKAGES = (
    "cs_toolkit", "duckdb", "latex2mathml", "matplotlib", "nbconvert", "numpy", "pandas", "papermill",
    "py3langid", "pyarrow", "scikit-learn", "scipy", "seaborn", "sqlglot", "statsmodels", "vaderSentiment",
)  # fmt: skip


def versions() -> dict[str, str]:
    """Python's version and those of the packages that a figure depends on."""
    return {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}}


def input_files(data: str, company) -> dict[str, Path]:
    """The files that a company's numbers come from, by the name that a reader knows them under."""
    settings = company.settings
    files = [Path(data)] if data.endswith(".toml") else []
    source = settings.source
    if isinstance(source, str) and "://" not in source and source != "spark":
        place = settings.folder / Path(source).expanduser()
        files += [place] if place.is_file() else company.check().source.files.values()
        mapped = [one.source for several in settings.tables.values() for one in several]
        files += [
            folder / name
            for folder in {place, settings.folder}
            for name in mapped
            if _is_file(folder / name)
        ]
    named = {}
    for path in files:
        path = Path(path).resolve()
        home = settings.folder.resolve()
        named[path.relative_to(home).as_posix() if path.is_relative_to(home) else path.name] = path
    return dict(sorted(named.items()))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a mapping may be a SELECT, which is too long for a file's name
        return False


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def about(company, period, data: str, notebooks: list[str]) -> dict:
    """What a report of a period was made from and with."""
    settings = company.settings
    return {
        "company": settings.name, "period": period.name, "title": period_title(period),
        "starts": period.starts_at.isoformat(), "ends": period.ends_at.isoformat(),
        "as_of": company.as_of.isoformat(), "in_progress": period.in_progress,
        "time_zone": settings.time_zone, "currency": settings.currency, "notebooks": notebooks,
        "policies": {name: one.value for name, one in sorted(settings.policies.items())},
        "inputs": {
            "files": {name: digest(path) for name, path in input_files(data, company).items()},
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
