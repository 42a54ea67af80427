"""The frames that the pages are made of, each by hand."""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit import display
from cs_toolkit.analyses.frames import quality
from cs_toolkit.analyses.frames.cohorts import ALL, triangle
from cs_toolkit.analyses.frames.satisfaction import (
    boxes,
    by_score,
    comments_by_box,
    response_by_fate,
)
from cs_toolkit.config.company_file import company_settings
from cs_toolkit.config.leads import LEAD_SETS
from cs_toolkit.errors import InputError
from cs_toolkit.figures import alt_text, cohorts, movements, segments, show, trend
from cs_toolkit.scorecard.summary import leading

SUBSCRIPTIONS = pd.DataFrame(
    {
        "subscription_id": [1, 2, 3, 4], "customer_id": ["a", "b", "c", "d"],
        "mrr": [10, 30, 20, 40], "starts_on": ["2026-01-05", "2026-01-05", "2026-02-01", "2026-02-03"],
        "ends_on": [None, "2026-03-01", None, "2026-02-20"],
    }
)  # fmt: skip
ANSWERS = pd.DataFrame(
    {
        "response_id": range(1, 7), "survey": ["nps"] * 5 + ["csat"], "score": [10, 9, 3, 6, 7, 5],
        "comment": [None, "good", "bad", "slow", None, "fine"],
        "responded_at": ["2026-02-01", "2026-02-02", "2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"],
    }
)  # fmt: skip


@pytest.fixture
def company():
    return cs.open({"subscriptions": SUBSCRIPTIONS}, as_of="2026-04-01", currency="EUR")


@pytest.fixture
def surveyed():
    return cs.open({"survey_responses": ANSWERS}, as_of="2026-04-01")


def test_a_cohort_is_followed_as_far_as_is_known(company):
    months = company.periods("2026-01..2026-03")
    found = triangle(company.detail("retention/cohorts", months), months)
    shares = found.set_index(["cohort", "age"])["value"].to_dict()
    assert shares == {
        ("2026-01", 0): 1.0, ("2026-01", 1): 1.0, ("2026-01", 2): 0.5,
        ("2026-02", 0): 0.5, ("2026-02", 1): 0.5,  # d left within the month
        (ALL, 0): 0.75, (ALL, 1): 0.75, (ALL, 2): 0.5,
    }  # fmt: skip
    assert found.loc[found["cohort"] == ALL, "n"].tolist() == [4, 4, 2]


def test_a_cohorts_revenue_is_compared_with_what_it_paid_when_it_started(company):
    months = company.periods("2026-01..2026-03")
    found = triangle(company.detail("retention/cohorts", months), months, of="mrr")
    shares = found.set_index(["cohort", "age"])["value"]
    assert shares["2026-01"].tolist() == [1.0, 1.0, 0.25]
    assert shares["2026-02"].tolist() == [1.0, 1.0]
    assert shares[ALL].tolist() == [1.0, 1.0, 0.25]


def test_scores_are_counted_over_all_periods_and_by_survey(surveyed):
    given = surveyed.detail("satisfaction/answers_by_score", surveyed.periods("2026-02..2026-03"))
    nps = surveyed.settings.surveys["nps"]
    rows = by_score(given, nps).set_index("score")
    assert rows["answers"].to_dict() == {3: 1, 6: 1, 7: 1, 9: 1, 10: 1}
    assert rows["commented"].to_dict() == {3: 1, 6: 1, 7: 0, 9: 1, 10: 0}


def test_who_says_why_is_reported_with_its_interval(surveyed):
    given = surveyed.detail("satisfaction/answers_by_score", surveyed.periods("2026-02..2026-03"))
    rows = comments_by_box(given, surveyed.settings.surveys["nps"]).set_index("segment")
    assert rows["value"].to_dict() == {
        "": 0.6, "Detractors": 1.0, "Passives": 0.0, "Promoters": 0.5,
    }  # fmt: skip
    assert rows["n"].tolist() == [5, 2, 1, 2]
    assert (rows["low"] <= rows["value"]).all() and (rows["value"] <= rows["high"]).all()


def test_the_boxes_follow_the_declared_scale_and_direction():
    file = cs.open(
        {"survey_responses": ANSWERS}, as_of="2026-04-01",
        surveys={
            "nps": {"scale": [1, 10]},
            "effort": {"kind": "ces", "scale": [1, 5], "direction": "low_is_good", "top_box": 2},
        },
    )  # fmt: skip
    surveys = file.settings.surveys
    assert boxes(surveys["nps"])["Detractors"] == [1, 2, 3, 4, 5, 6]
    assert boxes(surveys["effort"]) == {"Rest": [3, 4, 5], "Low effort": [1, 2]}


def test_who_leaves_soon_after_is_compared_with_who_stays():
    asked = pd.DataFrame(
        {
            "response_id": range(1, 7), "survey": "nps", "customer_id": ["a", "b", "b", "c", "d", "a"],
            # b leaves on 1 March: within 90 days of the first, after the second; d has left already
            "sent_at": ["2026-01-10", "2026-02-10", "2026-03-10", "2026-02-10", "2026-02-25", "2026-06-01"],
            "score": [9, None, 3, 8, 1, 7],
            "responded_at": ["2026-01-11", None, "2026-03-11", "2026-02-11", "2026-02-26", "2026-06-02"],
        }
    )  # fmt: skip
    frames = {"subscriptions": SUBSCRIPTIONS, "survey_responses": asked}
    company = cs.open(frames, as_of="2026-07-01")
    months = company.periods("2026-01..2026-06")
    found = company.detail("satisfaction/response_before_leaving", months)
    rows = response_by_fate(found).set_index("segment")
    # a's second survey is younger than 90 days: nobody knows yet
    assert rows["n"].to_dict() == {"": 3, "left within 90 days": 1, "stayed": 2}
    assert rows["value"].to_dict() == {
        "": pytest.approx(2 / 3), "left within 90 days": 0.0, "stayed": 1.0,
    }  # fmt: skip


