"""Expressions of a company file that look at other rows, and values with parts."""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError

ROWS = pd.DataFrame(
    {
        "subscription_id": ["1", "2", "3"], "customer_id": ["ann", "ann", "bob"],
        "starts_on": ["2026-01-01", "2026-03-01", "2026-02-01"], "mrr": ["10", "20", "5"],
    }
)  # fmt: skip
NEXT_START = "lead(starts_on) over (partition by customer_id order by starts_on)"


def test_a_date_and_an_amount_may_look_at_other_rows():
    columns = {
        "ends_on": NEXT_START,
        "mrr": "max(cast(mrr as double)) over (partition by customer_id)",
    }
    tables = {"subscriptions": {"columns": columns}}
    company = cs.open({"subscriptions": ROWS}, as_of="2026-10-01", tables=tables)
    assert company.check().problems == ()
    for month, mrr in (("2026-02", 25), ("2026-09", 25)):
        found = company.metrics(month, metric="mrr", variant="default", by=())
        assert found["value"].item() == mrr
    odd = ROWS.assign(mrr=["10", "x", "5"])
    tables = {"subscriptions": {"columns": {"mrr": "lead(mrr) over (order by starts_on, mrr)"}}}
    (problem,) = cs.open({"subscriptions": odd}, as_of="2026-10-01", tables=tables).check().problems
    assert (problem.column, problem.rows, problem.examples) == ("mrr", 1, ('"x"',))


@pytest.mark.parametrize(
    ("ids", "cure"),
    [([{"id": "a"}, {"id": "b"}, {"id": "b"}], "customer_id.id"), ([["a"], ["b"], ["b"]], "customer_id[1]")],
)  # fmt: skip
def test_an_id_is_one_value(tmp_path, ids, cure):
    ROWS.assign(customer_id=ids).to_parquet(tmp_path / "subscriptions.parquet")
    with pytest.raises(InputError, match="an id is one value") as told:
        cs.open(tmp_path, as_of="2026-10-01").check()
    assert f'customer_id = "{cure}"' in str(told.value)
    company = cs.open(
        tmp_path, as_of="2026-10-01", tables={"subscriptions": {"columns": {"customer_id": cure}}}
    )
    assert (
        company.query("select count(distinct customer_id) as n from subscriptions")["n"].item() == 2
    )
