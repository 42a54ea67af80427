"""A check says right, or which mistake an answer looks like; it never shows the answer."""

import math
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from cs_toolkit.course import NotYet, check, rows
from cs_toolkit.course.answers import TOLERANCE, Choice, Example, Names, Number
from cs_toolkit.course.lessons import LESSONS
from cs_toolkit.errors import InputError

SEEDS = (0, 1, 7)
EXERCISES = [(lesson, name) for lesson in LESSONS.values() for name in lesson.exercises]
every_exercise = pytest.mark.parametrize(
    ("lesson", "name"), EXERCISES, ids=[name for _, name in EXERCISES]
)


def hint_of(name: str, given: object, seed: int = 0) -> str:
    with pytest.raises(NotYet) as raised:
        check(name, given, seed)
    return str(raised.value)


def nrr(own: pd.DataFrame) -> float:
    there = own[own["start"] > 0]
    return there["end"].sum() / there["start"].sum()


@pytest.mark.parametrize("seed", SEEDS)
def test_right_wrong_and_nearly_right(seed):
    own = rows("nrr", seed)
    assert repr(check("nrr-2", nrr(own), seed)) == "nrr-2: right."
    assert repr(check("nrr-2", round(nrr(own), 4), seed)) == "nrr-2: right."
    assert "percentage was given" in hint_of("nrr-2", 100 * nrr(own), seed)
    with_new = own["end"].sum() / own["start"].sum()
    assert "the new and the returned customers are in it" in hint_of("nrr-2", with_new, seed)
    also_in_percent = hint_of("nrr-2", 100 * with_new, seed)
    assert "the new and the returned" in also_in_percent and "another one" in also_in_percent
    assert "none of the mistakes" in hint_of("nrr-2", 3.21987, seed)
    assert "Give a number" in hint_of("nrr-2", "0.8", seed)


def test_a_hint_is_shown_in_lines_that_no_page_breaks_within_a_word():
    with pytest.raises(NotYet) as raised:
        check("nrr-2", 1e6)
    lines = raised.value._render_traceback_()
    assert len(lines) > 1 and max(map(len, lines)) <= 88 and " ".join(lines) == str(raised.value)


def test_what_was_rounded_too_early_is_nearly_right():
    assert "rounded too early" in Number(0.86666, "share").hint(0.87)
    assert Number(0.86666, "share").hint(0.8667) == ""
    assert "rounded too early" in Number(33.3333, "points").hint(33)
    assert Number(33.3333, "points").hint(33.3) == ""


def test_slips_of_form_sign_and_direction():
    answer = Number(-0.08, "share")
    assert "sign" in answer.hint(0.08)
    assert "complement" in Number(0.3, "share").hint(0.7)
    assert "upside down" in Number(0.3, "share").hint(1 / 0.3)
    assert "fraction was given" in Number(33.3, "points").hint(0.333)
    assert "nan" in answer.hint(float("nan"))
    assert answer.hint(pd.Series([1, 2])) == "Give one number, not 2."
    for same in (pd.Series([-0.08]), np.float64(-0.08), np.array([-0.08]), [-0.08]):
        assert answer.hint(same) == ""
    assert "Give a number" in answer.hint(True)


@pytest.mark.parametrize(
    ("value", "unit", "given", "part"),
    [
        (0.7647, "share", 76.5, "a percentage was given"),
        (0.7647, "share", 76, "a percentage was given"),
        (0.7647, "share", 0.8, "rounded too early"),
        (-0.0833, "share", -8.3, "a percentage was given"),
        (33.333, "points", 0.33, "a fraction was given"),
        (330.0, "seconds", 5.5, "that is in minutes, give seconds"),
        (5.714, "hours", 20570, "that is in seconds, give hours"),
        (0.5, "share", math.inf, "infinite"),
        (0.5, "share", pd.NA, "nan"),
        (0.5, "share", pd.Series([0.5]).mean, "was not called"),
        (0.5, "share", np.bool_(True), "Give a number"),
        (0.5, "share", "50%", "without quotes and without a percent sign"),
        # a guess is no rounding
        (0.7647, "share", 1, "none of the mistakes"),
        (0.1765, "share", 0, "none of the mistakes"),
        (0.0412, "share", 0.0, "none of the mistakes"),
        (4, "count", 400, "none of the mistakes"),
    ],
)
def test_the_usual_wrong_answers_get_their_hint(value, unit, given, part):
    assert part in Number(value, unit).hint(given)


