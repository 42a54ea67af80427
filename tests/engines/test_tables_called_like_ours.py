"""A company's own names of tables may be ours with another meaning: what is read is what it mapped."""

import duckdb
import pandas as pd
import pytest

import cs_toolkit as cs
from tests.engines.laid_out import ENGINES, into_postgres, into_spark

# here "customers" are people, and "users" the companies that they work for
THEIRS = {
    "users": pd.DataFrame({"customer_id": ["a", "b"], "user_id": ["x", "y"], "area": ["n", "s"]}),
    "customers": pd.DataFrame({"customer_id": ["a", "a", "b"], "user_id": ["u1", "u2", "u3"]}),
    "contracts": pd.DataFrame(
        {"nr": [1, 2], "account": ["a", "b"], "since": ["2026-01-01"] * 2, "fee": [10, 20]}
    ),
}
MAPPED = {
    "customers": {"from": "users", "columns": {"region": "area"}},
    "users": {"from": "customers"},
    "subscriptions": {
        "from": "SELECT c.nr, c.account, c.since, c.fee, count(p.user_id) AS people "
        "FROM contracts c JOIN customers p ON p.customer_id = c.account GROUP BY 1, 2, 3, 4",
        "columns": {
            "subscription_id": "nr", "customer_id": "account", "starts_on": "since", "mrr": "fee",
            "seats": "people",
        },
    },
}  # fmt: skip
PEOPLE = """select users.user_id, customers.region, subscriptions.seats
from users
inner join customers on customers.customer_id = users.customer_id
inner join subscriptions on subscriptions.customer_id = users.customer_id
order by users.user_id"""


@pytest.fixture(params=ENGINES)
def company(request, tmp_path):
    if request.param == "duckdb":
        source = tmp_path / "theirs.duckdb"
        with duckdb.connect(source) as file:
            for name, frame in THEIRS.items():
                file.register("frame", frame)
                file.execute(f"create table {name} as select * from frame")
    elif request.param == "postgres":
        source = into_postgres(request.getfixturevalue("postgres_url"), THEIRS)
    else:
        source = into_spark(request.getfixturevalue("spark"), THEIRS)
    return cs.open(source, tables=MAPPED, as_of="2026-04-01", dimensions=["region"])


def test_each_table_is_the_one_that_was_mapped(company):
    rows = company.runner.query(PEOPLE).values.tolist()
    assert rows == [["u1", "n", 2], ["u2", "n", 2], ["u3", "s", 1]]
    measures = company.measures("2026-03", family="revenue", by="region")
    assert dict(zip(measures["segment"], measures["ending_mrr"], strict=True)) == {
        "": 30, "n": 10, "s": 20,
    }  # fmt: skip
