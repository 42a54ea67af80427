"""All families of companies drawn by a seed, worked out a second time in plain pandas."""

import pandas as pd
import pytest

import cs_toolkit as cs

from .figures import KINDS, by_key, differences
from .random_company import draw_company
from .tables import OCTOBER, Company, Span
from .test_sample import FAMILIES

FISCAL_YEAR = Span("FY2026", pd.Timestamp("2025-11-01"), pd.Timestamp("2026-11-01"))
DAYS = Span("2026-09-21..2026-10-11", pd.Timestamp("2026-09-21"), pd.Timestamp("2026-10-12"))
# what is told by the month is not known of three weeks
NOT_OF_DAYS = ("costs", "acquisition")


@pytest.mark.parametrize(
    ("seed", "span", "kinds"),
    [
        (11, OCTOBER, KINDS),
        (29, FISCAL_YEAR, KINDS),
        (11, DAYS, [kind for kind in KINDS if kind not in NOT_OF_DAYS]),
    ],
    ids=["month", "fiscal year", "days"],
)
def test_the_same_figures_as_in_plain_pandas(tmp_path, seed, span, kinds):
    file = draw_company(tmp_path / "drawn", seed)
    kit = cs.open(file, fiscal_year_start="november")
    found = by_key(kit.metrics(span.name, family=FAMILIES, by="plan"))
    by_hand = Company(folder=file.parent)
    figures = {kind: KINDS[kind](by_hand, span) for kind in kinds}
    assert sum(map(len, figures.values())) > 600
    wrong = {kind: told for kind, one in figures.items() if (told := differences(one, found))}
    assert wrong == {}
