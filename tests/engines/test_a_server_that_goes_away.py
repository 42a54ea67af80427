"""A database that goes away while it is measured: one sentence, and no number."""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from tests.engines.laid_out import into_postgres

ROWS = {
    "subscriptions": pd.DataFrame(
        {"subscription_id": ["1"], "customer_id": ["a"], "starts_on": ["2026-01-01"], "mrr": ["10"]}
    )
}


@pytest.mark.parametrize("phase", ["before it is checked", "after it was checked"])
def test_a_server_that_goes_away_is_one_sentence(postgres_url, phase):
    from sqlalchemy import create_engine, text

    company = cs.open(into_postgres(postgres_url, ROWS), as_of="2026-06-01")
    if phase.startswith("after"):
        company.check()
    name = postgres_url.rpartition("/")[2]
    address = postgres_url.replace("postgresql://", "postgresql+psycopg://").removesuffix(name)
    server = create_engine(f"{address}postgres", isolation_level="AUTOCOMMIT")
    with server.connect() as master:
        master.execute(text(f"alter database {name} allow_connections false"))
        ends = f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"
        master.execute(text(ends))
        try:
            with pytest.raises(InputError) as told:
                company.metrics("2026-03", family="revenue", by=())
        finally:
            master.execute(text(f"alter database {name} allow_connections true"))
    assert "\n" not in str(told.value)
    assert "not-to-be-shown" not in str(told.value)
