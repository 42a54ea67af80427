"""Surveys on real rows: scales, directions, several answers of one customer, silence."""

from io import StringIO

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cs_toolkit as cs
from cs_toolkit.company import Company
from cs_toolkit.errors import InputError

WHEN = "2026-09-10"


def opened(*answers, surveys=None, policies=None, **columns):
    """Answers from (survey, score, customer) triples; further columns by name."""
    frame = pd.DataFrame(answers, columns=["survey", "score", "customer_id"]).assign(
        sent_at="2026-09-01", **columns
    )
    frame["score"] = frame["score"].astype(float)
    frame.insert(0, "response_id", [f"r{number:03d}" for number in range(len(frame))])
    if "responded_at" not in frame:
        frame["responded_at"] = [None if np.isnan(score) else WHEN for score in frame["score"]]
    return cs.open(
        {"survey_responses": frame}, as_of="2026-11-01", surveys=surveys or {}, policies=policies
    )


def number(company, metric, variant="default", column="value", by=(), segment=""):
    frame = company.metrics("2026-09", family="satisfaction", by=by)
    found = frame[
        (frame["metric"] == metric) & (frame["variant"] == variant) & (frame["segment"] == segment)
    ]
    return found[column].item()


def nps_of(*scores, **told):
    return opened(*(("nps", score, f"c{at}") for at, score in enumerate(scores)), **told)


def test_nps_by_hand_and_without_the_silent():
    assert number(nps_of(10, 7, 3, 9), "net_promoter_score") == 25
    company = nps_of(10, None, None)
    assert number(company, "net_promoter_score") == 100
    assert number(company, "net_promoter_score", column="n") == 1
    assert number(company, "response_rate") == pytest.approx(1 / 3)


def test_no_answers_are_no_score_of_0():
    company = nps_of(None, None)
    assert np.isnan(number(company, "net_promoter_score"))
    assert number(company, "net_promoter_score", column="note").startswith("no basis")


def test_a_zero_is_an_answer_on_0_to_10_and_off_the_scale_on_1_to_10():
    assert number(nps_of(0, 10), "net_promoter_score") == 0
    from_one = nps_of(0, 1, 6, 7, 10, 11, surveys={"nps": {"scale": [1, 10]}})
    assert number(from_one, "net_promoter_score", column="n") == 4
    assert number(from_one, "net_promoter_score") == -25
    (set_aside,) = from_one.check().set_aside
    assert set_aside.rows == 2


@pytest.mark.parametrize(
    ("scale", "scores", "share"),
    [
        ([0, 1], [1, 1, 0, 1], 3 / 4), ([1, 3], [3, 2, 1, 3], 2 / 4), ([1, 4], [4, 3, 2, 1], 2 / 4),
        ([1, 5], [5, 4, 3, 3], 2 / 4), ([1, 6], [6, 5, 4, 1], 2 / 4), ([1, 7], [7, 6, 5, 1], 2 / 4),
        ([0, 10], [10, 9, 8, 7], 3 / 4), ([1, 10], [10, 9, 8, 7], 3 / 4),
    ],
)  # fmt: skip
def test_the_top_box_follows_the_scale(scale, scores, share):
    company = opened(*(("csat", s, None) for s in scores), surveys={"csat": {"scale": scale}})
    assert number(company, "customer_satisfaction") == pytest.approx(share)
    mean = number(company, "customer_satisfaction", "mean")
    assert mean == pytest.approx(np.mean(scores))


def test_four_threes_are_no_one_satisfied_or_sixty_percent_of_the_points():
    company = opened(*[("csat", 3, None)] * 4)
    assert number(company, "customer_satisfaction") == 0
    assert number(company, "customer_satisfaction", "score_share") == pytest.approx(0.6)


def test_scales_are_never_averaged_across():
    surveys = {
        "visit": {"kind": "csat", "scale": [1, 5]},
        "chat": {"kind": "csat", "scale": [0, 10]},
    }
    company = opened(("visit", 5, "a"), ("visit", 2, "b"), ("chat", 9, "c"), surveys=surveys)
    assert number(company, "customer_satisfaction") == pytest.approx(
        2 / 3
    )  # the boxes may be added
    for variant in ("mean", "score_share"):
        assert np.isnan(number(company, "customer_satisfaction", variant))
        assert "more than one scale" in number(company, "customer_satisfaction", variant, "note")
    assert number(company, "customer_satisfaction", "mean", by="survey", segment="visit") == 3.5


