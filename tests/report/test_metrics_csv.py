import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs_toolkit.formatting.csv_json import safe_text
from cs_toolkit.report.metrics_csv import HISTORY, METRICS_CSV, read_csv, write_csv, write_metrics


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


def test_the_segments_of_earlier_periods_are_packed_beside_the_rest(tmp_path):
    given = pd.concat(
        [
            frame(), frame(period="2026-09", segment="=old"), frame(period="2026-08", dimension="total", segment=""),
        ],
        ignore_index=True,
    )  # fmt: skip
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        shown = write_metrics(given, tmp_path / name, "2026-10")
        assert shown["period"].tolist() == ["2026-10", "2026-08"]
    folder = tmp_path / "a"
    assert pd.read_csv(folder / METRICS_CSV)["period"].tolist() == ["2026-10", "2026-08"]
    assert pd.read_csv(folder / HISTORY)["segment"].tolist() == ["'=old"]
    assert sorted(read_csv(folder / METRICS_CSV)["period"]) == ["2026-08", "2026-09", "2026-10"]
    assert (folder / HISTORY).read_bytes() == (tmp_path / "b" / HISTORY).read_bytes()


def test_a_report_without_earlier_segments_has_no_history(tmp_path):
    write_metrics(frame(), tmp_path, "2026-10")
    assert not (tmp_path / HISTORY).exists()


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
