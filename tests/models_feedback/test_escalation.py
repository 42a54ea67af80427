"""What to answer now."""

import numpy as np
import pandas as pd
import pytest

from cs_toolkit.errors import InputError
from cs_toolkit.models.escalation import escalation_list


def comments(**columns):
    rows = len(columns["comment"])
    usual = {"label": ["negative"] * rows, "score": [-0.5] * rows, "intensity": [0.5] * rows,
             "language": ["en"] * rows, "comment_id": list(range(rows))}  # fmt: skip
    return pd.DataFrame({**usual, **columns})


def test_only_negative_comments_that_nobody_answered():
    said = comments(
        comment=["bad", "fine", "bad too", "meh"], label=["negative", "positive", "negative", "neutral"],
        answered=[False, False, True, False],
    )  # fmt: skip
    assert escalation_list(said)["comment"].tolist() == ["bad"]


def test_worse_words_larger_value_poorer_health_come_first():
    for better in ({"score": [-0.9, -0.3]}, {"value": [900, 10]}, {"health": [10, 90]},
                   {"intensity": [0.9, 0.1]}):  # fmt: skip
        found = escalation_list(comments(comment=["b", "a"], **better))
        assert found["comment"].tolist() == ["b", "a"]
        assert found["rank"].tolist() == [1, 2]


def test_urgency_by_hand():
    said = comments(comment=["slow", "late"], score=[-1.0, -0.5], intensity=[0.5, 0.0],
                    value=[1, 3], health=[40, np.nan])  # fmt: skip
    found = escalation_list(said).set_index("comment")
    # negativity 0.6 × 1 + 0.4 × 0.5 = 0.8; value rank 1 of 2; health 1 − 0.4
    assert found.loc["slow", "urgency"] == round(0.5 * 0.8 + 0.25 * 0.5 + 0.25 * 0.6, 2)
    # negativity 0.3; value rank 2 of 2; health not known: 0.75 of the weight is
    assert found.loc["late", "urgency"] == round((0.5 * 0.3 + 0.25 * 1) / 0.75, 2)
    assert found["coverage"].tolist() == [1.0, 0.75]


@pytest.mark.parametrize(
    ("comment", "language"),
    [("I will cancel my subscription", "en"), ("Je vais résilier", "fr"), ("Vou ao Procon", "pt"),
     ("Ich werde kündigen", "de"), ("再也不来了,我要投诉", "zh"), ("Merg la ANPC", "ro")],
)  # fmt: skip
def test_who_says_that_they_go_is_marked(comment, language):
    found = escalation_list(comments(comment=[comment, "slow"], language=[language, "en"]))
    assert found["leaving"].tolist() == [True, False]
    assert "leave" in found["reason"].iloc[0]


def test_no_personal_data_in_the_list_and_ids_stay():
    found = escalation_list(comments(comment=["bad, mail ana@example.org"], customer_id=["C1"]))
    assert found["comment"].tolist() == ["bad, mail [e-mail]"]
    assert found["customer_id"].tolist() == ["C1"]


def test_the_order_of_the_rows_changes_nothing():
    said = comments(comment=["bad"] * 4 + ["worse"] * 4, value=[4, 3, 2, 1] * 2)
    turned = escalation_list(said.iloc[::-1])
    pd.testing.assert_frame_equal(escalation_list(said), turned)


def test_nothing_to_answer_is_an_empty_list():
    assert escalation_list(comments(comment=["fine"], label=["positive"])).empty
    assert escalation_list(comments(comment=[])).empty


@pytest.mark.parametrize(
    ("change", "says"),
    [({"health": [120]}, "off the scale 0–100"), ({"answered": ["yes"]}, "neither true nor false")],
)
def test_wrong_columns_are_reported(change, says):
    with pytest.raises(InputError, match=says):
        escalation_list(comments(comment=["bad"], **change))


def test_wrong_weights_and_missing_columns_are_reported():
    with pytest.raises(InputError, match="negativity, value, health"):
        escalation_list(comments(comment=["bad"]), weights={"anger": 1})
    with pytest.raises(InputError, match="label"):
        escalation_list(pd.DataFrame({"comment": ["bad"]}))
