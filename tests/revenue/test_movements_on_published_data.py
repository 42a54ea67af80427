"""Recurring revenue on data that others published, against the figures that they or pandas give."""

import pandas as pd
import pytest

import cs_toolkit as cs
from tests.real_data import real_data

KINDS = {
    "new": "new_mrr",
    "reactivation": "reactivation_mrr",
    "upgrade": "expansion_mrr",
    "downgrade": "contraction_mrr",
    "churn": "churned_mrr",
}


@pytest.fixture(scope="module")
def playbook():
    return cs.open(
        "data/mappings/mrr_playbook.toml", source=str(real_data("mrr_playbook")), as_of="2021-01-01"
    )


def test_totals_of_the_mrr_playbook(playbook):
    total = playbook.measures("2017-09..2020-02", family=["revenue", "retention"], by=()).sum(
        numeric_only=True
    )
    assert total["new_customers"] == 55
    assert total["new_mrr"] == 2295
    assert total["reactivated_customers"] == 3
    assert total["reactivation_mrr"] == 150
    assert total["expansion_mrr"] == 660
    assert total["contraction_mrr"] == 555
    assert total["churned_customers"] == 58
    assert total["churned_mrr"] == 2550


def test_every_month_of_the_mrr_playbook(playbook):
    published = pd.read_csv(real_data("mrr_playbook/mrr_monthly_fullspine.csv")).fillna(0.0)
    ours = playbook.measures("2017-09..2020-02", family="revenue", by=()).set_index("period")
    months = published["date_month"].str[:7]
    empty = ours.drop(months)  # a month in which nobody pays has no row there, and zeros here
    assert empty[["ending_mrr", *KINDS.values()]].to_numpy().sum() == 0
    ours = ours.loc[months]
    assert ours["ending_mrr"].tolist() == published["mrr"].tolist()
    for theirs, name in KINDS.items():
        assert ours[name].tolist() == published[theirs].abs().tolist(), name
    retained = published["renewal_amount"].tolist()
    assert ours["retained_mrr"].tolist() == retained


def test_every_customer_of_the_mrr_playbook(playbook):
    published = pd.read_csv(real_data("mrr_playbook/mrr_rows_fullspine.csv"))
    published = published.dropna(subset=["change_category"])
    theirs = {
        (str(row.customer_id), row.date_month[:7]): (row.change_category, row.mrr_change)
        for row in published.itertuples()
    }
    ours = {}
    for month in sorted({month for _, month in theirs}):
        for row in playbook.rows("ending_mrr", month).itertuples():
            change = row.moved - row.starting
            if change:
                retained = "upgrade" if change > 0 else "downgrade"
                words = {"churned": "churn", "reactivated": "reactivation", "retained": retained}
                ours[row.customer_id, month] = (words.get(row.state, row.state), change)
    assert ours == theirs


def test_mrr_of_ravenstack_at_three_month_ends():
    company = cs.open(
        "data/mappings/ravenstack.toml", source=str(real_data("ravenstack")), as_of="2025-01-01"
    )
    found = company.measures("2024-06..2024-12", family="revenue", by=()).set_index("period")
    assert found.loc["2024-06", ["ending_mrr", "paying_customers"]].tolist() == [3_833_405, 333]
    assert found.loc["2024-11", ["ending_mrr", "paying_customers"]].tolist() == [8_460_824, 474]
    assert found.loc["2024-12", ["ending_mrr", "paying_customers"]].tolist() == [10_159_608, 500]


@pytest.mark.parametrize(
    "periods", ["2017-09..2020-02", "2017-Q3..2020-Q1", "2017..2020", "2017-W36..2020-W08"]
)
def test_every_identity_closes_on_real_data(playbook, periods):
    found = playbook.reconcile(periods)
    assert len(found) > 0
    assert found[~found["holds"]].empty


def test_grains_agree_where_their_dates_meet(playbook):
    months = playbook.measures("2018-01..2018-12", family="revenue", by=()).set_index("period")
    quarters = playbook.measures("2018-Q1..2018-Q4", family="revenue", by=()).set_index("period")
    year = playbook.measures("2018", family="revenue", by=())
    assert quarters.loc["2018-Q2", "starting_mrr"] == months.loc["2018-04", "starting_mrr"]
    assert quarters.loc["2018-Q2", "ending_mrr"] == months.loc["2018-06", "ending_mrr"]
    assert year["ending_mrr"].item() == months.loc["2018-12", "ending_mrr"]
    assert year["total_revenue"].item() == pytest.approx(months["total_revenue"].sum())
