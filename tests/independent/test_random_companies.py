"""All families of companies drawn by a seed, worked out a second time in plain pandas."""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.analyses.feedback.classification import classified_comments

from .comments import comment_figures
from .figures import KINDS, by_key, differences
from .health import DECLARED, health_figures
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
    wrong = {kind: unlike for kind, one in figures.items() if (unlike := differences(one, found))}
    assert wrong == {}


@pytest.mark.parametrize(("seed", "span"), [(11, OCTOBER), (29, OCTOBER)])
def test_the_same_health(tmp_path, seed, span):
    file = draw_company(tmp_path / "drawn", seed)
    file.write_text(file.read_text("utf-8") + DECLARED, encoding="utf-8")
    found = by_key(cs.open(file).metrics(span.name, family="health", by=()))
    assert differences(health_figures(Company(folder=file.parent), span), found) == []


@pytest.mark.parametrize("seed", [11])
def test_the_same_sums_of_comments(tmp_path, seed):
    """What a comment sounds like is a model's, tested with it: here it is what the comments add up to."""
    file = draw_company(tmp_path / "drawn", seed)
    kit = cs.open(file)
    by_hand = Company(folder=file.parent)
    labels = classified_comments(kit)[
        [
            "comment_key",
            "label",
            "sentiment",
            "has_theme",
            "says_continue",
            "says_start",
            "says_stop",
        ]
    ]
    for span in (OCTOBER, DAYS):
        found = by_key(kit.metrics(span.name, family="feedback", by="plan"))
        assert differences(comment_figures(by_hand, span, labels), found) == [], span.name
