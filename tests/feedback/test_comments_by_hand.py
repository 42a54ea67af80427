"""Comments counted by what they sound like, in segments and by channel."""

import numpy as np
import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.analyses import feedback
from tests.by_hand import row, value
from tests.feedback.comments import BAD, GOOD, PLAIN, tables

KINDS = ["positive", "neutral", "negative", "abstained", "unsupported"]


@pytest.fixture(scope="module")
def company():
    said = tables(
        (GOOD, "a", "review", None, "2026-10-02"), (BAD, "b", "social", None, "2026-10-03"),
        (PLAIN, "b", "review", None, "2026-10-04"),
        (GOOD, None, None, None, "2026-10-31T22:30:00Z"), (BAD, "a", "review", None, "2026-10-31T23:30:00Z"),
        ("Palvelu oli todella hyvää ja nopeaa", "a", "review", None, "2026-10-06"),
        surveys=[("r1", "nps", 3, "a", BAD, "2026-10-07"), ("r2", "nps", 9, "b", None, "2026-10-08"), ("r3", "nps", 2, "b", "  ", "2026-10-08")],
    )  # fmt: skip
    return cs.open(said, as_of="2026-12-01", time_zone="Europe/Paris", dimensions=["plan"])


def measured(company, by=()):
    return company.measures("2026-10", family="feedback", by=by)


def test_every_comment_has_one_label(company):
    """In Paris, 22:30 UTC of the 31st is October, 23:30 is November; a blank is no comment."""
    found = measured(company).iloc[0]
    assert [found[f"{kind}_comments"] for kind in KINDS] == [2, 1, 2, 0, 1]
    assert found["comments"] == 6 and found["scored_comments"] == 5


def test_the_metrics(company):
    assert value(company, "2026-10", "sentiment") == 0
    assert value(company, "2026-10", "sentiment", "negative") == 2 / 5
    assert value(company, "2026-10", "sentiment", "unsupported_language") == 1 / 6
    found = row(company, "2026-10", "sentiment", "positive")
    assert found["n"] == 5 and found["low"] < 0.4 < found["high"]


@pytest.mark.parametrize("by", ["plan", "channel"])
def test_segments_add_up(company, by):
    frame = measured(company, by)
    sums = frame.groupby("dimension").sum(numeric_only=True)
    for kind in KINDS:
        name = f"{kind}_comments"
        assert sums.loc[by, name] == sums.loc["total", name]
    assert sums.loc[by, "comments"] == sums.loc["total", "comments"] == 6


def test_channels_are_those_of_the_comments_and_surveys(company):
    frame = measured(company, "channel")
    found = frame[frame["dimension"] == "channel"].set_index("segment")["comments"]
    assert found.to_dict() == {"(none)": 1, "review": 3, "social": 1, "survey": 1}


def test_themes_are_sorted(company):
    found = measured(company).iloc[0]
    assert found["comments_with_theme"] == 4  # support twice, speed twice
    assert (found["continue_comments"], found["start_comments"], found["stop_comments"]) == (
        2,
        0,
        2,
    )
    themes = feedback.theme_table(company, company.periods("2026-10"))
    assert themes[themes["kind"] == "continue"][["theme", "mentions"]].values.tolist() == [
        ["support", 2]
    ]


def test_the_companys_own_themes_take_the_place_of_the_kits():
    said = tables((GOOD, "a", "review", None, "2026-10-02"))
    company = cs.open(said, as_of="2026-12-01", themes={"thanks": ["thank*"]})
    found = feedback.theme_table(company, company.periods("2026-10"))
    assert found.values.tolist() == [["thanks", "continue", 1]]


def test_the_rows_behind_the_number(company):
    found = company.rows("sentiment", "2026-10")
    assert len(found) == 6
    assert found.set_index("comment_key").loc["s r1", ["label", "channel"]].tolist() == [
        "negative", "survey",
    ]  # fmt: skip


def test_without_comments_it_says_what_it_needs():
    bare = {"subscriptions": tables()["subscriptions"]}
    company = cs.open(bare, as_of="2026-12-01")
    found = company.metrics("2026-10", family="feedback", by=())
    metrics = found[found["variant"] != "measure"]
    assert metrics["value"].isna().all()
    assert metrics["note"].str.startswith("not available: needs table").all()


def test_own_scores_become_classes_on_their_own_scale():
    said = pd.DataFrame(
        [("nps", 8), ("nps", 9), ("nps", 6), ("csat", 4), ("low", 1), (None, 5), (None, 9), ("?", 3),
         (None, None)],
        columns=["survey", "score"],
    )  # fmt: skip
    settings = cs.open(
        tables(), surveys={"low": {"kind": "ces", "direction": "low_is_good", "top_box": 2}}
    ).settings
    labels, off_scale = feedback.own_labels(said, settings.surveys, settings.feedback)
    assert labels.tolist() == [
        "neutral", "positive", "negative", "positive", "positive", "positive", None, None, None,
    ]  # fmt: skip
    assert off_scale == 1


def test_the_intensity_is_that_of_the_labels(company):
    heard = feedback.classified_comments(company)
    october = heard[heard["comment_key"] != "f f4"]
    expected = october.loc[october["label"].isin(KINDS[:3]), "sentiment"].abs().sum()
    assert measured(company).iloc[0]["sentiment_intensity_sum"] == pytest.approx(expected)


def test_order_does_not_matter(company):
    said = tables(
        *((GOOD if n % 3 else BAD, "a", "review", None, f"2026-10-{n + 1:02d}") for n in range(20))
    )
    other = said | {"feedback": said["feedback"].sample(frac=1, random_state=2)}
    one, two = (feedback.classified(cs.open(data, as_of="2026-12-01")) for data in (said, other))
    pd.testing.assert_frame_equal(one["comments"], two["comments"])
    pd.testing.assert_frame_equal(one["mentions"], two["mentions"])


def test_a_later_comment_changes_no_earlier_label_without_scores():
    said = [(GOOD, "a", "review", None, "2026-10-02"), (BAD, "a", "review", None, "2026-11-02")]
    before, after = (
        feedback.classified_comments(cs.open(tables(*rows), as_of="2026-12-01"))
        for rows in (said[:1], said)
    )
    pd.testing.assert_frame_equal(before, after.head(1))
    assert not np.isnan(after["sentiment"]).any()


def test_comments_count_customers():
    def said(times):
        rows = [
            (f"c{i}", "2026-10-02", (GOOD, BAD)[i % 2], f"k{i % 40}") for i in range(40 * times)
        ]
        return cs.open(
            {"feedback": pd.DataFrame(rows, columns=["comment_id", "said_at", "text", "customer_id"])},
            as_of="2026-12-01",
        ).metrics("2026-10", family="feedback", by=())  # fmt: skip

    once, often = (said(times).set_index(["metric", "variant"]) for times in (1, 5))
    for metric, variant in (
        ("sentiment", "default"),
        ("sentiment", "negative"),
        ("themes", "default"),
    ):
        one, five = once.loc[(metric, variant)], often.loc[(metric, variant)]
        assert five["n"] == 5 * one["n"]
        assert five["high"] - five["low"] == pytest.approx(one["high"] - one["low"], rel=0.1)
