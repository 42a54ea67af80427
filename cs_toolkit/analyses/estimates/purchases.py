"""What customers will yet buy, and who will buy again, from their purchases."""

from datetime import datetime

import pandas as pd

from ...measures.company_data import CompanyData
from ...measures.shared_answers import answered_once
from ...models.bg_nbd import BuyingPace
from ...models.calibration import BrierScore
from ...models.gamma_gamma import SpendPerPurchase
from ...models.lifetime_value import LifetimeValue, held_out_error, predicted_lifetime_value
from ...models.purchase_history import purchase_history
from ...models.repeat_probability import RepeatBacktest, repeat_backtest
from .survival import DAYS_IN_MONTH
from .unavailable import NAN, NothingKnownError, detail, empty, or_else, unpredicted


@answered_once
@or_else(
    lambda why: LifetimeValue(
        empty(why, "customer_id", "predicted_value", "worth_keeping"),
        BuyingPace(NAN, NAN, NAN, NAN, NAN, 0, 0, why),
        SpendPerPurchase(NAN, NAN, NAN, NAN, 0, NAN, why), 0, NAN, NAN,
    )
)  # fmt: skip
def predicted_value(
    company: CompanyData, period: str = "last", *, gross_margin: float = 1.0
) -> LifetimeValue:
    """What each customer will yet buy, by BG/NBD and gamma–gamma, over ``prediction_months``."""
    policies = company.settings.policies
    return predicted_lifetime_value(
        purchase_history(_purchase_days(company, period), company.period(period).closes_at),
        horizon_days=round(policies["prediction_months"].number * DAYS_IN_MONTH),
        annual_discount_rate=policies["annual_discount_rate"].number,
        gross_margin=gross_margin,
    )


@answered_once
@or_else(lambda why: empty(why, "target", "guess", "mean_absolute_error", "customers"))
def predicted_value_error(
    company: CompanyData, period: str = "last", *, months: int = 6
) -> pd.DataFrame:
    """How well purchases of the last months were predicted from those before: one row per guess."""
    return held_out_error(*_held_out(company, period, months))


@answered_once
@or_else(lambda why: RepeatBacktest(unpredicted(why), BrierScore(NAN, NAN), pd.DataFrame(), 0, why))
def repeat_purchases(
    company: CompanyData, period: str = "last", *, months: int = 6
) -> RepeatBacktest:
    """Whether it was predicted before the last months who would buy again in them."""
    return repeat_backtest(*_held_out(company, period, months))


def _purchase_days(company: CompanyData, period: str) -> pd.DataFrame:
    return detail(company, "value/purchase_days", company.period(period))


def _held_out(
    company: CompanyData, period: str, months: int
) -> tuple[pd.DataFrame, datetime, datetime]:
    """Purchases up to a period's close, and the moment so many months before it."""
    last, days = company.period(period), _purchase_days(company, period)
    learn_until = last.months_earlier(months).ends_at
    if not (pd.to_datetime(days["ordered_on"]) < learn_until).any():
        raise NothingKnownError(
            f"not available: needs purchases before {learn_until:%Y-%m-%d} to learn from"
        )
    return days, learn_until, last.closes_at
