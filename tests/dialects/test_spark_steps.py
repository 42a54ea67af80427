"""Steps that several others read are computed once; what Spark is given is the statement's own text."""

import pytest

from cs_toolkit.dialects.spark_steps import by_steps, parted

STATEMENT = """WITH paid AS (
  SELECT customer_id, ')' AS mark FROM invoices -- a remark (with a parenthesis
), stays AS (
  SELECT customer_id, mark FROM paid
), lost AS (
  SELECT customer_id FROM stays WHERE mark = '('
), kept AS (
  SELECT customer_id FROM stays WHERE mark <> '('
)
SELECT (SELECT COUNT(*) FROM lost) AS lost, COUNT(*) AS kept FROM kept"""


class RefusedError(Exception):
    """What the session says that keeps no rows."""


class Session:
    """Notes what it is asked; ``keeps`` tells whether it can hold rows."""

    def __init__(self, keeps=True):
        self.keeps, self.asked, self.views = keeps, [], []
        self.catalog = self

    def sql(self, text):
        self.asked.append(text)
        return self

    def localCheckpoint(self, eager):  # noqa: N802 — Spark's name
        if not self.keeps:
            raise RefusedError
        return self

    def createOrReplaceTempView(self, name):  # noqa: N802 — Spark's name
        self.views.append(name)

    def dropTempView(self, name):  # noqa: N802 — Spark's name
        self.views.remove(name)


def test_a_statement_parts_into_its_own_text():
    steps, last = parted(STATEMENT)
    assert list(steps) == ["paid", "stays", "lost", "kept"]
    assert all(text in STATEMENT for text in steps.values())
    assert "')' AS mark FROM invoices" in steps["paid"]
    assert last == STATEMENT.splitlines()[-1]


def test_only_what_is_shared_is_computed_before():
    session = Session()
    with by_steps(session, STATEMENT, (RefusedError,)) as select:
        (view,) = session.views
        assert len(session.asked) == 1
        assert "FROM paid" in session.asked[0] and "lost" not in session.asked[0]
        assert f"select * from {view}" in select
        assert "invoices" not in select
    assert session.views == []


def test_a_session_that_keeps_no_rows_gets_the_whole():
    session = Session(keeps=False)
    with by_steps(session, STATEMENT, (RefusedError,)) as select:
        assert "".join(select.split()) == "".join(STATEMENT.split())
    assert session.views == []


def test_views_go_even_when_the_statement_fails():
    session = Session()
    with pytest.raises(RuntimeError), by_steps(session, STATEMENT, (RefusedError,)):
        raise RuntimeError
    assert session.views == []
