"""The header of a measure file: a key that nobody reads would give wrong numbers without a word."""

import re

import pytest
from typer.testing import CliRunner

import cs_toolkit.metrics  # noqa: F401 - fills the registry
from cs_toolkit.cli import app
from cs_toolkit.measures import measure_files
from cs_toolkit.measures.catalogue import measures_list
from cs_toolkit.measures.estimates import MODULES, function_of
from cs_toolkit.measures.measure_file import FOLDER, measure_file_of

FILE = """-- What was charged: a line of text with a colon.
-- needs: orders(order_id, amount)
-- segment: orders
{line}
-- rows: charged
with
charged as (select period, segment, amount from orders)
select period, segment, sum(amount) as revenue from charged group by period, segment"""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("-- moneys: revenue", 'the header\'s "moneys": did you mean "money"'),
        ("-- moeny: revenue", 'did you mean "money"'),
        ("--money: revenue", 'the header\'s "money"'),
        ("-- money :revenue", 'the header\'s "money"'),
        ("-- money:", 'the header\'s "money": says nothing'),
        ("-- rows: revenue", 'the header says "rows" twice'),
        ("-- instead off: value/orders", 'did you mean "instead of"'),
    ],
)
def test_a_key_that_is_not_right_raises_with_the_files_name(line, words):
    with pytest.raises(ValueError, match=f"measures/value/charges.sql: .*{re.escape(words)}"):
        measure_file_of("value/charges", FILE.format(line=line))


def test_a_file_that_ends_as_another_has_its_steps_after_the_one_that_both_have():
    sales = measure_files()["value/sales"]
    assert sales.measures == measure_files()["value/purchases"].measures
    assert sales.text.count("bought as (") == 1 and "from accrued" not in sales.text
    assert sales.text.endswith(measure_files()["value/purchases"].text[-400:])


@pytest.mark.parametrize("other", ["value/purchases", "value/no_such"])
def test_a_file_that_cannot_end_as_another_raises(other):
    text = FILE.format(line=f"-- ends as: {other}")
    with pytest.raises(ValueError, match=f"measures/value/charges.sql ends as {other}"):
        measure_file_of("value/charges", text)


def test_what_is_right_is_read():
    measure_file = measure_file_of("value/charges", FILE.format(line="-- money: revenue"))
    assert (measure_file.money, measure_file.rows) == (frozenset({"revenue"}), "charged")
    assert measure_file.says == "What was charged: a line of text with a colon."


def test_the_list_of_estimates_is_that_of_the_files():
    estimating = {name for name, one in measure_files().items() if one.estimates}
    assert estimating == MODULES.keys() and all(map(function_of, MODULES))


def test_every_file_names_what_is_in_it():
    for measure_file in measure_files().values():
        if measure_file.rows:
            assert re.search(rf"(?m)^{re.escape(measure_file.rows)} as", measure_file.text), (
                measure_file.name
            )
        known = {*measure_file.measures, *re.findall(r"\w+", measure_file.text)}
        assert {*measure_file.costs, *measure_file.empty, *measure_file.money} <= known, (
            measure_file.name
        )


def test_the_list_says_where_a_measure_is_made_and_what_uses_it():
    by_name = {row["measure"]: row for row in measures_list()}
    promoters = by_name["promoters"]
    assert promoters["file"] == "satisfaction/recommendation.sql"
    assert promoters["used by"] == "net_promoter_score"
    assert all((FOLDER / row["file"]).is_file() for row in by_name.values())


def test_the_command_shows_it(capsys):
    done = CliRunner().invoke(app, ["measures"])
    assert done.exit_code == 0
    assert "promoters" in done.stdout and "net_promoter_score" in done.stdout
