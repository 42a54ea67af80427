"""Short comments are read in the company's language, not in whichever rare one their letters resemble."""

import numpy as np
import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from cs_toolkit.models.language import identify_languages
from cs_toolkit.models.sentiment import analyse_sentiment
from cs_toolkit.models.sentiment.labels import CLASSES
from tests.models_feedback.short_comments import SHORT
from tests.models_feedback.test_language import SENTENCES

SIDES = {
    "en": {"too slow": "negative", "nice": "positive", "no help": "negative", "love it": "positive",
           "no reply": "negative", "not bad": "positive", "useless": "negative", "thanks": "positive"},
    "de": {"zu langsam": "negative", "sehr gut": "positive"},
    "fr": {"trop lent": "negative", "merci beaucoup": "positive"},
    "ro": {"foarte bun": "positive", "foarte slab": "negative"},
    "zh": {"没有帮助": "negative", "很好": "positive"},
}  # fmt: skip


@pytest.mark.parametrize("company", [None, "en"])
def test_english_ones_are_all_read_as_english_and_classified(company):
    longer = [] if company is None else [SENTENCES[company]] * 5
    found = analyse_sentiment([*SHORT["en"], *longer]).comments.head(len(SHORT["en"]))
    assert len(SHORT["en"]) >= 40
    assert set(found["language"]) == {"en"}
    assert found["label"].isin(CLASSES).all()


@pytest.mark.parametrize("language", SHORT)
def test_those_of_every_shipped_language_are_classified(language):
    found = analyse_sentiment(SHORT[language]).comments
    assert found["label"].isin(CLASSES).mean() >= 0.9
    company = analyse_sentiment([*SHORT[language], *[SENTENCES[language]] * 5]).comments
    assert (company["language"].head(len(SHORT[language])) == language).mean() >= 0.9


@pytest.mark.parametrize("language", SIDES)
def test_they_lean_as_they_are_meant(language):
    found = analyse_sentiment(list(SIDES[language]), language=language).comments["label"]
    assert found.tolist() == list(SIDES[language].values())


def test_the_declared_language_decides_before_the_commonest():
    assert identify_languages(["blip"], usual="nl").tolist() == ["nl"]
    longer = [SENTENCES["fr"]] * 5
    assert identify_languages([*longer, "blip"])[-1] == "fr"
    assert identify_languages([*longer, "blip"], usual="ro")[-1] == "ro"


def test_a_word_that_only_another_language_has_is_read_in_it():
    found = identify_languages([*[SENTENCES["en"]] * 5, "sehr gut", "muy lento", "ok"])
    assert found[5:].tolist() == ["de", "es", "en"]


def test_an_unsupported_language_stays_unsupported_where_it_is_plain_or_usual_here():
    english = [SENTENCES["en"]] * 5
    foreign = ["hyvä palvelu", "tack så mycket", "bardzo dobrze", "плохо"]
    found = analyse_sentiment([*english, *foreign]).comments["label"]
    assert set(found[5:]) == {"unsupported"}
    finnish = ["Lasku oli väärin ja kesti kolme päivää ennen kuin joku vastasi kysymykseeni."] * 5
    assert set(identify_languages([*finnish, "ok", "kallis"])) == {"fi"}


def test_entries_that_stand_for_an_empty_field_are_no_comments():
    empty = ["n/a", "None", "-", ".", "no comment", "N/A.", "???", "无"]
    found = analyse_sentiment([*empty, "no help"])
    assert found.comments["label"].isna().tolist() == [True] * len(empty) + [False]
    assert found.counts()["comments"] == 1


def test_a_ratings_sign_does_not_make_the_rest_undetermined():
    assert identify_languages(["10/10", "👍", "great", "slow"])[2:].tolist() == ["en", "en"]


def test_words_read_what_a_learned_model_has_no_term_for():
    rng = np.random.default_rng(0)
    good = ["the delivery came early and the staff was friendly", "wonderful help, quick and kind"]
    bad = ["the delivery came late and the staff was rude", "terrible help, slow and unkind"]
    texts = [f"{rng.choice(good)} {n}" for n in range(150)] + [
        f"{rng.choice(bad)} {n}" for n in range(150)
    ]
    labels = ["positive"] * 150 + ["negative"] * 150
    found = analyse_sentiment([*texts, "laggy"], [*labels, None]).comments
    assert found["label"].iloc[-1] == "negative"


def test_the_company_file_declares_the_language():
    rows = {"comment_id": range(3), "said_at": "2026-09-10", "text": ["blip", "n/a", "gut"]}
    tables = {"feedback": pd.DataFrame(rows)}
    company = cs.open(tables, as_of="2026-11-01", feedback={"language": "de"})
    found = cs.feedback.classified(company)["comments"]
    assert found["detected_language"].tolist() == ["de", "de"]
    with pytest.raises(InputError, match="code of one language"):
        cs.open(tables, feedback={"language": "German"})
