"""Leads: cohorts with closed windows, what has become of them so far, and by period."""

import pandas as pd
import pytest

from tests.by_hand import company, measures, row, table, value

LEADS = table(
    "lead_id created_at qualified_at converted_at channel representative",
    (1, "2026-03-01", "2026-03-05", "2026-03-31", "web", "eli"),  # on day 30
    (2, "2026-03-01", "2026-03-03", "2026-03-31T00:00:01", "web", "eli"),  # a second too late
    (3, "2026-03-10", "2026-03-20", None, "web", "mo"),
    (4, "2026-03-20", None, "2026-04-01", "mail", "mo"),
    (5, "2026-03-31", None, None, "mail", None),
    (6, "2026-02-01", "2026-02-02", "2026-03-02", "mail", "mo"),
    (7, "2026-04-20", None, None, "web", "mo"),
)


@pytest.fixture(scope="module")
def firm():
    return company(as_of="2026-05-01", leads=LEADS)


def test_conversion_within_the_window_of_the_cohort(firm):
    """All five of March have had their 30 days; two of three who converted did so in time."""
    assert value(firm, "2026-03", "conversion_rate") == 2 / 5
    assert row(firm, "2026-03", "conversion_rate")["n"] == 5


def test_who_is_still_within_the_window_is_not_counted_yet():
    early = company(as_of="2026-04-19", leads=LEADS)
    found = row(early, "2026-03", "conversion_rate")
    # what happens on the 30th day is in the window: of the 20th that day has only begun
    early_measures = measures(early, "2026-03", "acquisition")
    assert early_measures[["cohort_leads", "cohort_leads_converted"]].tolist() == [3, 1]
    assert found["n"] == 3
    # so far all leads count, whether they had time or not
    assert value(early, "2026-03", "conversion_rate", "leads") == 3 / 5


def test_a_longer_window_is_a_policy():
    longer = company(as_of="2026-05-10", leads=LEADS, policies={"conversion_window_days": 31})
    assert value(longer, "2026-03", "conversion_rate") == 3 / 5
    assert str(value(longer, "2026-04", "conversion_rate")) == "nan"


def test_the_other_variants(firm):
    assert value(firm, "2026-03", "conversion_rate", "leads") == 3 / 5
    assert value(firm, "2026-03", "conversion_rate", "so_far") == 3 / 5
    # of leads 1, 2 and 3, which were qualified, the first became a customer within the window
    assert value(firm, "2026-03", "conversion_rate", "qualified_leads") == 1 / 3
    # conversions that fell into March: of leads 1, 2 and, of February, 6
    assert value(firm, "2026-03", "conversion_rate", "by_period") == 3 / 5


def test_the_close_rate_of_each_representative(firm):
    split = ("conversion_rate", "qualified_leads", "representative")
    assert value(firm, "2026-03", *split, "eli") == 1 / 2
    assert value(firm, "2026-03", *split, "mo") == 0


def test_leads_by_channel(firm):
    assert value(firm, "2026-03", "leads_generated") == 5
    assert value(firm, "2026-03", "leads_generated", "default", "channel", "web") == 3


def test_the_sales_funnel_step_by_step(firm):
    assert value(firm, "2026-03", "sales_funnel") == 2 / 5
    assert value(firm, "2026-03", "sales_funnel", "so_far") == 3 / 5
    assert value(firm, "2026-03", "sales_funnel", "lead_to_qualified") == 3 / 5
    assert value(firm, "2026-03", "sales_funnel", "qualified_to_customer") == 1 / 3
    assert value(firm, "2026-03", "sales_funnel", "qualified_to_customer_so_far") == 2 / 3
    assert value(firm, "2026-03", "sales_funnel", "time_to_qualified") == (4 + 2 + 10) * 86400 / 3
    assert value(firm, "2026-03", "sales_funnel", "time_to_customer") == (30 + 12) * 86400 / 2
    measure_file = firm.detail("acquisition/sales_funnel", firm.periods("2026-03"))
    # a customer who was never called qualified has passed that step, too
    assert measure_file["step"].tolist() == ["lead", "qualified", "customer"]
    assert measure_file["reached"].tolist() == [5, 4, 2]
    assert measure_file["timed"].tolist() == [0, 3, 2]
    assert measure_file["reached"].is_monotonic_decreasing


def test_leads_of_the_last_days_do_not_look_like_a_collapse():
    """Every lead converts on its 20th day; the newest have had no time, and stay out of the default."""
    days = pd.date_range("2026-01-01", "2026-04-30", freq="D")
    leads = pd.DataFrame(
        {
            "lead_id": range(len(days)),
            "created_at": days.strftime("%Y-%m-%d"),
            "qualified_at": (days + pd.Timedelta(days=5)).strftime("%Y-%m-%d"),
            "converted_at": (days + pd.Timedelta(days=20)).strftime("%Y-%m-%d"),
        }
    )
    for as_of in ("2026-04-01", "2026-06-15"):
        told = company(as_of=as_of, leads=leads).metrics(
            "2026-02..2026-03", family="acquisition", by=()
        )
        for metric in ("conversion_rate", "sales_funnel"):
            rates = told[(told["metric"] == metric) & (told["variant"] == "default")]
            assert rates["value"].dropna().eq(1).all() and rates["value"].notna().iloc[0]
    early = company(as_of="2026-04-01", leads=leads)
    assert value(early, "2026-03", "sales_funnel", "so_far") == 11 / 31
    assert row(early, "2026-03", "sales_funnel")["n"] == 1  # of the 1st, whose 30 days are over
    late = company(as_of="2026-03-20", leads=leads)
    assert "window" in row(late, "2026-03", "sales_funnel")["note"]


def test_a_step_that_nobody_records_is_not_0():
    plain = company(leads=LEADS[["lead_id", "created_at", "converted_at"]])
    assert "qualified_at" in row(plain, "2026-03", "sales_funnel", "lead_to_qualified")["note"]
    assert value(plain, "2026-03", "sales_funnel") == 2 / 5


def test_later_rows_change_no_cohort_of_the_past(firm):
    more = company(
        as_of="2026-05-01",
        leads=table(" ".join(LEADS.columns), *LEADS.itertuples(index=False),
                    (8, "2026-05-02", None, "2026-05-03", "web", "mo")),
    )  # fmt: skip
    assert measures(more, "2026-03", "acquisition").equals(measures(firm, "2026-03", "acquisition"))