def test_a_known_mistake_is_known_rounded_and_in_percent():
    answer = Number(0.86666, "share", {"That is the other variant.": 1.33333})
    for given in (133.3, 133, 1.33, 1.333):
        assert answer.hint(given).startswith("That is the other variant. And the form")
    assert Number(0.1234, "share").hint(Decimal("0.1234")) == ""


def test_the_hint_on_two_months_names_the_test_of_the_lesson():
    """Two intervals that overlap prove nothing, and neither does one that contains the other."""
    answer = LESSONS["interval"].exercises["interval-3"](rows("interval", 3))
    (hint,) = answer.wrong.values()
    assert "interval of the difference" in hint


def test_words_and_names():
    word = Choice("lower", {"higher": "Read the question again."})
    assert word.hint(" Lower ") == "" and word.hint("higher") == "Read the question again."
    assert "higher, lower" in word.hint("up") and "higher, lower" in word.hint(3)
    assert Choice("7", {"6": "No."}).hint(7) == ""
    assert word.hint(pd.Series(["lower"])) == ""
    people = Names(frozenset({"Ada", "Ben"}), "customers")
    assert people.hint(["Ben", "Ada"]) == ""
    assert people.hint(["Ada", "Eve"]) == (
        "Not yet: 1 name should not be in the list and 1 is missing."
    )
    assert "list of customers" in people.hint(3)


def test_an_example_in_another_form_is_no_traceback():
    def judge(given):
        return "" if given["a"] > 1 else "too small"

    answer = Example(judge, "dict(a=…)")
    assert answer.hint({"a": 2}) == "" and answer.hint({"a": 0}) == "too small"
    for odd in ({}, None, 3, "a", {"a": "b"}):
        assert answer.hint(odd) == "The answer has another form than was asked for. Give dict(a=…)."


def test_an_unknown_lesson_or_exercise_is_named():
    with pytest.raises(InputError, match="nrr-2"):
        check("nrr-22", 1)
    with pytest.raises(InputError, match="there is no lesson"):
        rows("nr")
    for seed in ("17", 1.5, -1, None):
        with pytest.raises(InputError, match="a whole number such as 17"):
            rows("nrr", seed)


@every_exercise
def test_nothing_is_right_before_it_is_answered(lesson, name):
    assert "not answered yet" in hint_of(name, ...)
    assert "not answered yet" in hint_of(name, None)


@every_exercise
def test_each_known_mistake_has_its_own_hint(lesson, name):
    for seed in SEEDS:
        answer = lesson.exercises[name](lesson.rows(seed))
        if isinstance(answer, Number):
            assert repr(check(name, answer.value, seed)) == f"{name}: right."
            assert check(name, answer.value + 0.9 * TOLERANCE[answer.unit], seed)
            for hint, value in answer.wrong.items():
                assert hint in hint_of(name, value, seed)
        elif isinstance(answer, Choice):
            assert check(name, answer.value, seed)
            for word, hint in answer.wrong.items():
                assert hint in hint_of(name, word, seed)
        elif isinstance(answer, Names):
            assert check(name, answer.value, seed)
            assert "Not yet" in hint_of(name, [*answer.value, "nobody"], seed)


@every_exercise
def test_no_hint_gives_the_answer_away(lesson, name):
    answer = lesson.exercises[name](lesson.rows(0))
    if isinstance(answer, Number):
        shown = {f"{answer.value:.4f}", f"{answer.value:.1%}"}
        assert not any(number in hint for hint in answer.wrong for number in shown)


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=list(LESSONS))
def test_each_student_has_other_rows_and_the_same_ones_again(lesson):
    first, second = (repr(lesson.rows(seed)) for seed in (1, 2))
    assert first != second and first == repr(lesson.rows(1))
