"""The command line as a user runs it: what it writes, where, and with which exit code."""

import csv
import io
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pandas as pd
import pytest

import cs_toolkit

SAMPLE = "data/sample/company.toml"
COLUMNS = [
    "period",
    "dimension",
    "segment",
    "metric",
    "variant",
    "value",
    "unit",
    "n",
    "low",
    "high",
    "verdict",
    "status",
    "note",
]


def run(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", "from cs_toolkit.cli import main; main()", *arguments],
        capture_output=True, text=True, check=False, timeout=1800,
    )  # fmt: skip


def test_metrics_as_csv():
    done = run(
        "metrics", "2026-09..2026-10", "--data", SAMPLE, "--family", "satisfaction", "--by", "plan"
    )
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert list(rows[0]) == COLUMNS
    assert {row["dimension"] for row in rows} == {"total", "plan"}
    nps = [
        row for row in rows if row["metric"] == "net_promoter_score" and row["dimension"] == "total"
    ]
    assert [row["variant"] for row in nps] == ["default"] * 2 + ["trailing_12_months"] * 2
    assert all(float(row["low"]) <= float(row["value"]) <= float(row["high"]) for row in nps)


def test_metrics_as_json():
    done = run(
        "metrics", "2026-10", "--data", SAMPLE, "--family", "satisfaction", "--format", "json"
    )
    rows = json.loads(done.stdout)
    assert list(rows[0]) == COLUMNS
    expected = cs_toolkit.open(SAMPLE).metrics("2026-10", family="satisfaction")["value"]
    assert [row["value"] for row in rows] == [None if pd.isna(v) else v for v in expected]


def test_check_names_what_was_loaded_and_set_aside():
    done = run("check", "--data", SAMPLE)
    assert done.returncode == 0, done.stderr
    assert "subscriptions: " in done.stdout
    assert "set aside: 1 row of survey_responses, score off the scale 0 to 10" in done.stdout


def test_rows_behind_a_number():
    done = run("rows", "net_promoter_score", "2026-10", "--data", SAMPLE)
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {"response_id", "customer_id", "score"} <= set(rows[0])


