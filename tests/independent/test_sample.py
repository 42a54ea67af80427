"""The sample company's figures worked out a second time in plain pandas, by plan as well."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

import cs_toolkit as cs

from .calls import call_figures
from .surveys import survey_figures
from .tables import OCTOBER, THIRD_QUARTER, Company, Figures, Span
from .tickets import ticket_figures

SPANS = {span.name: span for span in (OCTOBER, THIRD_QUARTER)}
FAMILIES = ["satisfaction", "support"]
KINDS: dict[str, Callable[[Company, Span], Figures]] = {
    "surveys": survey_figures,
    "calls": call_figures,
    "tickets": ticket_figures,
}


@pytest.fixture(scope="module")
def by_hand() -> Company:
    return Company()


@pytest.fixture(scope="module")
def found() -> dict[str, pd.Series]:
    """The kit's value of each period, metric, variant and segment, asked once a period."""
    kit = cs.open("data/sample/company.toml")
    asked = {name: kit.metrics(name, family=FAMILIES, by="plan") for name in SPANS}
    keys = ["metric", "variant", "segment"]
    return {name: frame.set_index(keys)["value"] for name, frame in asked.items()}


def differences(expected: Figures, found: pd.Series) -> list[str]:
    wrong = []
    kinds = {(metric, variant) for metric, variant, _ in expected}
    known = found[[key[:2] in kinds for key in found.index]]
    for key, value in expected.items():
        # a plan without rows has no row of its own, or a zero
        there = known.get(key, np.nan)
        if not _same(value, there) and not (key not in known.index and _same(value, 0)):
            wrong.append(f"{' '.join(key)}: by hand {value!r}, the kit {there!r}")
    wrong += [f"{' '.join(key)}: only in the kit" for key in known.index if key not in expected]
    return wrong


def _same(one: float, other: float) -> bool:
    if isinstance(one, int | np.integer):
        return one == other
    return (pd.isna(one) and pd.isna(other)) or bool(np.isclose(one, other, rtol=1e-9, atol=1e-12))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SPANS)
def test_the_same_figures(name, kind, by_hand, found):
    expected = KINDS[kind](by_hand, SPANS[name])
    assert differences(expected, found[name]) == []
