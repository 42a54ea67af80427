"""The sample and a published data set give the same measures on the three engines."""

from pathlib import Path

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.company.request import FAMILIES
from tests.engines.laid_out import into_postgres, into_spark
from tests.real_data import real_data

SAMPLE = Path("data/sample")
ON_SPARK = (
    "subscriptions",
    "customers",
    "customer_merges",
    "fx_rates",
    "survey_responses",
    "users",
)


def _in_order(frame):
    return frame.sort_values(["period", "dimension", "segment"]).reset_index(drop=True)


def _playbook():
    frame = pd.read_csv(real_data("mrr_playbook/subscription_periods.csv"))
    return frame.rename(
        columns={"start_date": "starts_on", "end_date": "ends_on", "monthly_amount": "mrr"}
    )


@pytest.mark.postgres
def test_the_sample_on_postgres(postgres_url):
    from sqlalchemy import create_engine, text

    database = create_engine(postgres_url.replace("postgresql://", "postgresql+psycopg://"))
    with database.begin() as connection:
        connection.execute(text("create schema if not exists sample"))
    tables = {}
    for path in sorted(SAMPLE.glob("*.csv")):
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""])
        frame.to_sql(path.stem, database, schema="sample", index=False, if_exists="replace")
        tables[path.stem] = {"from": f"sample.{path.stem}"}
    files = cs.open(SAMPLE / "company.toml")
    there = cs.open(SAMPLE / "company.toml", source=postgres_url, tables=tables)
    expected = files.measures("2026-09..2026-10", family=FAMILIES, by="region")
    assert len(expected) > 2
    found = there.measures("2026-09..2026-10", family=FAMILIES, by="region")
    pd.testing.assert_frame_equal(_in_order(found), _in_order(expected))


@pytest.mark.postgres
def test_the_mrr_playbook_on_postgres(postgres_url):
    frame = _playbook()
    into_postgres(postgres_url, {"playbook": frame})
    settings = {"as_of": "2021-01-01", "currency": "USD"}
    expected = cs.open({"subscriptions": frame}, **settings)
    there = cs.open(postgres_url, tables={"subscriptions": {"from": "playbook"}}, **settings)
    periods = "2017-09..2020-02"
    families = ["revenue", "retention"]
    pd.testing.assert_frame_equal(
        there.measures(periods, families, by=()), expected.measures(periods, families, by=())
    )


@pytest.mark.spark
@pytest.mark.slow
def test_the_sample_on_spark(spark):
    for name in ON_SPARK:
        frame = spark.read.csv(str(SAMPLE / f"{name}.csv"), header=True, multiLine=True, escape='"')
        frame.createOrReplaceTempView(f"sample_{name}")
    tables = {name: {"from": f"sample_{name}"} for name in ON_SPARK}
    files = cs.open(SAMPLE / "company.toml")
    there = cs.open(SAMPLE / "company.toml", source=spark, tables=tables)
    for family in ("revenue", "satisfaction"):
        expected = files.measures("2026-10", family=family, by="plan")
        found = there.measures("2026-10", family=family, by="plan")
        # some measures need tables that were not taken along
        there_too = [name for name in found if name not in found.attrs.get("not_available", {})]
        assert len(there_too) > 15
        pd.testing.assert_frame_equal(
            _in_order(found)[there_too], _in_order(expected)[there_too], check_like=True
        )


@pytest.mark.spark
@pytest.mark.slow
def test_the_mrr_playbook_on_spark(spark):
    frame = _playbook()
    into_spark(spark, {"playbook": frame.astype({"mrr": float})})
    settings = {"as_of": "2021-01-01", "currency": "USD"}
    expected = cs.open({"subscriptions": frame}, **settings)
    there = cs.open(spark, tables={"subscriptions": {"from": "playbook"}}, **settings)
    periods = "2017-09..2020-02"
    pd.testing.assert_frame_equal(
        there.measures(periods, "revenue", by=()), expected.measures(periods, "revenue", by=())
    )
