"""On the sample every metric and every variant of the glossary has a value, whatever it is about."""

from functools import cache

import pytest

import cs_toolkit as cs
from cs_toolkit.company.request import FAMILIES
from cs_toolkit.metrics import METRICS

SAMPLE = "data/sample/company.toml"
# Quillmoor bills by seat alone, books no cost of revenue and keeps leads instead of deals:
# tests/revenue/test_usage.py, tests/value/test_gross_margin.py and tests/acquisition/test_deals.py have companies that do
NOT_QUILLMOORS = {
    ("usage_revenue", "per_customer"),
    ("gross_margin", "default"),
    ("gross_margin", "absolute"),
    ("win_rate", "default"),
    ("win_rate", "by_value"),
    ("sales_cycle", "default"),
    ("pipeline_value", "default"),
}


@cache
def _table():
    # the month before the last: those who started in the last have not had their windows yet
    return cs.open(SAMPLE).metrics("2026-09", by=())


def test_every_family_has_metrics():
    assert {metric.family for metric in METRICS.values()} == set(FAMILIES)


@pytest.mark.parametrize("metric", METRICS)
def test_every_variant_has_a_value(metric):
    found = cs.pick(_table(), metric, variant=None).set_index("variant")
    assert set(found.index) == set(METRICS[metric].variants)
    missing = found.loc[found["value"].isna(), "note"].to_dict()
    assert {(metric, variant) for variant in missing} <= NOT_QUILLMOORS, missing
