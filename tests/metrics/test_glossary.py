"""The glossary comes from the registry and from nowhere else."""

import pandas as pd

from cs_toolkit.metrics import METRICS
from cs_toolkit.metrics.glossary import glossary, glossary_markdown


def test_every_metric_and_variant_has_its_row():
    rows = glossary()
    assert [(row["metric"], row["variant"]) for row in rows] == [
        (metric.name, variant) for metric in METRICS.values() for variant in metric.variants
    ]


def test_no_row_has_a_gap():
    frame = pd.DataFrame(glossary())
    for column in (
        "family",
        "metric",
        "label",
        "variant",
        "says",
        "unit",
        "formula",
        "hides",
        "source",
    ):
        assert frame[column].astype(bool).all(), column
    assert frame["measures"].map(len).gt(0).all()
    assert not frame.duplicated(["metric", "variant"]).any()


def test_it_says_what_the_registry_says():
    rows = {(row["metric"], row["variant"]): row for row in glossary()}
    nps = rows["net_promoter_score", "default"]
    assert (nps["n"], nps["interval"], nps["range"]) == (
        "responses",
        "nps interval by customer",
        (-100, 100),
    )
    assert nps["benchmarks"] == ("above 70 is excellent, 30 to 70 good (S12)",)
    net = rows["customer_churn_rate", "net"]
    assert (net["source"], net["direction"]) == ("S17.3", "lower")
    assert rows["customer_lifetime_value", "margin"]["assumptions"] == {
        "gross_margin": 1.0, "churn_base": "starting",
    }  # fmt: skip
    without_short = rows["abandonment_rate", "default"]["n"]
    assert without_short == "offered without short abandons"


def test_the_table_for_the_documentation_has_every_name():
    text = glossary_markdown()
    for metric in METRICS.values():
        for name in (metric.name, *metric.aliases, *metric.variants):
            assert name == "default" or f"`{name}`" in text
    cells = [line.count("|") for line in text.splitlines() if line.startswith("|")]
    assert set(cells) == {6}
