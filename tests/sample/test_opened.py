"""The kit itself reads the sample: nothing is wrong with it, and it sets aside what was planted."""

import pytest

import cs_toolkit as cs


@pytest.fixture(scope="module")
def checked(committed):
    return cs.open(committed / "company.toml").check()


def test_the_kit_finds_no_problem(checked):
    assert list(checked.problems) == []


def test_the_kit_sets_aside_the_three_scores_off_their_scale(checked):
    assert (
        sorted((aside.table, aside.rows) for aside in checked.set_aside)
        == [("survey_responses", 1)] * 3 + [("tickets", 1)]  # the last is merged into another
    )


def test_a_parquet_sample_is_read_as_well(tmp_path):
    path = cs.sample.write_sample(tmp_path, customers=30, months=6, format="parquet")
    assert list(cs.open(path).check().problems) == []