def test_effort_is_turned_where_a_low_answer_is_good():
    scores = (1, 2, 3, 4, 7)
    low = {"ces": {"direction": "low_is_good"}}
    company = opened(*(("ces", s, None) for s in scores), surveys=low)
    assert number(company, "customer_effort_score") == pytest.approx(3 / 5)
    turned = opened(*(("ces", 8 - s, None) for s in scores))
    for variant in ("default", "mean", "positive_share", "index"):
        assert number(company, "customer_effort_score", variant) == pytest.approx(
            number(turned, "customer_effort_score", variant)
        )


def test_a_declared_box_is_a_border_on_the_scale_as_it_was_asked():
    low = {"ces": {"direction": "low_is_good", "scale": [1, 5], "top_box": 1, "positive": 2}}
    company = opened(*(("ces", s, None) for s in (1, 2, 2, 5)), surveys=low)
    assert number(company, "customer_effort_score") == 0.25
    assert number(company, "customer_effort_score", "positive_share") == 0.75
    assert company.settings.surveys["ces"].box == "1–1 of 1–5"


def test_the_effort_index_is_one_of_1_to_7_alone():
    company = opened(("ces", 5, None), ("ces", 1, None), surveys={"ces": {"scale": [1, 5]}})
    assert number(company, "customer_effort_score") == 0.5
    assert np.isnan(number(company, "customer_effort_score", "index"))
    assert "1–7" in number(company, "customer_effort_score", "index", "note")


def test_a_net_promoter_question_has_no_other_direction():
    with pytest.raises(InputError, match="net promoter"):
        opened(("nps", 9, None), surveys={"nps": {"direction": "low_is_good"}})


@pytest.mark.parametrize(
    ("policy", "n", "score"),
    # all: 10, 2, 9, 4. The last of a is 2, the mean of a is 6; who is not known counts each time
    [("all", 4, 0), ("last", 3, -100 / 3), ("account_mean", 3, -100 / 3)],
)
def test_several_answers_of_one_customer(policy, n, score):
    company = opened(
        ("nps", 10, "a"), ("nps", 2, "a"), ("nps", 9, "b"), ("nps", 4, None),
        responded_at=["2026-09-10", "2026-09-20", "2026-09-10", "2026-09-10"],
        policies={"answers": policy},
    )  # fmt: skip
    assert number(company, "net_promoter_score", column="n") == n
    assert number(company, "net_promoter_score") == pytest.approx(score)


def test_the_mean_of_an_account_may_lie_between_the_answers():
    company = opened(
        ("nps", 10, "a"),
        ("nps", 9, "a"),
        ("nps", 8, "b"),
        ("nps", 7, "b"),
        policies={"answers": "account_mean"},
    )
    measures = company.measures("2026-09", family="satisfaction", by=())
    assert measures[["promoters", "passives", "detractors", "responses"]].values.tolist() == [
        [1, 1, 0, 2]
    ]


def test_by_touchpoint_and_comment_rate():
    company = opened(
        ("csat", 5, "a"), ("csat", 1, "b"), ("csat", 4, "c"), ("csat", None, "d"),
        touchpoint=["order", "return", "order", "return"], comment=["fine", "", None, "never said"],
    )  # fmt: skip
    assert number(company, "customer_satisfaction", by="touchpoint", segment="order") == 1
    assert number(company, "customer_satisfaction", by="touchpoint", segment="return") == 0
    # words without a score are an answer, a blank comment is none
    assert number(company, "response_rate", by="touchpoint", segment="return") == 1.0
    assert number(company, "comment_rate") == 2 / 4


def test_without_comments_there_is_no_comment_rate_of_0():
    assert np.isnan(number(opened(("csat", 5, "a")), "comment_rate"))


def test_an_answer_counts_when_it_is_given_and_a_survey_when_it_is_sent():
    company = opened(("nps", 10, "a"), responded_at=["2026-10-02"])
    assert np.isnan(number(company, "net_promoter_score"))
    assert number(company, "response_rate") == 1
    october = company.metrics("2026-10", family="satisfaction", by=())
    found = cs.pick(october, "net_promoter_score")
    assert found["value"].item() == 100


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10), st.sampled_from("xyz")), min_size=1, max_size=25))
def test_parts_are_the_whole_and_segments_add_up(rows):
    company = opened(*(("nps", score, None) for score, _ in rows), touchpoint=[t for _, t in rows])
    frame = company.measures("2026-09", family="satisfaction", by="touchpoint")
    total, parts = frame.iloc[0], frame.iloc[1:]
    assert (
        total["promoters"] + total["passives"] + total["detractors"]
        == total["responses"]
        == len(rows)
    )
    for name in ("promoters", "passives", "detractors", "responses", "surveys_sent"):
        assert parts[name].sum() == total[name]


