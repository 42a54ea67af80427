"""The command line as a user runs it: what it writes, where, and with which exit code."""

import csv
import io
import json
import subprocess
import sys

import pytest

SAMPLE = "data/sample/company.toml"
COLUMNS = [
    "period",
    "dimension",
    "segment",
    "metric",
    "reading",
    "value",
    "unit",
    "n",
    "low",
    "high",
    "verdict",
    "note",
]


def run(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", "from cs_toolkit.cli import main; main()", *arguments],
        capture_output=True, text=True, check=False, timeout=300,
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
    assert [row["reading"] for row in nps] == ["default", "default"]
    assert all(float(row["low"]) <= float(row["value"]) <= float(row["high"]) for row in nps)


def test_metrics_as_json():
    done = run(
        "metrics", "2026-10", "--data", SAMPLE, "--family", "satisfaction", "--format", "json"
    )
    rows = json.loads(done.stdout)
    assert list(rows[0]) == COLUMNS


def test_check_names_what_was_loaded_and_set_aside():
    done = run("check", "--data", SAMPLE)
    assert done.returncode == 0, done.stderr
    assert "subscriptions: " in done.stdout
    assert "set aside: 1 rows of survey_responses, score off the scale 0 to 10" in done.stdout


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


def test_a_sample_of_any_size(tmp_path):
    done = run(
        "sample", str(tmp_path / "small"), "--customers", "30", "--months", "6", "--seed", "2"
    )
    assert done.returncode == 0, done.stderr
    checked = run("check", "--data", done.stdout.strip())
    assert checked.returncode == 0, checked.stderr
    assert "customers: 30 rows" in checked.stdout
