"""A company's learned estimates: its rows, handed to a model, and the model's plain result.

Each function reads what is known by the close of a period and nothing after it.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from .company import Company
from .errors import InputError, did_you_mean
from .models.contracts import ContractRenewal, fit_contract_renewal
from .models.conversion import LikelyConverters, likely_converters
from .models.forecast import Forecast, mrr_forecast
from .models.lifespan import lifespan_readings
from .models.lifetime_value import LifetimeValue, held_out_error, predicted_lifetime_value
from .models.mix_and_rate import MixAndRate
from .models.mix_and_rate import mix_and_rate as split_change
from .models.purchase_history import purchase_history
from .models.relations import lagged_relation, relation, relations_table
from .models.repeat_probability import RepeatBacktest, repeat_backtest
from .models.survival import SurvivalCurve, kaplan_meier
from .models.survival_by_segment import SegmentedSurvival
from .models.survival_by_segment import survival_by_segment as curves_by_segment

DAYS_IN_MONTH = 365 / 12
MILLION = 1_000_000
# metric → the measures of its numerator with their signs, and its denominator
RATIOS: dict[str, tuple[dict[str, int], str]] = {
    "customer_churn_rate": ({"churned_customers": 1}, "starting_customers"),
    "customer_retention_rate": ({"retained_customers": 1}, "starting_customers"),
    "mrr_churn_rate": ({"churned_mrr": 1}, "starting_mrr"),
    "expansion_rate": ({"expansion_mrr": 1}, "starting_mrr"),
    "gross_revenue_retention": ({"retained_mrr": 1}, "starting_mrr"),
    "net_revenue_retention": (
        {"starting_mrr": 1, "expansion_mrr": 1, "contraction_mrr": -1, "churned_mrr": -1},
        "starting_mrr",
    ),
    "renewal_rate": ({"contracts_renewed": 1}, "contracts_due"),
    "conversion_rate": ({"cohort_leads_converted": 1}, "cohort_leads"),
}
SATISFACTION = ("recommendation", "satisfaction", "effort")
OUTCOMES = ("stayed", "mrr", "mrr_change", "referred_leads")
SIDE_BY_SIDE = (("effort", "recommendation"), ("resolution_seconds", "satisfaction"))
# over periods, where no customer has both
OVER_PERIODS = (
    ("average_resolution_time", "first_contact_resolution"),
    ("customer_referral_rate", "customer_acquisition_cost"),
)
TRIAL_FEATURES = ("activated_early", "has_trial")
USAGE_FEATURES = ("early_events", "early_features")
EARLY_DAYS = 3


def survival(company: Company, period: str = "last") -> SurvivalCurve:
    """How long customers stay, in months, as far as is known at a period's close."""
    months, left, _ = _stays(company, period, "total")
    return kaplan_meier(months, left)


def survival_by_segment(company: Company, period: str, by: str) -> SegmentedSurvival:
    """One survival curve per segment, with the log-rank test between them."""
    return curves_by_segment(*_stays(company, period, by))


def lifespans(company: Company, period: str = "last") -> pd.DataFrame:
    """Three ways to say how many months customers stay, one row each, with their biases."""
    months, left, _ = _stays(company, period, "total")
    return lifespan_readings(months, left)


def contract_renewal(company: Company, period: str = "last") -> ContractRenewal:
    """The chance of renewing month by month that differs between customers, fitted to all stays."""
    months, left, _ = _stays(company, period, "total")
    whole = np.floor(months + 0.5)
    # a month that was begun was paid for: who left was there for one renewal at least
    return fit_contract_renewal(np.where(left == 1, np.maximum(whole, 1), whole), left)


def predicted_value(
    company: Company, period: str = "last", *, gross_margin: float = 1.0
) -> LifetimeValue:
    """What each customer will yet buy, by BG/NBD and gamma–gamma, over ``prediction_months``."""
    policies = company.settings.policies
    return predicted_lifetime_value(
        purchase_history(_purchase_days(company, period), company.period(period).closes_at),
        horizon_days=round(policies["prediction_months"].value * DAYS_IN_MONTH),
        annual_discount_rate=policies["annual_discount_rate"].value,
        gross_margin=gross_margin,
    )


def predicted_value_error(company: Company, period: str = "last", *, months: int = 6):
    """How well purchases of the last months were foretold from those before: one row per guess."""
    return held_out_error(*_held_out(company, period, months))


def repeat_purchases(company: Company, period: str = "last", *, months: int = 6) -> RepeatBacktest:
    """Whether it was foretold before the last months who would buy again in them."""
    return repeat_backtest(*_held_out(company, period, months))


