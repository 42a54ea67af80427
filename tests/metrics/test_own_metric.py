"""A metric of somebody's own, added to the kit from a notebook or a module."""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from cs_toolkit.metrics import ALIASES, METRICS, metric, ratio
from cs_toolkit.metrics.registry import added, withdraw

FACTS = {
    "unit": "money", "better": None, "formula": "x", "hides": "how many", "source": "a test",
    "n": "churned_customers",
}  # fmt: skip
SUBSCRIPTIONS = pd.DataFrame({
    "subscription_id": [1, 2, 3], "customer_id": ["a", "b", "c"], "mrr": [10, 20, 60],
    "starts_on": ["2026-01-01"] * 3, "ends_on": ["2026-02-15", None, "2026-02-20"],
})  # fmt: skip


@pytest.fixture(autouse=True)
def as_it_was():
    yield
    for one in added():
        withdraw(one)


def add(times: int = 1, family: str | None = "revenue", aliases: tuple[str, ...] = ()):
    @metric("MRR of a lost customer", family=family, aliases=aliases, **FACTS)
    def mrr_per_lost_customer(churned_mrr, churned_customers):
        """Churned MRR ÷ churned customers."""
        return times * ratio(churned_mrr, churned_customers)

    return mrr_per_lost_customer


def asked(company):
    return company.metrics("2026-02", metric="mrr_per_lost_customer", by=()).iloc[0]


def test_a_company_shows_it_with_its_n_and_where_nothing_is_below():
    company = cs.open({"subscriptions": SUBSCRIPTIONS}, as_of="2026-04-01")
    assert add().family == "revenue"
    both = company.metrics("2026-02..2026-03", metric="mrr_per_lost_customer", by=())
    assert both["value"].tolist()[0] == 35 and both["n"].tolist() == [2, 0]
    assert both["status"].tolist() == ["ok", "undefined"]
    in_family = company.metrics("2026-02", family="revenue", by=())
    assert cs.pick(in_family, "mrr_per_lost_customer")["value"].item() == 35


def test_without_a_family_it_is_refused_by_name():
    add(family=None)
    with pytest.raises(InputError, match=r'mrr_per_lost_customer has no family.*family="revenue"'):
        asked(cs.open({"subscriptions": SUBSCRIPTIONS}, as_of="2026-04-01"))


def test_its_cell_run_again_replaces_it_and_an_answer_of_before_is_not_kept(tmp_path):
    SUBSCRIPTIONS.to_csv(tmp_path / "subscriptions.csv", index=False)
    company = cs.open(tmp_path, as_of="2026-04-01", cache=tmp_path / "kept")
    add(aliases=("mplc",))
    assert asked(company)["value"] == 35
    add(times=2)
    assert asked(company)["value"] == 70
    assert (
        "mplc" not in ALIASES
        and METRICS["mrr_per_lost_customer"] is ALIASES["mrr_per_lost_customer"]
    )


def test_one_of_the_kits_own_names_is_not_taken():
    with pytest.raises(ValueError, match="two metrics are called 'mrr'"):

        @metric("MRR", family="revenue", **FACTS)
        def mrr(churned_mrr):
            return churned_mrr

    assert METRICS["mrr"].__module__.startswith("cs_toolkit.")


@pytest.mark.parametrize(
    ("formula", "n", "slip"),
    [
        (lambda churnd_mrr: churnd_mrr, "churned_customers", 'no measure "churnd_mrr": did you mean "churned_mrr"?'),
        (lambda churned_mrr: churned_mrr, "churned_customrs",
         'no measure "churned_customrs": did you mean "churned_customers"?'),
    ],
)  # fmt: skip
def test_a_measure_that_is_mistyped_is_named_with_what_may_be_meant(formula, n, slip):
    formula.__name__, formula.__doc__ = "mrr_per_lost_customer", "A slip."
    metric("MRR of a lost customer", family="revenue", **FACTS | {"n": n})(formula)
    row = asked(cs.open({"subscriptions": SUBSCRIPTIONS}, as_of="2026-04-01"))
    assert slip in row["note"]
    assert pd.isna(row["value"])
