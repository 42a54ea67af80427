"""A list of MRR movements is an input of its own: each is a level until the next one of its subscription."""

import pytest

import cs_toolkit as cs
from cs_toolkit.drafting.draft import draft_company_file
from cs_toolkit.errors import InputError
from tests.by_hand import table
from tests.engines.laid_out import into_postgres

ROWS = (
    ("ann", "s1", "2026-01-10", 100), ("ann", "s1", "2026-02-05", 50), ("ann", "s2", "2026-02-20", 30),
    ("bob", "s3", "2026-01-01", 80), ("bob", "s3", "2026-02-01", -80), ("bob", "s3", "2026-03-15", 60),
    ("cy", "s4", "2026-02-10", 40), ("cy", "s4", "2026-02-10", -15), ("cy", "s4", "2026-03-20", -5),
)  # fmt: skip
MOVES = (
    "new_mrr",
    "expansion_mrr",
    "contraction_mrr",
    "churned_mrr",
    "reactivation_mrr",
    "ending_mrr",
)
# by hand, from the list
RIGHT = {
    "2026-01": (180, 0, 0, 0, 0, 180),
    "2026-02": (25, 80, 0, 80, 0, 205),
    "2026-03": (0, 0, 5, 0, 60, 260),
}


def _opened(*rows, names="customer_id subscription_id moved_on change"):
    return cs.open({"mrr_movements": table(names, *rows)}, as_of="2026-05-01")


def _found(company) -> dict:
    frame = company.measures("2026-01..2026-03", family="revenue", by=())
    return {
        period: tuple(map(float, row))
        for period, *row in frame[["period", *MOVES]].itertuples(index=False)
    }


def test_the_movements_of_a_list_are_those_of_its_months():
    assert _found(_opened(*ROWS)) == RIGHT
    assert _found(_opened(*reversed(ROWS))) == RIGHT


def test_a_level_after_each_movement_says_the_same():
    levels: dict[str, int] = {}
    rows = []
    for number, (customer, line, day, change) in enumerate(ROWS):
        levels[line] = levels.get(line, 0) + change
        rows.append((customer, line, day, levels[line], number))
    names = "customer_id subscription_id moved_on mrr move_number"
    assert _found(_opened(*rows[::-1], names=names)) == RIGHT


def test_cents_add_up_to_nothing():
    company = _opened(("a", "1", "2026-01-01", 0.1), ("a", "1", "2026-01-05", 0.2),
                      ("a", "1", "2026-02-01", -0.3), ("b", "2", "2026-01-01", 1))  # fmt: skip
    assert _found(company)["2026-02"][3] == pytest.approx(0.3)
    assert company.query("select count(*) as n from subscriptions")["n"].tolist() == [3]


def test_a_list_that_begins_too_late_is_refused():
    company = _opened(*ROWS, ("dan", "s9", "2026-02-03", -20))
    with pytest.raises(
        InputError,
        match=r"table mrr_movements, column change: .*less than 0.* 1 row \(s9, 2026-02-03, MRR -20\)",
    ):
        company.measures("2026-02", family="revenue", by=())


def test_a_date_that_is_none_is_said_of_the_movements_and_once():
    company = _opened(("a", "1", "soon", 10))
    (problem,) = company.check().problems
    assert (problem.table, problem.column, problem.rows) == ("mrr_movements", "moved_on", 1)
    with pytest.raises(InputError, match="table mrr_movements, column moved_on"):
        company.measures("2026-02", family="revenue", by=())


def test_subscriptions_beside_movements_are_refused_and_a_file_alone_is_passed_over(tmp_path):
    (tmp_path / "mrr_movements.csv").write_text("customer_id,moved_on,change\na,2026-01-01,10\n")
    (tmp_path / "subscriptions.csv").write_text(
        "subscription_id,customer_id,starts_on,mrr\n1,a,2026-01-01,10\n"
    )
    assert cs.open(tmp_path, as_of="2026-05-01").check().rows["subscriptions"] == 1
    (tmp_path / "company.toml").write_text('[tables.mrr_movements]\nfrom = "mrr_movements"\n')
    with pytest.raises(InputError, match="each says the whole MRR: leave one of the two out"):
        cs.open(tmp_path, as_of="2026-05-01").check()


def test_a_list_in_headings_of_nobody_is_drafted(tmp_path):
    lines = [f"{customer},{line},{day},{change}" for customer, line, day, change in ROWS]
    text = "\n".join(["customer,subscription_id,date,mrr_movement", *lines])
    (tmp_path / "mrr movements.csv").write_text(text)
    (tmp_path / "company.toml").write_text(draft_company_file(str(tmp_path)))
    assert _found(cs.open(tmp_path, as_of="2026-05-01")) == RIGHT


def test_a_level_in_another_currency_takes_the_rate():
    rates = table("day currency rate", ("2026-01-01", "USD", 0.5))
    frames = {
        "mrr_movements": table(
            "customer_id moved_on change currency", ("a", "2026-01-01", 10, "USD")
        ),
        "fx_rates": rates,
    }
    company = cs.open(frames, as_of="2026-02-15", currency="EUR")
    assert company.measures("2026-01", family="revenue", by=())["ending_mrr"].tolist() == [5]


@pytest.mark.postgres
def test_postgres_makes_the_same_levels(postgres_url):
    frames = {"mrr_movements": table("customer_id subscription_id moved_on change", *ROWS)}
    there = cs.open(into_postgres(postgres_url, frames), as_of="2026-05-01")
    assert _found(there) == RIGHT