def test_what_is_missing_is_reported_by_measures_details_tables_and_figures(surveyed, capsys):
    months = surveyed.periods("2026-02..2026-03")
    why = "not available: needs table subscriptions with columns subscription_id, customer_id, starts_on"
    measures = surveyed.measures(months, family="revenue")
    assert measures["starting_mrr"].isna().all()
    assert measures.attrs["not_available"]["starting_mrr"] == why
    detail = surveyed.detail("retention/cohorts", months)
    assert detail.empty
    assert why[1:] in repr(display.table(measures[["period", "starting_mrr", "ending_mrr"]]))
    for drawn in (
        movements(measures),
        cohorts(triangle(detail, months)),
        trend(cs.pick(surveyed.metrics(months, family="revenue"), "mrr")),
    ):
        assert alt_text(drawn).endswith(f"{why[0].upper()}{why[1:]}.")
        show(drawn)
        assert why[1:] in capsys.readouterr().out


def test_a_split_that_the_company_lacks_is_no_error_and_a_slip_is(surveyed):
    found = surveyed.metrics("2026-03", family="satisfaction", by="touchpoint")
    assert set(found["dimension"]) == {"total"}
    assert "no data" in alt_text(segments(cs.pick(found, "net_promoter_score", by="touchpoint")))
    with pytest.raises(InputError, match='"touchpont" to split by'):
        surveyed.metrics("2026-03", family="satisfaction", by="touchpont")
    with pytest.raises(InputError, match='there is no measure "retention/cohort"'):
        surveyed.detail("retention/cohort", surveyed.periods("2026-03"))


def test_each_lead_set_leads_in_its_order(company):
    card = company.scorecard("2026-03")
    for name, metrics in LEAD_SETS.items():
        assert leading(card, name)["metric"].tolist() == list(metrics)
    with pytest.raises(InputError, match='there is no lead set "s18"'):
        leading(card, "s18")


def test_the_scorecard_has_what_is_known_and_the_other_table_what_it_would_take(company):
    card = company.scorecard("2026-03")
    page, rest = display.scorecard(card), display.unavailable(card)
    assert "Customer churn rate: 33.3%" in repr(page)
    assert "Net promoter score" not in repr(page)
    assert "table survey_responses" in repr(rest) and "Net promoter score" in repr(rest)
    assert (
        'scope="rowgroup"' in page.html
        and page.html.count("<tbody>")
        == card.loc[
            card["value"].notna() | ~card["note"].str.startswith("not available"), "family"
        ].nunique()
    )


def test_a_roll_forward_that_does_not_close_is_said_in_words_and_in_red():
    rows = pd.DataFrame(
        [["start + new = end", "2026-03", "plan", "<b>", 2.5, False],
         ["start + new = end", "2026-03", "total", "", 0.0, True]],
        columns=["identity", "period", "dimension", "segment", "difference", "holds"],
    )  # fmt: skip
    told = display.reconciliation(rows)
    assert repr(told).splitlines() == [
        "1 of 2 checks do not close.", "start + new = end: 1 of 2 broken",
        "BROKEN start + new = end: 2026-03, plan <b>, by 2.5",
    ]  # fmt: skip
    assert 'class="cs-broken"' in told.html and "<b>" not in told.html
    closes = display.reconciliation(rows[rows["holds"]])
    assert "cs-broken" not in closes.html and "close exactly" in repr(closes)


def test_the_quality_page_counts_what_was_read_and_what_a_table_would_give(surveyed):
    loaded = quality.loaded(surveyed)
    assert loaded[["table", "rows", "columns filled"]].values.tolist() == [
        ["survey_responses", 6, "5 of 12"]
    ]
    missing = quality.missing(surveyed).set_index("table")
    assert "Monthly recurring revenue" in missing.loc["subscriptions", "would give"]
    assert "survey_responses" not in missing.index
    changed = cs.open(
        {"survey_responses": ANSWERS}, policies={"answers": "last"}, as_of="2026-04-01"
    )
    rules = quality.rules(changed).set_index("rule")
    assert rules.loc["answers", "chosen"] == "instead of all"
    assert (rules.drop("answers")["chosen"] == "").all()


def test_a_table_has_a_plain_text_and_the_kits_own_look():
    shown = display.table(
        pd.DataFrame({"metric": ["mrr"], "value": [5.0], "unit": ["money"]}), currency="EUR"
    )
    assert repr(shown).split() == ["metric", "value", "Monthly", "recurring", "revenue", "€5"]
    assert shown._repr_html_().startswith("<style data-cs-toolkit>")
    assert repr(display.table(pd.DataFrame({"a": []}), nothing="No row.")) == "No row."


def test_without_a_set_what_the_company_has_leads_and_the_company_file_decides(company):
    card = company.scorecard("2026-03")
    assert leading(card)["metric"].iloc[0] == "mrr"
    chosen = company_settings({"lead": ["nrr", "mrr"]}).lead
    assert chosen == ("net_revenue_retention", "mrr")
    card.attrs["lead"] = chosen
    assert leading(card)["metric"].tolist() == list(chosen)
    with pytest.raises(InputError, match='lead: there is no metric "nrrr" to lead: did you mean'):
        company_settings({"lead": ["nrrr"]})
    with pytest.raises(InputError, match="lead = 3 must be a list of metrics"):
        company_settings({"lead": 3})
