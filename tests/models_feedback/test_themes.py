"""Themes: found by an editable table, sorted to continue, start and stop, with a trend."""

import pandas as pd
import pytest

from cs_toolkit.errors import InputError
from cs_toolkit.models.themes import (
    default_themes,
    find_themes,
    sort_themes,
    theme_counts,
    theme_trend,
    verbatims,
)  # fmt: skip

SAID = [
    "The price is great. But the support never answers, awful.",
    "Please add an export to the reports!",
    "Il manque une application.",
    "价格太贵了。客服很热情。",
    "Support. Mail ana@example.org about the price, it is terrible",
    "",
]
LABELS = ["negative", "neutral", "negative", "positive", "negative", None]
LANGUAGES = ["en", "en", "fr", "zh", "en", None]


@pytest.fixture(scope="module")
def mentions():
    return sort_themes(SAID, LABELS, LANGUAGES)


def kinds(mentions, comment, theme):
    own = mentions[(mentions["comment"] == comment) & (mentions["theme"] == theme)]
    return own["kind"].tolist()


def test_one_comment_may_praise_one_thing_and_complain_of_another(mentions):
    assert kinds(mentions, 0, "price") == ["continue"]
    assert kinds(mentions, 0, "support") == ["stop"]
    assert kinds(mentions, 3, "price") == ["stop"]
    assert kinds(mentions, 3, "support") == ["continue"]


def test_a_wish_is_to_start_in_its_language(mentions):
    assert kinds(mentions, 1, "features") == ["start"]
    assert kinds(mentions, 2, "features") == ["start"]


def test_a_sentence_that_leans_nowhere_goes_by_its_comment(mentions):
    assert kinds(mentions, 4, "support") == ["stop"]
    assert sort_themes(["The support."], [None], ["en"])["kind"].tolist() == ["unsorted"]


def test_counts_count_a_comment_once(mentions):
    counts = theme_counts(mentions, len(SAID)).set_index("theme")
    assert counts.loc["price", ["comments", "continue", "start", "stop"]].tolist() == [3, 1, 0, 2]
    assert counts.loc["price", "share"] == 0.5
    twice = sort_themes(["Price bad. Price bad."], ["negative"], ["en"])
    assert theme_counts(twice, 1)["comments"].tolist() == [1]


def test_the_trend_has_every_period_and_says_zero(mentions):
    trend = theme_trend(
        mentions, ["2026-01", "2026-01", "2026-01", "2026-02", "2026-02", "2026-02"]
    )
    price = trend[(trend["theme"] == "price") & (trend["kind"] == "stop")]
    assert price[["period", "comments"]].values.tolist() == [["2026-01", 0], ["2026-02", 2]]
    assert price["share"].tolist() == pytest.approx([0, 2 / 3])


def test_examples_show_no_personal_data_and_repeat_nothing(mentions):
    shown = verbatims(mentions)
    assert not shown["sentence"].str.contains("@").any()
    assert shown["sentence"].str.contains("[e-mail]", regex=False).any()
    same = sort_themes(["Bad price."] * 9, ["negative"] * 9, ["en"] * 9)
    assert len(verbatims(same)) == 1


def test_the_table_is_ours_to_edit():
    assert find_themes(["the zorp is fine"], {"zorp": ["zorp*"]})["zorp"].tolist() == [True]
    themes = default_themes()
    themes["parking"] = ("parking", "停车")
    assert find_themes(["没有停车位"], themes)["parking"].tolist() == [True]
    assert "parking" not in default_themes()


@pytest.mark.parametrize("table", [{"x": []}, {"x": ["*"]}, {"x": [""]}, {"x": [3]}])
def test_a_theme_without_words_is_reported(table):
    with pytest.raises(InputError, match='"x"'):
        find_themes(["text"], table)


def test_words_stand_free_unless_they_are_stems():
    found = find_themes(["a costume", "costly"], {"cost": ["cost"], "stem": ["cost*"]})
    assert found["cost"].tolist() == [False, False]
    assert found["stem"].tolist() == [True, True]


def test_nothing_said_gives_empty_tables():
    mentions = sort_themes([], [], [])
    assert theme_counts(mentions, 0).empty
    assert theme_trend(mentions, pd.Series([], dtype=object)).empty
    assert verbatims(mentions).empty
