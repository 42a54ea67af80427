"""Our SQL is read without a parser: what the quick reading finds is what the parser finds."""

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
import sqlglot
from sqlglot import exp

import cs_toolkit
from cs_toolkit.config.policies import POLICIES
from cs_toolkit.dialects import DUCKDB, dialect_named
from cs_toolkit.errors import InputError
from cs_toolkit.measures.execute import UNCHOSEN
from cs_toolkit.measures.functions import WRITTEN_OUT
from cs_toolkit.measures.measure_file import FOLDER, measure_files, read_measure_file
from cs_toolkit.measures.rendering import Expression, Split, rendered
from cs_toolkit.measures.sql_text import in_place, relations_of, results_of, steps_of, up_to

OTHERS = [
    read_measure_file(path)
    for path in sorted(FOLDER.parent.rglob("*.sql"))
    if not path.is_relative_to(FOLDER)
]
MEASURE_FILES = [*measure_files().values(), *OTHERS]
VALUES = {name: policy.value for name, policy in POLICIES.items()}
VALUES |= {"currency": "EUR", "segment_table": "customers", "known_on": "2026-11-01", **UNCHOSEN}
VALUES |= {"schedule": Expression("cast('' as varchar)"), "service_hours": "calendar"}
OURS = re.compile(rf"\b({'|'.join([*DUCKDB.functions(), *WRITTEN_OUT])})\(")


def test_the_quick_reading_is_that_of_the_parser():
    for measure_file in MEASURE_FILES:
        tree = sqlglot.parse_one(measure_file.text, read="duckdb")
        steps = [step.alias for step in tree.ctes]
        read = {table.name for table in tree.find_all(exp.Table)}
        every_step = {step.alias for step in tree.find_all(exp.CTE)}
        assert list(steps_of(measure_file.text)) == steps, measure_file.name
        assert relations_of(measure_file.text) == read - every_step, measure_file.name
        assert results_of(measure_file.text) == tuple(tree.named_selects), measure_file.name


def test_a_statement_on_duckdb_is_the_text_itself_with_its_values():
    split = Split("customers", "plan")
    for measure_file in MEASURE_FILES:
        written = rendered(measure_file.text, DUCKDB, segment=split, values=VALUES)
        assert not re.search(r"\$\w", written), measure_file.name
        assert not OURS.search(written), measure_file.name
        assert duckdb.extract_statements(written)
        first_line = measure_file.text.splitlines()[0]
        assert written.startswith(first_line) or "$" in first_line, measure_file.name


@pytest.mark.parametrize("name", ["postgres", "spark"])
def test_a_translation_with_marks_is_the_translation_with_values(name):
    """One translation serves every value: a value in its place changes nothing else."""
    for measure_file in MEASURE_FILES:
        marked = rendered(measure_file.text, dialect_named(name), segment=Split(), values=VALUES)
        with_values = rendered(measure_file.text, DUCKDB, segment=Split(), values=VALUES)
        if OURS.search(measure_file.text):
            continue  # written out in the dialect's own way
        with_values = with_values.replace("hugeint", "decimal(38, 0)")  # which only DuckDB has
        straight = sqlglot.parse_one(with_values, read="duckdb").sql(name, pretty=True)
        assert "".join(marked.split()) == "".join(straight.split()), measure_file.name


def test_no_statement_groups_by_a_segment_that_may_be_a_constant():
    """Without a split the segment is '', and PostgreSQL groups by no constant."""
    for measure_file in MEASURE_FILES:
        for grouped in sqlglot.parse_one(measure_file.text, read="duckdb").find_all(exp.Group):
            by = [
                one
                for one in grouped.expressions
                if isinstance(one, exp.Placeholder | exp.Parameter)
            ]
            assert not by, measure_file.name


def test_strings_and_comments_are_left_alone():
    text = "select '$a', \"$a\" as $a -- $a, seconds_between(x, y)\nfrom t"
    assert in_place(text, lambda name: "b", {"seconds_between": lambda *a: "no"}) == (
        "select '$a', \"$a\" as b -- $a, seconds_between(x, y)\nfrom t"
    )
    assert relations_of("select 'from x' as y -- from z\nfrom t") == {"t"}
    assert relations_of("select a is not distinct from b.c from t") == {"t"}


def test_the_rows_behind_a_step_end_with_it():
    text = "with a as (select (1) as x), b as (select 2 as y) select * from b"
    assert duckdb.sql(up_to(text, "a")).fetchall() == [(1,)]
    with pytest.raises(ValueError, match="no step c"):
        up_to(text, "c")


def test_a_placeholder_that_nobody_knows_is_named():
    with pytest.raises(InputError, match=r"\$nobody, which is no policy"):
        rendered("select $nobody", DUCKDB, segment=Split(), values={})


def test_an_answer_from_files_needs_no_translator(tmp_path):
    (tmp_path / "subscriptions.csv").write_text(
        "subscription_id,customer_id,mrr,starts_on\n1,a,10,2026-01-01\n"
    )
    program = (
        "import sys, cs_toolkit as cs; "
        f"c = cs.open({str(tmp_path)!r}, as_of='2026-04-01'); "
        "assert c.measures('2026-03', family='retention')['ending_customers'].tolist() == [1.0]; "
        "print('sqlglot' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        cwd=Path(cs_toolkit.__file__).parents[1],
    )  # fmt: skip
    assert ran.stdout.strip() == "False"
