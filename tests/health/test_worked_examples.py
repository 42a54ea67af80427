"""Vendors' worked examples, from rows of ``health_inputs`` to the metric."""

import pandas as pd
import pytest

import cs_toolkit as cs
from tests.by_hand import row, subscriptions
from tests.metrics.worked_examples import worked_example


def _company(weights, scores):
    names = [f"score_{place}" for place in range(len(scores))]
    inputs = pd.DataFrame(
        {"as_of": "2026-04-30", "indicator": names, "value": scores, "customer_id": "a"}
    )
    indicators = {
        name: {"weight": weight, "low": 0, "high": 100}
        for name, weight in zip(names, weights, strict=True)
    }
    return cs.open(
        {
            "subscriptions": subscriptions(("s", "a", "2026-01-01", None, 10.0)),
            "health_inputs": inputs,
        },
        as_of="2026-06-01", health={"indicators": indicators},
    )  # fmt: skip


def test_gainsights_group():
    """Weights 20, 15, 22 with scores 47, 59, 21: 40.12, shown as 40."""
    example = worked_example("gainsight_group")
    weights, scores = zip(*example["given"], strict=True)
    found = row(_company(weights, scores), "2026-04", "customer_health_score")
    assert found["value"] == pytest.approx(example["expected"])
    assert round(found["value"]) == example["displayed"] == 40


def test_nateros_score():
    """Weights 7, 5, 8, 3 with scores 83, 71, 78, 54: 74.87, shown as 75."""
    example = worked_example("natero_health")
    given = example["given"]
    found = row(_company(given["weights"], given["scores"]), "2026-04", "customer_health_score")
    assert found["value"] == pytest.approx(example["expected"])
    assert round(found["value"]) == example["displayed"] == 75
