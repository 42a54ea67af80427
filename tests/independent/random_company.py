"""A company drawn by a seed: the sample's kinds of rows, other ones, and a part of them missing."""

from pathlib import Path

import numpy as np
import pandas as pd

from cs_toolkit.sample import write_sample

# what may be missing without making another row wrong
EVENTS = (
    "calls", "conversions", "invitations", "leads", "orders", "renewals", "sessions", "signups",
    "spend", "survey_responses", "tickets", "usage_events", "visits",
)  # fmt: skip
MAY_BE_EMPTY = {
    "survey_responses": ("comment",), "tickets": ("category",),
    "calls": ("wrap_seconds", "hold_seconds"), "usage_events": ("feature",),
    "spend": ("customer_id",), "leads": ("referrer_customer_id",),
}  # fmt: skip
AMOUNTS = {"orders": "amount", "spend": "amount"}


def draw_company(folder: Path, seed: int, *, customers: int = 60, months: int = 14) -> Path:
    """Write a company's tables and its company file; the same seed gives the same one."""
    write_sample(folder, customers=customers, months=months, seed=seed, last_month="2026-10")
    drawn = np.random.default_rng(seed)
    gone: set[str] = set()
    for name in EVENTS:
        path = folder / f"{name}.csv"
        rows = pd.read_csv(path, dtype=str, keep_default_na=False)
        kept = rows[drawn.random(len(rows)) > drawn.uniform(0, 0.5)].copy()
        if name == "tickets":
            gone = set(rows["ticket_id"]) - set(kept["ticket_id"])
            kept = kept[~kept["merged_into"].isin(gone)]
            gone = set(rows["ticket_id"]) - set(kept["ticket_id"])
        for column in MAY_BE_EMPTY.get(name, ()):
            kept.loc[drawn.random(len(kept)) < 0.2, column] = ""
        if name in AMOUNTS:
            amounts = kept[AMOUNTS[name]].astype(float) * drawn.uniform(0.1, 3)
            kept[AMOUNTS[name]] = amounts.round(2).astype(str)
        kept.sample(frac=1, random_state=drawn).to_csv(path, index=False)
    replies = pd.read_csv(folder / "messages.csv", dtype=str, keep_default_na=False)
    replies[~replies["ticket_id"].isin(gone)].to_csv(folder / "messages.csv", index=False)
    return folder / "company.toml"
