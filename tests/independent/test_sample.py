"""The sample company's figures worked out a second time in plain pandas, by plan as well."""

import pandas as pd
import pytest

import cs_toolkit as cs

from .figures import KINDS, by_key, differences
from .tables import OCTOBER, THIRD_QUARTER, Company

SPANS = {span.name: span for span in (OCTOBER, THIRD_QUARTER)}
FAMILIES = [
    "revenue", "retention", "value", "acquisition", "satisfaction", "support", "engagement",
]  # fmt: skip


@pytest.fixture(scope="module")
def by_hand() -> Company:
    return Company()


@pytest.fixture(scope="module")
def found() -> dict[str, pd.Series]:
    """The kit's value of each period, metric, variant and segment, asked once a period."""
    kit = cs.open("data/sample/company.toml")
    asked = {name: kit.metrics(name, family=FAMILIES, by="plan") for name in SPANS}
    return {name: by_key(frame) for name, frame in asked.items()}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SPANS)
def test_the_same_figures(name, kind, by_hand, found):
    expected = KINDS[kind](by_hand, SPANS[name])
    assert differences(expected, found[name]) == []


def test_no_fewer_than_were_once_recomputed(by_hand):
    figures = [KINDS[kind](by_hand, OCTOBER) for kind in ("money", "customers", "calls")]
    assert sum(map(len, figures)) > 236