def test_the_glossary_lists_every_metric():
    from cs_toolkit.metrics import METRICS

    done = run("glossary")
    assert all(f"{name}" in done.stdout for name in METRICS)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["metrics", "2026-13", "--data", SAMPLE], '"2026-13" is not a period'),
        (["metrics", "2019-01", "--data", SAMPLE], "2019-01 lies outside the data"),
        (["metrics", "2026-10", "--data", SAMPLE, "--family", "revenu"], 'did you mean "revenue"'),
        (["metrics", "2026-10", "--data", SAMPLE, "--by", "pln"], 'did you mean "plan"'),
        (
            ["metrics", "2026-10", "--data", SAMPLE, "--by", "fault", "--family", "value"],
            'split by "fault"',
        ),
        (
            ["metrics", "2026-10", "--data", SAMPLE, "--format", "xml"],
            "--format is one of csv, json, table",
        ),
        (["metrics", "2026-10", "--data", "nowhere.toml"], "there is no company file nowhere.toml"),
        (["metrics", "2026-10", "--data", "nowhere"], "there is no folder"),
        (
            ["rows", "net_promotor_score", "2026-10", "--data", SAMPLE],
            'did you mean "net_promoter_score"',
        ),
        (["report", "2026-10..2026-11", "--data", SAMPLE], "names 2 periods"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_exit_code_2(arguments, told):
    done = run(*arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_draft_reads_back(tmp_path):
    (tmp_path / "accounts.csv").write_text(
        "account_id,account_name,signup_date\na,Ada,2026-01-01\n"
    )
    (tmp_path / "contracts.csv").write_text(
        "subscription_id,account_id,start_date,end_date,mrr_amount\n1,a,2026-01-01,,10\n"
    )
    drafted = run("init", str(tmp_path))
    assert drafted.returncode == 0, drafted.stderr
    assert f"cs-toolkit check --data {tmp_path / 'company.toml'}" in drafted.stderr
    done = run(
        "metrics",
        "2026-01",
        "--data",
        str(tmp_path / "company.toml"),
        "--family",
        "revenue",
        "--as-of",
        "2026-02-01",
    )
    assert done.returncode == 0, done.stderr
    assert "2026-01,total,,ending_mrr,measure,10.0,money" in done.stdout
    again = run("init", str(tmp_path))
    assert again.returncode == 2 and "is there already" in again.stderr


def test_a_draft_says_what_it_left_out_and_does_not_guess_wildly(tmp_path):
    (tmp_path / "cases.csv").write_text("ticket_id,submitted_at,floor\n1,2026-01-01,second\n")
    (tmp_path / "parking.csv").write_text("spot,level,won_date\n1,7,2026-01-01\n")
    run("init", str(tmp_path))
    text = (tmp_path / "company.toml").read_text()
    assert "# fills no column of ours, may be a dimension: floor\n" in text
    assert "# it could also have: " in text
    assert "# parking: which table it is must be said by hand; it has spot, level" in text
    checked = run("check", "--data", str(tmp_path))
    assert checked.returncode == 0, checked.stderr
    assert "tickets: 1 row from cases.csv" in checked.stdout


def test_a_folder_is_named_from_where_one_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("demo", "stripe").returncode == 0
    done = run("init", "--yes", "demo-stripe")
    assert done.returncode == 0, done.stderr
    assert "mrr by month:\n  2026-05  $5,330\n" in done.stderr
    asked = run("metrics", "last", "--data", "demo-stripe", "--family", "revenue", "--by", "plan")
    assert asked.returncode == 0, asked.stderr
    again = run("init", "--yes", "demo-stripe/subscriptions.csv", "--out", "other.toml")
    assert "subscriptions.csv is a file: name its folder" in again.stderr


def test_a_draft_takes_id_for_the_rows_own_and_a_names_last_word_for_what_they_are(tmp_path):
    columns = {
        "customers": "id,name,created",
        "subscriptions": "id,customer,start_date,canceled_at,quantity,mrr",
        "tickets": "id,created_at,solved_at,organization_id",
        "ticket_comments": "id,ticket_id,author_role,created_at,public,body",
    }
    for name, header in columns.items():
        (tmp_path / f"{name}.csv").write_text(f"{header}\n")
    run("init", str(tmp_path))
    drafted = tomllib.loads((tmp_path / "company.toml").read_text())["tables"]
    assert {name: table["from"] for name, table in drafted.items()} == {
        "customers": "customers",
        "subscriptions": "subscriptions",
        "tickets": "tickets",
        "messages": "ticket_comments",
    }
    assert drafted["customers"]["columns"]["customer_id"] == "id"
    assert drafted["subscriptions"]["columns"] == {
        "subscription_id": "id",
        "customer_id": "customer",
        "starts_on": "start_date",
        "seats": "quantity",
        "cancelled_on": "canceled_at",
    }
    assert drafted["tickets"]["columns"]["ticket_id"] == "id"
    assert drafted["messages"]["columns"] == {
        "message_id": "id",
        "sent_at": "created_at",
        "author_kind": "author_role",
        "text": "body",
        "is_public": "public",
    }


def test_a_draft_never_leaves_a_quantity_out(tmp_path):
    columns = {
        "orders": "id,customer,order_date,unit_price,qty",
        "subscriptions": "id,customer,start_date,amount,interval,quantity",
    }
    for name, header in columns.items():
        (tmp_path / f"{name}.csv").write_text(f"{header}\n")
    run("init", str(tmp_path))
    drafted = tomllib.loads((tmp_path / "company.toml").read_text())["tables"]
    assert drafted["orders"]["columns"]["amount"] == "unit_price * qty"
    assert drafted["subscriptions"]["columns"]["quantity"] == "quantity"
    assert drafted["subscriptions"]["columns"]["seats"] == "quantity"


def test_a_database_is_drafted_here_and_not_in_it(tmp_path, monkeypatch):
    import duckdb

    with duckdb.connect(tmp_path / "crm.duckdb") as database:
        database.sql(
            "create table accounts as select 'a' as account_id, date '2026-01-01' as signup_date"
        )
    monkeypatch.setenv("PYTHONPATH", str(Path.cwd()))
    monkeypatch.chdir(tmp_path)
    assert run("init", "crm.duckdb").stdout == "company.toml\n"
    assert "customers: 1 row from accounts" in run("check", "--data", "company.toml").stdout


def test_a_draft_may_have_any_name(tmp_path):
    from cs_toolkit.drafting.draft import draft_company_file

    folder = tmp_path / 'A "B" C'
    folder.mkdir()
    (folder / "customers.csv").write_text("customer_id\na\n")
    assert tomllib.loads(draft_company_file(str(folder)))["name"] == 'A "B" C'


def test_a_place_where_nothing_can_be_written_is_one_sentence(tmp_path):
    (tmp_path / "customers.csv").write_text("customer_id\na\n")
    out = tmp_path / "nowhere" / "x.toml"
    done = run("init", str(tmp_path), "--out", str(out))
    assert (done.returncode, done.stderr) == (
        2, f"{out} cannot be read or written: No such file or directory\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "one row per purchase or charge; needs order_id, customer_id, ordered_at, amount"),
        (["subscriptions"], "one of active, trial, paused, past_due, cancelled"),
    ],
)
def test_the_tables_are_listed_for_those_who_map_theirs(arguments, words):
    assert words in run("tables", *arguments).stdout
    unknown = run("tables", "subscription")
    assert unknown.returncode == 2 and 'did you mean "subscriptions"' in unknown.stderr


def test_check_names_a_dimension_that_splits_nothing(tmp_path):
    (tmp_path / "customers.csv").write_text("customer_id,signed_up_on,plan\na,2026-01-01,pro\n")
    for given, code, words in (
        ('["plan", "region"]', 0, "dimension region: no table has it filled"),
        ('["plann"]', 2, 'no table has a column "plann" to split by: did you mean "plan"'),
    ):
        (tmp_path / "company.toml").write_text(f"dimensions = {given}\n")
        checked = run("check", "--data", str(tmp_path))
        assert checked.returncode == code and words in checked.stdout + checked.stderr


def test_a_sample_of_any_size(tmp_path):
    done = run(
        "sample", str(tmp_path / "small"), "--customers", "30", "--months", "6", "--seed", "2"
    )
    assert done.returncode == 0, done.stderr
    checked = run("check", "--data", done.stdout.strip())
    assert checked.returncode == 0, checked.stderr
    assert "customers: 30 rows" in checked.stdout


def test_the_version_is_reported():
    assert run("--version").stdout == f"cs-toolkit {cs_toolkit.__version__}\n"


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="a disk without room is Linux's /dev/full"
)
def test_a_full_disk_is_reported_in_a_sentence():
    call = [sys.executable, "-c", "from cs_toolkit.cli import main; main()", "tables"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(call, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "the output cannot be read or written: No space left on device\n"


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (("lab", "no_such_folder"), "named with --into no_such_folder"),
        (("report", "last", "--workers", "0"), "greater than or equal to 1"),
    ],
)
def test_a_call_that_cannot_work_is_refused_at_once(call, told):
    done = run(*call)
    assert done.returncode == 2
    assert told in done.stderr
