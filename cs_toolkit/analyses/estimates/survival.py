"""How long customers stay and renew, from those who left and those who have not."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ...calendar.periods import Period
from ...measures.company_data import CompanyData
from ...measures.shared_answers import answered_once
from ...measures.value.lifespan import one_by_one
from ...models.expected_lifespan import lifespan_of_stays
from ...models.lifespan import lifespan_variants
from ...models.sbg import ContractRenewal, fit_contract_renewal, held_out_contracts
from ...models.survival import SurvivalCurve, kaplan_meier
from ...models.survival_by_segment import LogRank, SegmentedSurvival
from ...models.survival_by_segment import survival_by_segment as curves_by_segment
from .unavailable import NAN, NothingKnownError, detail, empty, or_else

DAYS_IN_MONTH = 365 / 12


def _no_curve(why: str) -> SurvivalCurve:
    return SurvivalCurve(empty(why, "time", "staying"), 0, 0, 0.95)


@answered_once
@or_else(_no_curve)
def survival(company: CompanyData, period: str = "last") -> SurvivalCurve:
    """How long customers stay, in months, as far as is known at a period's close."""
    months, left, _ = _stays(company, period, "total")
    return kaplan_meier(months, left)


@answered_once
@or_else(
    lambda why: SegmentedSurvival(
        {}, empty(why, "segment", "customers", "lifespan"), LogRank(NAN, 0, NAN, why), NAN
    )
)
def survival_by_segment(company: CompanyData, period: str, by: str) -> SegmentedSurvival:
    """One survival curve per segment, with the log-rank test between them."""
    return curves_by_segment(*_stays(company, period, by))


@answered_once
@or_else(lambda why: empty(why, "variant", "lifespan", "low", "high", "n", "bias", "note"))
def lifespans(company: CompanyData, period: str = "last") -> pd.DataFrame:
    """Four ways to say how many months customers stay, one row each, with their biases."""
    months, left, _ = _stays(company, period, "total")
    stays = one_by_one(detail(company, "value/lifespan", company.period(period)))
    return lifespan_variants(months, left, expected=lifespan_of_stays(stays))


@answered_once
@or_else(lambda why: ContractRenewal(NAN, NAN, NAN, 0, 0, why))
def contract_renewal(company: CompanyData, period: str = "last") -> ContractRenewal:
    """The chance of renewing month by month that differs between customers, fitted to all stays."""
    months, left, _ = _stays(company, period, "total")
    return fit_contract_renewal(_renewals(months, left), left)


@answered_once
@or_else(lambda why: empty(why, "guess", "predicted_staying", "actual_staying", "customers"))
def contract_renewal_error(
    company: CompanyData, period: str = "last", *, months: int = 6
) -> pd.DataFrame:
    """How well it was predicted who would still pay after some months: one row per guess.

    Learned from all stays as they were known so many months before the period's close.
    """
    last = company.period(period)
    detail(company, "value/lifespan", last)
    before = _stays_by_customer(company, last.months_earlier(months))
    if before.empty:
        raise NothingKnownError(f"not available: nobody had paid by {months} months before")
    now = _stays_by_customer(company, last).set_index("customer_id")
    ages = _renewals(before["days_paid"] / DAYS_IN_MONTH, before["has_left"])
    # who left and came back within the months pays at their end, and that is what is asked
    stayed = now["has_left"].reindex(before["customer_id"]).fillna(1) == 0
    return held_out_contracts(ages, before["has_left"] == 1, stayed.to_numpy(), months)


def _stays(company: CompanyData, period: str, by: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Months stayed, whether left, and segment: one entry per customer."""
    rows = detail(company, "value/lifespan", company.period(period), by)
    many = rows["customers"].astype(int)
    months = np.repeat(rows["days_paid"].to_numpy(dtype=float) / DAYS_IN_MONTH, many)
    left = np.repeat(rows["has_left"].to_numpy(dtype=int), many)
    return months, left, np.repeat(rows["segment"].to_numpy(dtype=object), many)


def _stays_by_customer(company: CompanyData, period: Period) -> pd.DataFrame:
    """One row per customer who has paid by a period's close, ordered by customer."""
    rows = company.rows("lifespan", period)[["customer_id", "days_paid", "has_left"]]
    return rows.sort_values("customer_id", ignore_index=True)


def _renewals(months: ArrayLike, left: ArrayLike) -> np.ndarray:
    """How many monthly renewals customers came to, from how many months they have paid."""
    whole = np.floor(np.asarray(months, dtype=float) + 0.5)
    # a month that was begun was paid for: who left was there for one renewal at least
    return np.where(np.asarray(left) == 1, np.maximum(whole, 1), whole)
