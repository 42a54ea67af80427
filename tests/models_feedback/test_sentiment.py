"""Sentiment: what each backend does, and that it refuses where it has nothing to go by."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs_toolkit.errors import InputError
from cs_toolkit.models.sentiment import analyse_sentiment, labels_of_scores
from tests.models_feedback.invented_comments import invented_comments

HOSTILE = [
    "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "@SUM(1+1)", "\u202eslaer\u202c", "a\x00b",
    "😀" * 2_000, "x" * 100_000, "awful " * 20_000, "", " \t\n", None, np.nan, pd.NA, 5, 3.5, True,
    b"\xff\xfe", ["a", "list"], {"a": 1}, "\ud800", "'; drop table feedback; --", "(((((", "\\", "%s%n",
    "ภาษาไทย", "שלום עולם", "مرحبا بالعالم", "日本語のテキスト", "👨‍👩‍👧‍👦", "!!!", "0", "-1+1",
]  # fmt: skip


@pytest.fixture(scope="module")
def learned():
    texts, labels = invented_comments(600)
    taught = labels.copy()
    taught[400:] = None
    found = analyse_sentiment(texts, taught, languages=["tlh"] * 600)
    return texts, labels, taught, found


def test_it_learns_any_language_from_its_own_scores(learned):
    _, labels, _, found = learned
    predicted = found.comments["label"].to_numpy()
    assert np.mean(predicted[400:] == labels[400:]) > 0.8  # 0.9 is all that was planted
    assert found.validation.beats_trivial
    assert found.rows == found.validation.rows == 400
    assert found.validation.accuracy > found.validation.majority_share
    assert set(found.comments["method"]) == {"learned"}


def test_the_held_out_accuracy_is_what_new_comments_get(learned):
    _, labels, _, found = learned
    unseen = np.mean(found.comments["label"].to_numpy()[400:] == labels[400:])
    assert abs(found.validation.accuracy - unseen) < 0.08


def test_scored_comments_are_labelled_by_a_model_that_did_not_see_them(learned):
    _, labels, _, found = learned
    own = np.mean(found.comments["label"].to_numpy()[:400] == labels[:400])
    assert own == pytest.approx(found.validation.accuracy, abs=1e-9)
    assert own < 0.96  # a model asked about what it learned by heart would come near 1


def test_shuffled_scores_get_no_labels():
    texts, labels = invented_comments(400)
    shuffled = np.random.default_rng(3).permutation(labels)
    found = analyse_sentiment(texts, shuffled, languages=["tlh"] * 400)
    assert set(found.comments["label"]) == {"abstained"}
    assert found.comments["score"].isna().all()
    assert not found.validation.beats_trivial
    assert "not clearly better" in found.trained_on and "no labels" in found.trained_on


@pytest.mark.parametrize("seed", range(4))
def test_noise_is_refused_every_time(seed):
    texts, labels = invented_comments(250, seed=seed, told=0.5)
    found = analyse_sentiment(texts, labels, backend="learned", languages=["tlh"] * 250)
    assert not found.validation.beats_trivial


@pytest.mark.parametrize(
    ("texts", "labels"),
    [
        (["good"] * 150 + ["bad"] * 150, ["positive"] * 150 + ["negative"] * 150),
        (["the same"] * 300, ["positive", "negative"] * 150),
        ([chr(0x4E00 + n) for n in range(600)], ["positive", "negative"] * 300),
    ],
    ids=["two texts", "one text", "nothing in common"],
)
def test_comments_that_teach_nothing_are_refused_not_stumbled_over(texts, labels):
    found = analyse_sentiment(texts, labels)
    assert set(found.comments["label"]) == {"abstained"}
    assert not found.validation.beats_trivial


def test_the_order_of_the_rows_changes_nothing(learned):
    texts, _, taught, found = learned
    order = np.random.default_rng(5).permutation(len(texts))
    turned = analyse_sentiment(texts[order], taught[order], languages=["tlh"] * len(texts))
    expected = found.comments.iloc[order].reset_index(drop=True)
    pd.testing.assert_frame_equal(turned.comments, expected, check_exact=True)
    assert turned.trained_on == found.trained_on


def test_twice_the_same_is_the_same_to_the_byte(learned):
    texts, _, taught, found = learned
    again = analyse_sentiment(texts, taught, languages=["tlh"] * len(texts))
    assert again.comments.to_csv() == found.comments.to_csv()


def test_a_language_without_scores_or_list_is_unsupported_never_neutral(learned):
    texts, _, taught, _ = learned
    more = [*texts, "это было очень плохо и долго", "la livraison était très lente, déçu"]
    languages = ["tlh"] * len(texts) + ["ru", "fr"]
    found = analyse_sentiment(more, [*taught, None, None], languages=languages)
    assert found.comments["label"].tolist()[-2:] == ["unsupported", "negative"]
    assert found.comments["method"].tolist()[-2:] == [None, "seed words"]
    strict = analyse_sentiment(more, [*taught, None, None], languages=languages, backend="learned")
    assert strict.comments["label"].tolist()[-2:] == ["unsupported", "unsupported"]


def test_the_parts_add_up_to_the_comments(learned):
    counts = learned[3].counts()
    assert counts.pop("comments") == sum(counts.values()) == 600


def test_without_scores_words_decide_and_say_so():
    found = analyse_sentiment(["Très bien", "Nul", "великолепно", "xyz abc"],
                              languages=["fr", "fr", "ru", "fr"])  # fmt: skip
    assert found.comments["label"].tolist() == ["positive", "negative", "unsupported", "abstained"]
    assert found.rows == 0 and found.validation is None
    assert "weaker" in found.trained_on
    assert found.counts() == {
        "positive_comments": 1, "neutral_comments": 0, "negative_comments": 1,
        "unsupported_comments": 1, "abstained_comments": 1, "comments": 4,
    }  # fmt: skip


def test_unsure_comments_are_abstained_from_on_demand(learned):
    texts, _, taught, found = learned
    sure = analyse_sentiment(texts, taught, languages=["tlh"] * 600, abstain_below=0.8).comments
    unsure = (found.comments["confidence"] < 0.8).to_numpy()
    assert unsure.any() and (sure["label"][unsure] == "abstained").all()
    kept = ~unsure
    assert (sure["label"][kept] == found.comments["label"][kept]).all()
    floors = found.validation.by_confidence
    assert floors["labelled_share"].is_monotonic_decreasing
    assert floors["accuracy"].iloc[-1] >= floors["accuracy"].iloc[0]


def test_a_function_of_ones_own():
    found = analyse_sentiment(["a", "b", "c", " "], backend="callable",
                              classify=lambda texts: ["positive", -0.8, None])  # fmt: skip
    assert found.comments["label"].tolist() == ["positive", "negative", "abstained", None]


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ({"backend": "lexikon"}, "did you mean"),
        ({"backend": "learned"}, "takes 200"),
        ({"backend": "callable"}, "needs classify"),
        ({"backend": "callable", "classify": lambda texts: ["positive"]}, "1 answers to 2 texts"),
        ({"backend": "callable", "classify": lambda texts: ["good", 3]}, "2 of 2 answers"),
        ({"labels": ["positive"]}, "1 for 2 comments"),
        ({"labels": ["good", None]}, 'row 0: "good"'),
        ({"languages": ["en"]}, "1 for 2 comments"),
    ],
)
def test_a_wrong_call_is_reported_in_a_sentence(call, says):
    with pytest.raises(InputError, match=says):
        analyse_sentiment(["one comment", "another"], **call)


def test_hostile_comments_break_nothing():
    found = analyse_sentiment(HOSTILE)
    assert len(found.comments) == len(HOSTILE)
    counts = found.counts()
    assert counts.pop("comments") == sum(counts.values())
    blank = [HOSTILE.index(text) for text in ("", " \t\n", None)]
    assert found.comments["label"].iloc[blank].isna().all()


def test_hostile_comments_can_be_learned_from():
    texts, labels = invented_comments(250)
    mixed = [*texts, *HOSTILE]
    labels = [*labels, *(["negative"] * len(HOSTILE))]
    found = analyse_sentiment(mixed, labels)
    assert len(found.comments) == len(mixed)


@given(st.lists(st.one_of(st.none(), st.text(), st.integers()), max_size=6))
def test_any_text_gets_one_of_the_labels(comments):
    found = analyse_sentiment(comments).comments
    allowed = {"positive", "neutral", "negative", "abstained", "unsupported"}
    assert len(found) == len(comments) and set(found["label"].dropna()) <= allowed
    assert found["score"].dropna().between(-1, 1).all()


@pytest.mark.parametrize(
    ("scale", "scores", "labels"),
    [
        ((1, 5), [1, 2, 3, 4, 5], ["negative"] * 2 + ["neutral"] + ["positive"] * 2),
        ((1, 7), [2, 3, 5, 6], ["negative", "neutral", "neutral", "positive"]),
        ((0, 1), [0, 1], ["negative", "positive"]),
        ((0, 10), [2, 3, 7, 8], ["negative", "neutral", "neutral", "positive"]),
        ((1, 3), [1, 2, 3], ["negative", "neutral", "positive"]),
    ],
)
def test_the_class_of_a_score(scale, scores, labels):
    assert labels_of_scores(scores, *scale).tolist() == labels


def test_a_score_off_its_scale_is_no_label():
    with pytest.raises(InputError, match="1 of 2 lie off the scale 1–5"):
        labels_of_scores([6, 2], 1, 5)
    with pytest.raises(InputError, match="off the scale"):
        labels_of_scores(["many"], 1, 5)
