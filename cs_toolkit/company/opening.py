"""Opening a company's data, wherever it lies."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from ..config.company_file import CompanyFile, company_settings, read_company_file
from ..config.policies_in_force import in_force
from ..errors import InputError
from ..language import use
from ..measures.store import about_tables
from ..shipped import sample_for
from ..sources import is_address, refuse_to_fetch
from ..tables.warnings import known_by_name
from .cache import FOLDER, Cache, cache_in
from .company import Company
from .repeated import COMPANY_FILE

ARCHIVE = "archive"  # the folder of earlier reports, each under its period and a number


def company_file_in(data: Any) -> Any:
    """The company file of a folder that has one, or of the sample; anything else as it was given."""
    if isinstance(data, str | Path) and "://" not in str(data):
        data = _from_before_the_archive(data)
        file = Path(data) / COMPANY_FILE
        return file if file.is_file() else sample_for(data) or data
    return data


def _from_before_the_archive(data: str | Path) -> str | Path:
    """Where the notebook of an archived report finds its data.

    It names them from the folder in which the report was published. The archive is deeper, and keeps
    each report byte for byte: its manifest has the digests.
    """
    here = Path.cwd()
    archive, period, number = here.parts[-4:-1] if len(here.parts) > 4 else ("", "", "")
    if archive != ARCHIVE or not number.isdigit() or Path(data).is_absolute():
        return data
    before = Path(os.path.normpath(here.parents[3] / period / here.name / data))
    return before if before.exists() and not Path(data).exists() else data


def open_company(
    data: Any = ".", *, source: Any = None, as_of: str | datetime | None = None, policies: Mapping | None = None,
    results: str | Path | None = None, allow: Iterable[str | Path] = (),
    cache: bool | str | Path = False, dimensions: str | Iterable[str] | None = None, **settings: Any,
) -> Company:  # fmt: skip
    """A company's data: a company file, a folder, a DuckDB file, a URL, DataFrames or Spark.

    A folder is opened with the ``company.toml`` that lies in it, and without one by its files' names;
    "sample" is the sample company that comes with the kit.
    ``source`` and ``as_of`` override the company file's; ``policies``, ``dimensions`` (what is
    split by, one name or several) and other settings (``name``, ``currency``, ``time_zone`` …) likewise. ``results`` is a folder of numbers that
    were measured before (``Company.save_results``). What is shown is in the language of the company that
    was opened last: ``locale``, which is "en_US" unless its file or a setting names another. ``allow``
    are further folders that the company file may read files from, beside its own and its source's. ``cache`` keeps answers over a folder
    of files for the next time, as long as nothing has changed: True in ``.cs-toolkit`` in that
    folder, or in a folder that is named.

    >>> import pandas as pd
    >>> frames = {"subscriptions": pd.DataFrame({
    ...     "subscription_id": [1, 2], "customer_id": ["a", "b"], "mrr": [10, 20],
    ...     "starts_on": ["2026-01-01", "2026-02-01"], "ends_on": [None, "2026-03-01"]})}
    >>> company = open_company(frames, as_of="2026-04-01")
    >>> company.measures("2026-03", family="revenue", by=())["churned_mrr"].tolist()
    [20.0]
    """
    data = company_file_in(data)
    if dimensions is not None:
        names = [dimensions] if isinstance(dimensions, str) else list(dimensions)
        settings = {**settings, "dimensions": names}
    if isinstance(data, str | Path) and str(data).endswith(".toml"):
        file = read_company_file(Path(data), settings)
        if source is None and not results:
            refuse_to_fetch(file.source)
    else:
        file = replace(company_settings(settings, folder=Path()), source=data)
    known_by_name(file.accept)
    for folder in allow:
        if not Path(folder).is_dir():
            raise InputError(f"allow: there is no folder {folder}")
    file = replace(file, allow=tuple(Path(folder).absolute() for folder in allow))
    if source is not None:
        beside = isinstance(source, str | Path) and not is_address(source)
        file = replace(file, source=str(Path(source).absolute()) if beside else source)
    if results:  # a parameter that is empty names none
        # what was measured there was measured with these
        about = about_tables(Path(results))
        source, policies = about["source"], about["policies"]
        further = tuple(map(Path, about["allow"]))
        file = replace(
            file,
            source=source or file.source,
            allow=(*file.allow, *further),
            locale=about["locale"],
        )
    if policies:
        file = replace(file, policies=in_force(policies, file.policies))
    use(file.locale)
    return Company(file, as_of=as_of, results=results, cache=_cache(file, cache))


def _cache(file: CompanyFile, wanted: bool | str | Path) -> Cache | None:
    if not wanted or not isinstance(file.source, str | Path) or is_address(file.source):
        return None
    if wanted is not True:
        return cache_in(Path(wanted))
    home = file.folder / Path(file.source).expanduser()
    return cache_in(home / FOLDER) if home.is_dir() else None
