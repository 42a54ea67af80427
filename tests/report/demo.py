"""A company small enough to be read, with a segment's name that means harm."""

import csv
from pathlib import Path

NOTEBOOKS = Path(__file__).parent / "notebooks"
DEMO = (NOTEBOOKS / "00_scorecard.ipynb", NOTEBOOKS / "01_revenue.ipynb")
HOSTILE = "<script>alert(1)</script>=1+1\u202e"
SETTINGS = """
name = "Demo & Sons"
currency = "EUR"
as_of = "2026-11-01"
dimensions = ["plan"]

[targets]
net_promoter_score = 40
"""


def demo_company(folder: Path, *, lost: int = 3) -> Path:
    """A company file with its tables beside it; ``lost`` customers leave in October 2026."""
    folder.mkdir(parents=True, exist_ok=True)
    plans = ("basic", "pro", HOSTILE)
    subscriptions, answers = [], []
    for number in range(40):
        start = f"{2025 + number // 20}-{1 + number % 9:02d}-0{1 + number % 5}"
        end = "2026-10-15" if number < lost else ""
        subscriptions.append((number, f"c{number}", plans[number % 3], 10 + number, start, end))
    for number in range(240):
        day = f"2026-{1 + number % 10:02d}-{1 + number % 28:02d}"
        answers.append((number, f"c{number % 40}", "nps", (number * 7) % 11, day))
    _write(
        folder / "subscriptions.csv",
        "subscription_id,customer_id,plan,mrr,starts_on,ends_on",
        subscriptions,
    )
    _write(
        folder / "survey_responses.csv",
        "response_id,customer_id,survey,score,responded_at",
        answers,
    )
    (folder / "company.toml").write_text(SETTINGS, encoding="utf-8")
    return folder / "company.toml"


def _write(path: Path, columns: str, rows: list) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns.split(","))
        writer.writerows(rows)
