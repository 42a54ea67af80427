"""Every sample, of whatever size, keeps the rules of the declared tables."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs_toolkit.sample import write_sample
from cs_toolkit.schema import TABLES
from tests.sample.tables_in import OF_SAMPLE, count, load, problems

# what the sample says in another column, or has no case of: tests of their own have rows of these
LEFT_OUT = {
    "subscriptions.last_day", "subscriptions.quantity", "subscriptions.status_since",
    "orders.status", "customers.email", "customers.domain",
}  # fmt: skip
VALUES_LEFT_OUT = {
    "end_kind": {"failed_payment", "paused"}, "revenue_type": {"usage"},
    "category": {"cost_of_revenue"},
}  # fmt: skip


@pytest.fixture(scope="module")
def engine(committed):
    return load(committed)


def test_the_committed_sample_keeps_every_rule(engine):
    assert problems(engine) == []


def test_every_column_is_filled_somewhere(engine):
    empty = {
        f"{name}.{column}"
        for name, table in OF_SAMPLE.items()
        for column in table.columns
        if not count(engine, f"select count({column}) from {name}")
    }
    assert empty == LEFT_OUT


@pytest.mark.parametrize("status", ["active", "trial", "paused", "past_due"])
def test_subscriptions_show_every_state(engine, status):
    assert count(engine, f"select count(*) from subscriptions where status = '{status}'") > 3


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (name, column.name)
        for name, table in OF_SAMPLE.items()
        for column in table.columns.values()
        if column.allowed and column.name != "status"
    ],
)
def test_every_allowed_value_occurs(engine, table, column):
    there = engine.execute(f"select distinct {column} from {table}").fetchall()
    allowed = set(TABLES[table].columns[column].allowed)
    assert allowed - {value for (value,) in there} == VALUES_LEFT_OUT.get(column, set())


def test_nothing_dated_lies_behind_the_end(engine):
    end = datetime(2026, 10, 31, 23)  # midnight in Paris
    for name, table in OF_SAMPLE.items():
        for column in table.columns.values():
            if column.kind == "moment":
                last = engine.execute(f"select max({column.name}) from {name}").fetchone()[0]
                assert last is None or last < end, f"{name}.{column.name}"


def test_customers_act_only_while_they_are_there(engine):
    before_sign_up = """
        select count(*) from {table}
        join customers using (customer_id)
        where timezone('Europe/Paris', timezone('UTC', {table}.{column})) < customers.signed_up_on
    """
    for table, column in (
        ("tickets", "opened_at"), ("sessions", "started_at"), ("usage_events", "occurred_at"),
        ("survey_responses", "sent_at"), ("orders", "ordered_at"), ("users", "created_at"),
    ):  # fmt: skip
        assert count(engine, before_sign_up.format(table=table, column=column)) == 0, table


def test_users_act_after_they_were_created(engine):
    early = """
        select count(*) from sessions join users using (user_id) where started_at < created_at
    """
    assert count(engine, early) == 0


def test_unknown_ids_of_events_are_aliases(engine):
    strangers = """
        select count(*) from usage_events
        where user_id not in (select user_id from users)
        and user_id not in (select alias from user_aliases)
    """
    aliased = "select count(*) from usage_events where user_id in (select alias from user_aliases)"
    assert count(engine, strangers) == 0
    assert count(engine, aliased) > 50


def test_foreign_money_always_has_a_rate(engine):
    for table, day in (
        ("subscriptions", "starts_on"), ("orders", "ordered_at"), ("spend", "spent_on"),
    ):  # fmt: skip
        without = f"""
            select count(*) from {table} where currency <> 'EUR' and not exists (
                select 1 from fx_rates where fx_rates.currency = {table}.currency
                and fx_rates.day <= {table}.{day}
            )
        """
        assert count(engine, without) == 0
        assert count(engine, f"select count(*) from {table} where currency <> 'EUR'") > 10


def test_a_contract_is_lost_when_its_subscription_ends(engine):
    unexplained = """
        select count(*) from renewals where outcome = 'lost' and not exists (
            select 1 from subscriptions
            where subscription_id = contract_id and ends_on = due_on and end_reason is not null
        )
    """
    contradicted = """
        select count(*) from renewals where outcome = 'renewed' and not exists (
            select 1 from subscriptions
            where subscription_id = contract_id and starts_on <= due_on
            and (ends_on is null or ends_on > due_on)
        )
    """
    assert count(engine, unexplained) == 0
    assert count(engine, contradicted) == 0


def test_a_paid_signup_has_a_paid_subscription_from_that_day(engine):
    missing = """
        select count(*) from signups where paid_at is not null and not exists (
            select 1 from subscriptions where subscriptions.customer_id = signups.customer_id
            and status = 'active' and starts_on = date_trunc('day', timezone('Europe/Paris', timezone('UTC', paid_at)))
        )
    """
    assert count(engine, missing) == 0
    assert count(engine, "select count(*) from signups where paid_at is not null") > 100


def test_periods_of_one_subscription_do_not_overlap(engine):
    overlapping = """
        select count(*) from (
            select ends_on, lead(starts_on) over (partition by subscription_id order by starts_on) as next
            from subscriptions
        ) where next is not null and (ends_on is null or ends_on > next)
    """
    assert count(engine, overlapping) == 0


def test_answers_to_tickets_come_from_the_ticket_s_customer(engine):
    for table in ("survey_responses", "calls", "feedback"):
        strangers = f"""
            select count(*) from {table} join tickets using (ticket_id)
            where {table}.customer_id <> tickets.customer_id
        """
        assert count(engine, strangers) == 0


@settings(max_examples=10, deadline=None, derandomize=True)
@given(
    customers=st.integers(1, 60),
    months=st.integers(1, 40),
    seed=st.integers(0, 10_000),
    last_month=st.sampled_from(["2026-10", "2024-02", "2027-12"]),
)
def test_samples_of_any_size_keep_every_rule(customers, months, seed, last_month):
    with TemporaryDirectory() as folder:
        write_sample(
            folder, customers=customers, months=months, seed=seed, last_month=last_month,
            format="csv",
        )  # fmt: skip
        with load(Path(folder)) as engine:
            assert problems(engine) == []
            assert count(engine, "select count(*) from customers") == customers