def forecast(company: Company, period: str = "last", *, months: int = 6) -> Forecast:
    """MRR in the months after a period, with interval and back-test, from all months up to it."""
    last = company.period(period)
    first = max(company.tables.first, company.tables.first.replace(year=last.starts_at.year - 10))
    asked = company.periods(f"{first:%Y-%m}..{last.name}")
    mrr = company.measures(asked, family="revenue", by=()).set_index("period")["ending_mrr"]
    return mrr_forecast(mrr[mrr.gt(0).cummax()], months=months)


def mix_and_rate(company: Company, metric: str, periods: tuple[str, str], by: str) -> MixAndRate:
    """Why a ratio changed between two periods: rates within segments, or the mix of segments.

    Raises ``InputError`` for a metric that is no such ratio, and where the segments overlap, so
    that their parts don't add up to the whole.
    """
    if metric not in RATIOS:
        raise InputError(f'"{metric}" cannot be split: {did_you_mean(metric, RATIOS)}')
    parts, denominator = RATIOS[metric]
    from .metrics import METRICS

    before, after = (
        company.measures(company.period(one), family=METRICS[metric].family, by=by)
        for one in periods
    )
    segments = sorted({*before["segment"], *after["segment"]} - {""})
    sums = [
        _in_millionths(frame, segments, measures, f"{metric} by {by}")
        for frame in (before, after)
        for measures in (parts, {denominator: 1})
    ]
    return split_change(segments, *sums)


def relations(company: Company, periods: str, *, lag: int = 0) -> pd.DataFrame:
    """Which measures go together: satisfaction with retention, revenue, churn and referral.

    One row per pair. Customers are the witnesses, ``lag`` periods apart; the last pairs, which no
    customer has, are compared over the periods (``over`` says which).
    """
    asked = company.periods(periods)
    table = company.detail("value/customer_periods", asked)
    order = {period.name: at for at, period in enumerate(asked)}
    table = table.assign(period=table["period"].map(order))
    pairs = [(one, other) for one in SATISFACTION for other in OUTCOMES]
    found = [lagged_relation(table, *pair, lag=lag) for pair in (*pairs, *SIDE_BY_SIDE)]
    over = ["customers"] * len(found)
    values = _over_periods(company, asked)
    for pair in OVER_PERIODS:
        if all(name in values for name in pair):
            found.append(relation(values[pair[0]], values[pair[1]], names=pair))
            over.append("periods")
    return relations_table(found).assign(over=over)


def converters(company: Company, period: str = "last") -> LikelyConverters:
    """Which of the open trials will likely pay, learned from how earlier ones began."""
    last = company.period(period)
    trials = company.detail("acquisition/trials", [last]).rename(columns={"account_id": "trial_id"})
    window = pd.Timedelta(days=company.settings.policies["conversion_window_days"].value)
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


def _stays(company: Company, period: str, by: str):
    """Months stayed, whether left, and segment: one entry per customer."""
    rows = company.detail("value/lifespan", [company.period(period)], by)
    many = rows["customers"].astype(int)
    months = np.repeat(rows["days_paid"].to_numpy(dtype=float) / DAYS_IN_MONTH, many)
    left = np.repeat(rows["has_left"].to_numpy(dtype=int), many)
    return months, left, np.repeat(rows["segment"].to_numpy(dtype=object), many)


def _purchase_days(company: Company, period: str) -> pd.DataFrame:
    return company.detail("value/purchase_days", [company.period(period)])


def _held_out(company: Company, period: str, months: int):
    """Purchases up to a period's close, and the moment so many months before it."""
    last = company.period(period)
    learn_until = last.months_earlier(months).ends_at
    return _purchase_days(company, period), learn_until, last.closes_at


def _in_millionths(frame: pd.DataFrame, segments, measures: dict[str, int], what: str) -> list[int]:
    """A signed sum of measures per segment, exactly; raises where the segments overlap."""
    sums = {
        row["segment"]: sum(sign * round(row[name] * MILLION) for name, sign in measures.items())
        for row in frame.to_dict("records")
    }
    parts = [sums.get(segment, 0) for segment in segments]
    if sum(parts) != sums[""]:
        raise InputError(
            f"{what} cannot be split into mix and rate: a customer counts in several of its "
            "segments; take a column of customers"
        )
    return parts


def _over_periods(company: Company, periods: Iterable) -> pd.DataFrame:
    from .metrics import METRICS

    names = {name for pair in OVER_PERIODS for name in pair}
    families = {METRICS[name].family for name in names}
    table = company.metrics(list(periods), family=families, by=())
    table = table[table["metric"].isin(names) & (table["reading"] == "default")]
    return table.pivot_table(index="period", columns="metric", values="value", dropna=False)
