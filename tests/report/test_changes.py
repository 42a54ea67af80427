import pandas as pd
import pytest

from cs_toolkit.report import changes_since
from cs_toolkit.report.changes import earlier_report, reasons
from cs_toolkit.report.manifest import write_manifest
from cs_toolkit.report.metrics_csv import write_csv

NO = float("nan")


def rows(*told):
    columns = ["period", "dimension", "segment", "metric", "variant", "value", "unit"]
    return pd.DataFrame(told, columns=columns)


def changes(tmp_path, old, new):
    write_csv(old, tmp_path / "old.csv")
    write_csv(new, tmp_path / "new.csv")
    return changes_since(tmp_path / "old.csv", tmp_path / "new.csv")


def mrr(period, value, segment="", dimension="total", metric="mrr"):
    return (period, dimension, segment, metric, "default", value, "money")


def test_a_figure_reported_differently_is_found(tmp_path):
    found = changes(
        tmp_path,
        rows(mrr("2026-08", 100.0), mrr("2026-09", 110.0)),
        rows(mrr("2026-08", 100.0), mrr("2026-09", 90.0), mrr("2026-10", 95.0)),
    )
    assert found[["period", "metric", "before", "now", "difference"]].values.tolist() == [
        ["2026-09", "mrr", 110.0, 90.0, -20.0]
    ]


@pytest.mark.parametrize(("before", "now"), [(NO, 5.0), (5.0, NO), (0.0, NO)])
def test_a_value_that_came_or_went_is_a_change(tmp_path, before, now):
    found = changes(tmp_path, rows(mrr("2026-09", before)), rows(mrr("2026-09", now)))
    assert len(found) == 1


def test_no_value_twice_and_the_last_digit_of_a_sum_are_no_change(tmp_path):
    old = rows(mrr("2026-08", NO), mrr("2026-09", 0.1 + 0.2))
    assert changes(tmp_path, old, rows(mrr("2026-08", NO), mrr("2026-09", 0.3))).empty


def test_a_new_metric_is_no_change_but_a_new_segment_is(tmp_path):
    found = changes(
        tmp_path,
        rows(mrr("2026-09", 10.0), mrr("2026-09", 10.0, "pro", "plan")),
        rows(
            mrr("2026-09", 10.0), mrr("2026-09", 10.0, "pro", "plan"),
            mrr("2026-09", 3.0, "NA", "plan"), mrr("2026-09", 1.0, metric="arr"),
        ),
    )  # fmt: skip
    assert found[["segment", "now"]].values.tolist() == [["NA", 3.0]]


def test_the_total_comes_first(tmp_path):
    old = rows(mrr("2026-09", 1.0, "a", "plan"), mrr("2026-09", 1.0))
    new = rows(mrr("2026-09", 2.0, "a", "plan"), mrr("2026-09", 2.0))
    assert changes(tmp_path, old, new)["dimension"].tolist() == ["total", "plan"]


def manifest(**told):
    return {
        "period": "2026-10", "ends": "2026-11-01T00:00:00", "as_of": "2026-11-01T00:00:00",
        "in_progress": False, "policies": {"paused": "excluded"}, "versions": {"duckdb": "2.0.1"},
        "inputs": {"files": {"subscriptions.csv": "aa"}, "tables": {"subscriptions": 40}},
    } | told  # fmt: skip


def test_the_reasons_name_what_differs():
    new = manifest(
        as_of="2026-11-05T00:00:00",
        policies={"paused": "counted"},
        versions={"duckdb": "2.1.0"},
        inputs={"files": {"subscriptions.csv": "bb"}, "tables": {"subscriptions": 1042}},
    )
    told = " ".join(reasons(manifest(in_progress=True), new))
    for words in (
        "The rule paused was excluded and is counted.", "subscriptions had 40 rows and has 1,042.",
        "The contents of subscriptions.csv changed.", "duckdb was 2.0.1 and is 2.1.0.",
        "2026-10 was still in progress", "up to 2026-11-05T00:00:00 now",
    ):  # fmt: skip
        assert words in told


def test_nothing_recorded_differs_is_said_too():
    assert reasons(manifest(), manifest()) == [
        "Nothing that is recorded differs: look at the source itself."
    ]


def put(folder, told):
    folder.mkdir(parents=True)
    write_manifest(folder, told)


def test_a_report_is_compared_with_the_last_one_made_from_something_else(tmp_path):
    now = manifest(as_of="2026-11-07T00:00:00")
    put(tmp_path / "2026-10", now)
    put(tmp_path / "archive" / "2026-10" / "2", manifest(as_of="2026-11-05T00:00:00"))
    put(tmp_path / "archive" / "2026-10" / "1", manifest(as_of="2026-11-03T00:00:00"))
    assert earlier_report(tmp_path, now) == tmp_path / "archive" / "2026-10" / "2"


def test_the_first_report_of_a_month_is_compared_with_the_month_before(tmp_path):
    for period, ends in (
        ("2026-08", "2026-09-01"), ("2026-09", "2026-10-01"), ("2026-Q3", "2026-10-01"),
        ("2026-11", "2026-12-01"),
    ):  # fmt: skip
        put(tmp_path / period, manifest(period=period, ends=f"{ends}T00:00:00"))
    assert earlier_report(tmp_path, manifest()) == tmp_path / "2026-09"


def test_the_very_first_report_is_compared_with_nothing(tmp_path):
    assert earlier_report(tmp_path, manifest()) is None
