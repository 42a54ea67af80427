"""The figures worked out by hand are those of the other engines as well."""

import pandas as pd
import pytest

import cs_toolkit as cs
from tests.engines.laid_out import into_postgres, into_spark

from .figures import KINDS, by_key, differences
from .tables import OCTOBER, SAMPLE, THIRD_QUARTER, Company


def as_written() -> dict[str, pd.DataFrame]:
    return {
        path.stem: pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""])
        for path in sorted(SAMPLE.glob("*.csv"))
    }


@pytest.mark.postgres
def test_the_same_figures_on_postgres(postgres_url):
    """A quarter by plan; what stands on learned models is not measured there."""
    there = cs.open(SAMPLE / "company.toml", source=into_postgres(postgres_url, as_written()))
    families = ["revenue", "retention", "acquisition", "satisfaction", "support", "engagement"]
    found = by_key(there.metrics(THIRD_QUARTER.name, family=families, by="plan"))
    by_hand = Company()
    for kind in KINDS.keys() - {"costs"}:
        assert differences(KINDS[kind](by_hand, THIRD_QUARTER), found) == [], kind


@pytest.mark.spark
@pytest.mark.slow
def test_the_same_figures_on_spark(spark):
    """What no other test asks of Spark and the sample: tickets and calls by plan, a few of them.

    Spark plans each statement for seconds; that every statement runs there is tested on ten rows.
    """
    names = ("tickets", "calls", "customers", "customer_merges", "messages", "subscriptions",
             "fx_rates")  # fmt: skip
    tables = {name: frame for name, frame in as_written().items() if name in names}
    there = cs.open(SAMPLE / "company.toml", source=into_spark(spark, tables))
    asked = ["average_handle_time", "abandonment_rate", "average_resolution_time"]
    found = by_key(there.metrics(OCTOBER.name, metric=asked, by="plan"))
    by_hand = Company()
    for kind in ("tickets", "calls"):
        figures = KINDS[kind](by_hand, OCTOBER)
        expected = {key: value for key, value in figures.items() if key[0] in asked}
        assert expected
        assert differences(expected, found) == [], kind
