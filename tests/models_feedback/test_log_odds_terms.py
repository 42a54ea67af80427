"""Terms that set promoters apart from detractors."""

import numpy as np
import pytest

from cs_toolkit.models.log_odds_terms import telling_terms


def table(comments, groups, **kwargs):
    return telling_terms(comments, groups, "promoter", "detractor", **kwargs)


SAID = ["friendly staff here"] * 20 + ["rude staff here"] * 20
GROUPS = ["promoter"] * 20 + ["detractor"] * 20


def test_what_one_group_says_more():
    found = table(SAID, GROUPS).set_index("term")
    assert found.loc["friendly", "says"] == "promoter"
    assert found.loc["rude", "says"] == "detractor"
    assert "staff" not in found.index  # both say it
    assert found.loc["rude", "promoter_respondents"] == 0
    assert found.loc["rude", "detractor_respondents"] == 20


def test_swapping_the_groups_turns_the_signs():
    swapped = ["detractor" if group == "promoter" else "promoter" for group in GROUPS]
    one, other = table(SAID, GROUPS), table(SAID, swapped)
    z = one.set_index("term")["z"]
    assert other.set_index("term")["z"].reindex(z.index).to_numpy() == pytest.approx(-z.to_numpy())


def test_a_term_by_hand():
    # Each side says 20 × 5 terms (three words, two pairs); the prior is 10% of 100 and 1.
    prior = 11 * 20 / 200
    left = np.log((20 + prior) / (100 + 11 - 20 - prior))
    right = np.log(prior / (100 + 11 - prior))
    found = table(SAID, GROUPS).set_index("term").loc["friendly"]
    assert found["log_odds"] == pytest.approx(left - right)
    assert found["z"] == pytest.approx((left - right) / np.sqrt(1 / (20 + prior) + 1 / prior))


def test_five_respondents_not_five_comments():
    said = ["friendly staff"] * 30 + ["lovely place"] * 30 + ["rude staff"] * 30
    groups = ["promoter"] * 60 + ["detractor"] * 30
    four_and_sixty = [f"p{i % 4}" for i in range(30)] + [f"q{i}" for i in range(60)]
    terms = table(said, groups, respondents=four_and_sixty)["term"].tolist()
    assert "lovely" in terms and "rude" in terms
    assert "friendly" not in terms  # thirty comments, but of four people
    assert "friendly" in table(said, groups)["term"].tolist()


def test_longer_comments_do_not_say_everything_more():
    short = ["good the of and to in"] * 30
    long = ["bad the of and to in " + " ".join(f"w{i}" for i in range(12))] * 30
    said = table(short + long, ["promoter"] * 30 + ["detractor"] * 30)
    assert not set(said["term"]) & {"the", "of", "and", "to", "in"}


def test_chinese_has_no_blanks():
    found = table(["服务热情"] * 12 + ["房间很脏"] * 12, ["promoter"] * 12 + ["detractor"] * 12)
    says = dict(zip(found["term"], found["says"], strict=True))
    assert any("热情" in term for term, group in says.items() if group == "promoter")
    assert any("脏" in term for term, group in says.items() if group == "detractor")


def test_names_and_numbers_are_no_terms():
    said = ["ask Zelda about 20231199 or z@example.org"] * 12 + ["other words"] * 12
    found = table(said, ["promoter"] * 12 + ["detractor"] * 12, names=["Zelda"])
    assert not any(bad in " ".join(found["term"]) for bad in ("zelda", "2023", "example", "name"))


def test_noise_tells_little():
    draw = np.random.default_rng(1)
    said = [" ".join(draw.choice([f"word{c}" for c in "abcdefghij"], 5)) for _ in range(300)]
    groups = draw.choice(["promoter", "detractor"], 300)
    assert len(table(said, list(groups))) <= 4


def test_nothing_to_compare_is_an_empty_table():
    assert table([], []).empty
    assert table(["a few words"] * 9, ["promoter"] * 9).empty
