"""Every measure with the file that makes it and the metrics that read it."""

from collections import defaultdict

from ..metrics.registry import METRICS
from .measure_file import files_by_measure


def measures_list() -> list[dict[str, str]]:
    """One row per measure: measure, file, needs, "used by"; by file, in the file's own order.

    >>> import cs_toolkit.metrics
    >>> [row["file"] for row in measures_list() if row["measure"] == "promoters"]
    ['satisfaction/recommendation.sql']
    """
    readers: dict[str, list[str]] = defaultdict(list)
    for metric in METRICS.values():
        for name in dict.fromkeys(
            m for variant in metric.variants.values() for m in variant.measures
        ):
            readers[name].append(metric.name)
    return [
        {
            "measure": measure, "file": f"{measure_file.name}.sql",
            "needs": ", ".join("|".join(need.table for need in any_of) for any_of in measure_file.needs),
            "used by": ", ".join(readers[measure]),
        }
        for measure, measure_file in files_by_measure().items()
    ]  # fmt: skip
