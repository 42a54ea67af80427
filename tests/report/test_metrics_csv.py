import csv
import gzip
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs_toolkit.formatting.csv_json import safe_text
from cs_toolkit.report.metrics_csv import DETAILS, METRICS_CSV, read_csv, write_csv, write_metrics


def frame(**columns):
    row = {
        "period": "2026-10", "dimension": "plan", "segment": "pro", "metric": "mrr",
        "variant": "default", "value": 1.5, "unit": "money", "n": float("nan"),
        "low": float("nan"), "high": float("nan"), "verdict": "", "note": "",
    }  # fmt: skip
    return pd.DataFrame([row | columns])


@pytest.mark.parametrize("segment", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_starts_a_formula(tmp_path, segment):
    write_csv(frame(segment=segment), tmp_path / "metrics.csv")
    assert read_csv(tmp_path / "metrics.csv")["segment"].item() == f"'{segment}".replace("\r", " ")


def test_earlier_segments_and_the_measures_of_segments_are_packed_beside_the_rest(tmp_path):
    given = pd.concat(
        [
            frame(), frame(period="2026-09", segment="=old"), frame(period="2026-08", dimension="total", segment=""),
            frame(variant="measure", low=1 / 3),
        ],
        ignore_index=True,
    )  # fmt: skip
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        shown = write_metrics(given, tmp_path / name, "2026-10")
        assert shown["period"].tolist() == ["2026-10", "2026-08"]
    folder = tmp_path / "a"
    assert pd.read_csv(folder / METRICS_CSV)["period"].tolist() == ["2026-10", "2026-08"]
    assert pd.read_parquet(folder / DETAILS)["segment"].tolist() == ["'=old", "pro"]
    read = read_csv(folder / METRICS_CSV)
    assert sorted(read["period"]) == ["2026-08", "2026-09", "2026-10", "2026-10"]
    assert read["low"].max() == 0.333333
    assert (folder / DETAILS).read_bytes() == (tmp_path / "b" / DETAILS).read_bytes()


def test_a_report_of_totals_alone_has_no_details(tmp_path):
    write_metrics(frame(), tmp_path, "2026-10")
    assert not (tmp_path / DETAILS).exists()


def test_a_negative_number_stays_a_number(tmp_path):
    write_csv(frame(value=-0.25), tmp_path / "metrics.csv")
    assert ",-0.25," in (tmp_path / "metrics.csv").read_text()
    assert read_csv(tmp_path / "metrics.csv")["value"].item() == -0.25


def test_a_region_called_na_stays_a_region_and_no_value_is_no_value(tmp_path):
    write_csv(frame(segment="NA", value=float("nan")), tmp_path / "metrics.csv")
    read = read_csv(tmp_path / "metrics.csv")
    assert read["segment"].item() == "NA"
    assert read["value"].isna().item()


@given(st.text())
def test_whatever_a_segment_is_called_no_spreadsheet_runs_it(text):
    written = io.StringIO()
    csv.writer(written).writerow([safe_text(text)])
    assert not written.getvalue().lstrip('"').startswith(("=", "+", "-", "@", "\t"))
    assert safe_text(text).removeprefix("'") == text.replace("\r", " ").replace(
        "\x00", ""
    ).removeprefix("'")


def test_an_older_report_s_history_is_read_still(tmp_path):
    write_csv(frame(), tmp_path / METRICS_CSV)
    write_csv(frame(period="2026-09"), tmp_path / "history.csv")
    packed = gzip.compress((tmp_path / "history.csv").read_bytes())
    (tmp_path / "history.csv.gz").write_bytes(packed)
    assert read_csv(tmp_path / METRICS_CSV)["period"].tolist() == ["2026-10", "2026-09"]
