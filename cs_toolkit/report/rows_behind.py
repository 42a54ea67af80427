"""The rows behind each number of a report, as Parquet files."""

from collections.abc import Iterable
from pathlib import Path

from ..calendar.periods import Period
from ..measures import files_by_measure
from ..measures.company_data import CompanyData
from ..measures.measure_file import MeasureFile
from ..metrics import METRICS
from .parquet_files import write_parquet


def write_rows(
    company: CompanyData, period: Period, variants: dict[str, str], folder: Path
) -> dict[str, str]:
    """Write the rows behind metrics, each in a variant that has a value; metric → the file's name.

    Metrics that stand on the same measures share one file; some stand on no rows, such as a sum
    that somebody stated.
    """
    folder.mkdir()
    files: dict[str, str] = {}
    for name, variant in variants.items():
        measure_file, measure = _measure_file(METRICS[name].variants[variant].measures)
        if measure_file is None or measure is None:
            continue
        file = folder / f"{measure_file.name.replace('/', '_')}.parquet"
        if not file.exists():
            write_parquet(company.rows(measure, period), file)
        files[name] = f"{folder.name}/{file.name}"
    return files


def _measure_file(measures: Iterable[str]) -> tuple[MeasureFile, str] | tuple[None, None]:
    """The measure file that knows the rows behind one of the measures, and that measure."""
    measure_files = files_by_measure()
    for measure in measures:
        if measure in measure_files and measure_files[measure].rows:
            return measure_files[measure], measure
    return None, None
