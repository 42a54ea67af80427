"""Likely converters among open trials: found where there is something to find, refused where not."""

import numpy as np
import pandas as pd
import pytest

from cs_toolkit.errors import InputError
from cs_toolkit.models.conversion import likely_converters
from tests.real_data import real_data

FEATURES = ["logins", "invited", "minutes"]


def trials(rows=600, strength=1.0, seed=0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Closed trials over a year, where the busy convert if strength > 0, and open ones."""
    rng = np.random.default_rng(seed)
    busy = rng.gamma(2, 2, rows)
    table = pd.DataFrame(
        {
            "trial_id": [f"t{number:04}" for number in rng.permutation(rows)],
            "started_on": pd.Timestamp("2025-01-01")
            + pd.to_timedelta(rng.integers(0, 365, rows), "D"),
            "logins": rng.poisson(busy),
            "invited": rng.poisson(busy / 4),
            "minutes": rng.gamma(2, 10, rows),
            "converted": rng.random(rows)
            < 1 / (1 + np.exp(1 - strength * (np.log1p(busy) - 1.4) * 3)),
        }
    )
    table["known_on"] = table["started_on"] + pd.Timedelta(days=14)
    closed = table["known_on"] < "2025-12-20"
    return table[closed], table.loc[~closed, ["trial_id", *FEATURES]]


def test_the_busy_are_ranked_first():
    closed, still_open = trials()
    found = likely_converters(closed, still_open, FEATURES)
    assert not found.note
    assert found.discrimination.low > 0.6
    assert found.brier.model < found.brier.base_rate - 0.01
    assert found.sentence.startswith(
        "On later trials than it had learned from, the ranking predicted"
    )
    assert found.ranking["rank"].tolist() == list(range(1, len(still_open) + 1))
    assert found.ranking["probability"].is_monotonic_decreasing
    assert set(found.ranking["trial_id"]) == set(still_open["trial_id"])
    logins = still_open.set_index("trial_id")["logins"][found.ranking["trial_id"]].to_numpy()
    half = len(logins) // 2
    assert logins[:half].mean() > logins[half:].mean() + 1
    assert found.features.set_index("feature")["weight"].idxmax() == "logins"


def test_the_test_is_on_later_trials_than_were_known_at_the_cut():
    closed, still_open = trials()
    found = likely_converters(closed, still_open, FEATURES)
    assert found.discrimination.rows == (closed["started_on"] >= found.tested_from).sum()
    learned = closed["known_on"] <= found.tested_from
    assert 100 < learned.sum() < len(closed) - found.discrimination.rows, "some are in neither"


def test_noise_makes_no_list():
    found = likely_converters(*trials(strength=0.0), FEATURES)
    assert found.ranking.empty
    assert found.note.startswith(
        "not available: on later trials it predicted no better than chance"
    )
    assert "AUC 0." in found.sentence


def test_what_held_once_and_holds_no_more_is_refused():
    """The busy converted until summer; since then the idle do. The held-out test is on the later."""
    closed, still_open = trials(1200, strength=1.0)
    summer = closed["started_on"] >= "2025-06-15"
    turned = closed.assign(converted=closed["converted"] ^ summer)
    found = likely_converters(turned, still_open, FEATURES)
    assert found.ranking.empty
    assert not found.discrimination.better_than_chance or not found.brier.better


def test_too_few_conversions_to_learn_from():
    closed, still_open = trials(60)
    found = likely_converters(closed.assign(converted=False), still_open, FEATURES)
    assert found.note.startswith("not available: needs a longer past")
    assert found.ranking.empty and np.isnan(found.discrimination.auc)


def test_missing_figures_are_counted_and_marked():
    closed, still_open = trials()
    gaps = closed.assign(minutes=closed["minutes"].where(np.arange(len(closed)) % 4 > 0))
    found = likely_converters(gaps, still_open.assign(minutes=np.nan), FEATURES)
    missing = found.features.set_index("feature")["missing"]
    assert missing.tolist() == [0, 0, gaps["minutes"].isna().sum()]
    assert found.ranking["probability"].between(0, 1).all()


def test_without_open_trials_the_list_is_empty_and_available():
    closed, still_open = trials()
    found = likely_converters(closed, still_open.head(0), FEATURES)
    assert found.ranking.empty and not found.note


def test_the_order_of_rows_changes_nothing():
    closed, still_open = trials()
    ours = likely_converters(closed, still_open, FEATURES)
    mixed = likely_converters(
        closed.sample(frac=1, random_state=1), still_open.sample(frac=1, random_state=2), FEATURES
    )
    pd.testing.assert_frame_equal(ours.ranking, mixed.ranking)
    pd.testing.assert_frame_equal(ours.features, mixed.features)
    assert repr(ours.discrimination) == repr(mixed.discrimination)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda table: table.drop(columns="logins"), 'closed has no column "logins"'),
        (
            lambda table: table.assign(logins="many"),
            r"closed.logins: \d+ of \d+ rows hold no finite",
        ),
        (
            lambda table: table.assign(converted="yes"),
            r"closed.converted: \d+ of \d+ rows are neither",
        ),
        (
            lambda table: pd.concat([table, table.head(3)]),
            "closed: 3 trials are there more than once",
        ),
        (
            lambda table: table.assign(known_on=table["started_on"] - pd.Timedelta(days=1)),
            "trials have known_on before started_on",
        ),
    ],
)
def test_bad_input_is_reported(change, said):
    closed, still_open = trials(60)
    with pytest.raises(InputError, match=said):
        likely_converters(change(closed), still_open, FEATURES)


def test_xeducation_leads_by_early_visits():
    """The public leads have no dates: their order in the file stands for time."""
    table = pd.read_csv(real_data("xeducation_leads/Leads.csv"))
    features = ["TotalVisits", "Total Time Spent on Website", "Page Views Per Visit"]
    begun = pd.Timestamp("2024-01-01") + pd.to_timedelta(np.arange(len(table)) // 20, "D")
    leads = table[features].assign(
        trial_id=[f"{number:05}" for number in range(len(table))],
        started_on=begun, known_on=begun + pd.Timedelta(days=7), converted=table["Converted"],
    )  # fmt: skip
    found = likely_converters(leads.iloc[:9000], leads.iloc[9000:], features)
    assert found.discrimination.low > 0.65
    assert found.brier.model < found.brier.base_rate - 0.02
    assert found.features["missing"].tolist() == table[features].iloc[:9000].isna().sum().tolist()
    came = leads.iloc[9000:].set_index("trial_id")["converted"][found.ranking["trial_id"]]
    assert came.head(80).mean() > came.tail(80).mean() + 0.2
