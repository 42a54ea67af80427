"""Labels learned from the respondents' own scores: once, the same every time, or not at all."""

import numpy as np
import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.analyses import feedback
from cs_toolkit.analyses.feedback import classification
from tests.feedback.comments import tables

PARTS = {
    5: ["really like it", "works well", "a joy to use", "so easy", "our team is glad"],
    1: ["does not work", "lost my data", "nobody answers", "far too hard", "we regret it"],
}


def scored(seed: int = 0, shuffled: bool = False):
    rng = np.random.default_rng(seed)
    scores = rng.choice([1, 5], 260)
    texts = [
        f"{rng.choice(PARTS[s])}, {rng.choice(PARTS[s])} {n % 7}" for n, s in enumerate(scores)
    ]
    given = rng.permutation(scores) if shuffled else scores
    rows = [
        (text, "a", "review", score, f"2026-10-{n % 28 + 1:02d}")
        for n, (text, score) in enumerate(zip(texts, given, strict=True))
    ]
    return tables(*rows)


def test_it_learns_from_the_scores_and_says_how_well():
    company = cs.open(scored(), as_of="2026-12-01")
    about = feedback.classified(company)["about"].set_index("about")["says"]["labels"]
    assert about.startswith("Trained on 260 scored comments")
    comments = feedback.classified_comments(company)
    assert (comments["label"] == comments["own_label"]).mean() > 0.9


def test_shuffled_scores_are_refused_and_nothing_is_reported():
    company = cs.open(scored(shuffled=True), as_of="2026-12-01")
    found = company.metrics("2026-10", family="feedback", by=())
    sentiment = found[(found["metric"] == "sentiment") & (found["variant"] == "default")].iloc[0]
    assert np.isnan(sentiment["value"]) and sentiment["n"] == 0
    assert sentiment["note"].startswith("not available: trained on 260 scored comments")
    assert "not clearly better than" in sentiment["note"]
    told = found[(found["metric"] == "sentiment") & (found["variant"] == "unsupported_language")]
    assert told["value"].item() == 0 and "trained" not in told["note"].item()
    measures = company.measures("2026-10", family="feedback", by=()).iloc[0]
    assert measures["abstained_comments"] == measures["comments"] == 260
    assert "it gives no labels" in feedback.classified(company)["about"]["says"].iloc[0]


def test_scores_off_their_scale_are_reported():
    frames = scored()
    frames["feedback"].loc[:2, "score"] = 9
    company = cs.open(frames, as_of="2026-12-01")
    says = feedback.classified(company)["about"].set_index("about")["says"]
    assert says["scores"].startswith("3 scores off their scale")


def test_it_is_trained_once_and_kept_with_a_reports_results(monkeypatch, tmp_path):
    trained = []
    analyse = classification.analyse_sentiment
    monkeypatch.setattr(
        classification, "analyse_sentiment", lambda *a, **k: trained.append(1) or analyse(*a, **k)
    )
    folder = tmp_path / "data"
    folder.mkdir()
    for name, frame in scored().items():
        frame.to_csv(folder / f"{name}.csv", index=False)
    company = cs.open(folder, as_of="2026-12-01", dimensions=["plan"])
    company.metrics("2026-09..2026-10", family="feedback")
    feedback.comments_to_answer(company, company.period("2026-10"))
    assert len(trained) == 1
    company.save_results(tmp_path / "results", "2026-09..2026-10")
    again = cs.open(folder, as_of="2026-12-01", results=tmp_path / "results")
    kept = feedback.classified(again)
    assert len(trained) == 1
    for name, frame in feedback.classified(company).items():
        pd.testing.assert_frame_equal(kept[name], frame, check_dtype=False)
    pd.testing.assert_frame_equal(
        feedback.theme_table(again, again.periods("2026-10")),
        feedback.theme_table(company, company.periods("2026-10")),
    )


def test_two_runs_agree_to_the_last_digit():
    one, two = (feedback.classified(cs.open(scored(), as_of="2026-12-01")) for _ in range(2))
    for name, frame in one.items():
        pd.testing.assert_frame_equal(frame, two[name], check_exact=True)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"feedback": {"scales": [1, 5]}}, '[feedback] has no "scales"'),
        ({"feedback": {"scale": [5, 1]}}, "scale = [5, 1] must rise"),
        ({"feedback": {"scale": 5}}, "must be two numbers such as [1, 5]"),
        ({"feedback": {"backend": "magic"}}, 'backend = "magic"'),
        ({"feedback": {"urgent_from": 2}}, "urgent_from = 2 must lie between 0 and 1"),
        ({"feedback": {"positive_from": 9}}, "positive_from = 9 must lie on the scale"),
        ({"feedback": {"names": "Ana"}}, "names must be a list of names"),
        ({"themes": {"price": "fee"}}, "[themes] price must be a list of words"),
        ({"themes": {"price": []}}, "[themes] price must be a list of words"),
    ],
)
def test_mistakes_are_reported_with_their_place(given, says):
    from cs_toolkit.config.company_file import company_settings
    from cs_toolkit.errors import InputError

    with pytest.raises(InputError) as told:
        company_settings(given)
    assert says in str(told.value)
