"""A SELECT of an analyst reads the same rows wherever the company's data lie."""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from tests.engines.laid_out import into_postgres

FRAMES = {
    "subscriptions": pd.DataFrame(
        {
            "subscription_id": ["1", "2"], "customer_id": ["a", "b"], "mrr": ["100", "80.5"],
            "starts_on": ["2026-01-01", "2026-02-10"], "plan": ["pro", None],
        }
    ),
    "tickets": pd.DataFrame(
        {"ticket_id": ["1"], "customer_id": ["a"], "opened_at": ["2026-03-20 23:30:00"]}
    ),
}  # fmt: skip
TEXT = """with recursive months(n) as (select 1 union all select n + 1 from months where n < 3)
    select n, coalesce(plan, 'none') as plan, sum(mrr) as mrr
    from subscriptions, months where starts_on < date '2026-02-01' or n > 1
    group by n, coalesce(plan, 'none') order by n, plan"""


def test_postgres_answers_like_the_embedded_engine(postgres_url):
    settings = {"as_of": "2026-04-01", "time_zone": "Europe/Paris"}
    here = cs.open(FRAMES, **settings)
    there = cs.open(into_postgres(postgres_url, FRAMES), **settings)
    rows = [["1", "pro", 100.0], ["2", "none", 80.5]]
    for company in (here, there):
        found = company.sql(TEXT)
        assert [str(one) for one in found["n"]] == ["1", "2", "2", "3", "3"]
        assert [float(one) for one in found["mrr"]] == [100, 80.5, 100, 80.5, 100]
        own = company.table("subscriptions")[["subscription_id", "plan", "mrr"]]
        assert [[str(a), b or "none", float(c)] for a, b, c in own.fillna("none").values] == rows
        late = company.sql("with own as (select opened_at as x from tickets) select x from own")
        assert str(late["x"][0]) == "2026-03-20 23:30:00"
        with pytest.raises(InputError, match='no table "orderss"'):
            company.sql("select * from orderss")