def test_the_answers_behind_the_number_can_be_reached():
    company = opened(("nps", 10, "a"), ("nps", 7, "b"), ("nps", 3, "c"), ("csat", 5, "a"))
    rows = company.rows("net_promoter_score", "2026-09").sort_values("score")
    assert rows["judgement"].tolist() == ["detractor", "passive", "promoter"]
    assert company.rows("csat", "2026-09")["given_score"].tolist() == [5]


def answers_of(rows: str) -> Company:
    """A company that has only these lines of response_id,survey,score,responded_at,sent_at,comment."""
    frame = pd.read_csv(
        StringIO("response_id,survey,score,responded_at,sent_at,comment\n" + rows),
        keep_default_na=False,
        na_values=[""],
    ).dropna(axis="columns", how="all")
    return cs.open({"survey_responses": frame}, as_of="2026-11-01")


def test_comments_are_counted_without_a_date_of_sending():
    company = answers_of("1,nps,9,2026-09-02,,great\n2,nps,3,2026-09-02,,\n")
    assert number(company, "comment_rate") == 0.5
    assert number(company, "comment_rate", column="n") == 2
    assert number(company, "response_rate", column="note").startswith("not available")


def test_a_comment_without_a_score_is_an_answer_and_counts_when_it_was_given():
    company = answers_of(
        "1,csat,5,2026-09-02,2026-09-01,\n"
        "2,csat,,,2026-09-01,\n"
        "3,csat,,2026-09-03,2026-09-01,just a comment\n"
        "4,csat,4,2026-09-02,2026-08-28,\n"
        "5,csat,2,2026-09-02,,N/A\n"
        "6,csat,,,2026-09-01,none\n"
    )
    assert number(company, "response_rate") == 2 / 4
    assert number(company, "comment_rate") == 1 / 4  # answers 1, 3, 4 and 5
    assert number(company, "customer_satisfaction", column="n") == 3
    assert company.rows("comment_rate", "2026-09")["response_id"].tolist() == ["1", "3", "4", "5"]


@pytest.mark.parametrize(
    "entry", ["n/a", "N/A.", " NA ", "none", "None!", "-", "--", ".", "...", "?", "no comment",
              "Nothing to add.", "keine", "aucun", "sin comentarios", "无"],
)  # fmt: skip
def test_an_entry_that_stands_for_an_empty_field_is_no_comment(entry):
    company = answers_of(f'1,nps,9,2026-09-02,,"{entry}"\n2,nps,3,2026-09-02,,no help\n')
    assert number(company, "comment_rate") == 0.5


LOW = {"direction": "low_is_good", "scale": [1, 5]}


def test_the_mean_as_answered_stands_beside_the_turned_one():
    surveys = {"ces": LOW, "csat": LOW}
    company = opened(
        *((kind, s, None) for kind in surveys for s in (1, 1, 2, 3, 5)), surveys=surveys
    )
    for metric in ("customer_effort_score", "customer_satisfaction"):
        assert number(company, metric, "mean_as_answered") == pytest.approx(2.4)
        assert number(company, metric, "mean") == pytest.approx(3.6)
        low, high = (number(company, metric, "mean_as_answered", one) for one in ("low", "high"))
        assert low < 2.4 < high


def test_answers_that_run_in_opposite_directions_have_no_mean_as_answered():
    surveys = {"ces": LOW, "ease": {"kind": "ces", "scale": [1, 5]}}
    company = opened(("ces", 1, "a"), ("ease", 5, "b"), surveys=surveys)
    assert number(company, "customer_effort_score", "mean") == 5
    assert np.isnan(number(company, "customer_effort_score", "mean_as_answered"))
    note = number(company, "customer_effort_score", "mean_as_answered", "note")
    assert "low on another" in note


def test_a_survey_that_may_still_be_answered_is_no_silence_yet():
    company = answers_of(
        "1,nps,9,2026-09-02,2026-09-01,\n"
        "2,nps,9,2026-09-20,2026-09-01,\n"  # late, and an answer
        "3,nps,,,2026-09-03,\n"
        "4,nps,,,2026-10-28,\n"
        "5,nps,7,2026-10-29,2026-10-28,\n"
    )
    assert number(company, "response_rate") == number(company, "response_rate", "so_far") == 2 / 3
    october = company.metrics("2026-10", metric="response_rate", by=()).set_index("variant")
    assert np.isnan(october["value"]["default"])
    assert october["status"]["default"] == "maturing"
    assert "has had the whole window" in october["note"]["default"]
    assert october["value"]["so_far"] == 1 / 2
