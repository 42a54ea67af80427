"""Which of the open trials will likely pay."""

import pandas as pd

from ...measures.company_data import CompanyData
from ...measures.shared_answers import answered_once
from ...models.calibration import BrierScore
from ...models.conversion import LikelyConverters, likely_converters
from .unavailable import NAN, detail, empty, or_else, unpredicted

TRIAL_FEATURES = ("activated_early", "has_trial")
USAGE_FEATURES = ("early_events", "early_features")
EARLY_DAYS = 3


@answered_once
@or_else(
    lambda why: LikelyConverters(
        empty(why, "rank", "trial_id", "probability"), unpredicted(why), BrierScore(NAN, NAN),
        pd.DataFrame(), pd.DataFrame(), pd.NaT, why,
    )
)  # fmt: skip
def converters(company: CompanyData, period: str = "last") -> LikelyConverters:
    """Which of the open trials will likely pay, learned from how earlier ones began."""
    last = company.period(period)
    trials = detail(company, "acquisition/trials", last)
    trials = trials.rename(columns={"account_id": "trial_id"})
    window = pd.Timedelta(days=company.settings.policies["conversion_window_days"].number)
    closes = pd.Timestamp(last.closes_at)
    trials["started_on"] = pd.to_datetime(trials["signed_up_at"])
    trials["known_on"] = trials["started_on"] + window
    paid = pd.to_datetime(trials["paid_at"])
    trials["converted"] = (paid - trials["started_on"]) <= window
    early = pd.Timedelta(days=EARLY_DAYS)
    # who paid within the first days had decided before there was anything to learn from
    undecided = ~((paid - trials["started_on"]) <= early)
    closed = trials[(trials["known_on"] < closes) & undecided]
    still_open = trials[
        (trials["known_on"] >= closes) & (trials["started_on"] + early < closes) & paid.isna()
    ]
    # where only those who pay get a customer's id, usage known by that id would give them away
    known = trials["customer_id"].notna().all()
    return likely_converters(closed, still_open, TRIAL_FEATURES + (USAGE_FEATURES if known else ()))
