"""A company's learned estimates: its rows, handed to a model, and the model's plain result.

Each function reads what is known by the close of a period and nothing after it. Where tables are
missing, or there is nothing to learn from, the result holds no numbers and says why.
"""

from collections.abc import Callable, Iterable
from functools import wraps

import numpy as np
import pandas as pd

from .company import Company
from .errors import InputError, did_you_mean
from .models.buying_pace import BuyingPace
from .models.calibration import BrierScore
from .models.contracts import ContractRenewal, fit_contract_renewal, held_out_contracts
from .models.conversion import LikelyConverters, likely_converters
from .models.discrimination import Discrimination
from .models.forecast import Forecast, mrr_forecast
from .models.lifespan import lifespan_readings
from .models.lifetime_value import LifetimeValue, held_out_error, predicted_lifetime_value
from .models.mix_and_rate import MixAndRate
from .models.mix_and_rate import mix_and_rate as split_change
from .models.purchase_history import purchase_history
from .models.relations import lagged_relation, relation, relations_table
from .models.repeat_probability import RepeatBacktest, repeat_backtest
from .models.spend_per_purchase import SpendPerPurchase
from .models.survival import SurvivalCurve, kaplan_meier
from .models.survival_by_segment import LogRank, SegmentedSurvival
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
NAN = float("nan")


class _NothingKnownError(Exception):
    """The rows that an estimate is made of are not there; the message says what it would need."""


def _or(nothing: Callable) -> Callable:
    """Make an estimate give ``nothing(why)`` where its rows are not there."""

    def decorate(estimate: Callable) -> Callable:
        @wraps(estimate)
        def told(*given, **by_name):
            try:
                return estimate(*given, **by_name)
            except _NothingKnownError as error:
                return nothing(str(error))

        return told

    return decorate


def _empty(why: str, *columns: str) -> pd.DataFrame:
    """A frame without rows that says why, to tables and to figures."""
    frame = pd.DataFrame(columns=list(columns), dtype=float)
    frame.attrs["not_available"] = dict.fromkeys(columns, why)
    return frame


def _no_curve(why: str) -> SurvivalCurve:
    return SurvivalCurve(_empty(why, "time", "staying"), 0, 0, 0.95)


def _untold(why: str) -> Discrimination:
    return Discrimination(NAN, NAN, NAN, 0, 0, 0, why)


@_or(_no_curve)
def survival(company: Company, period: str = "last") -> SurvivalCurve:
    """How long customers stay, in months, as far as is known at a period's close."""
    months, left, _ = _stays(company, period, "total")
    return kaplan_meier(months, left)


@_or(
    lambda why: SegmentedSurvival(
        {}, _empty(why, "segment", "customers", "lifespan"), LogRank(NAN, 0, NAN, why), NAN
    )
)
def survival_by_segment(company: Company, period: str, by: str) -> SegmentedSurvival:
    """One survival curve per segment, with the log-rank test between them."""
    return curves_by_segment(*_stays(company, period, by))


@_or(lambda why: _empty(why, "reading", "lifespan", "low", "high", "n", "bias", "note"))
def lifespans(company: Company, period: str = "last") -> pd.DataFrame:
    """Three ways to say how many months customers stay, one row each, with their biases."""
    months, left, _ = _stays(company, period, "total")
    return lifespan_readings(months, left)


@_or(lambda why: ContractRenewal(NAN, NAN, NAN, 0, 0, why))
def contract_renewal(company: Company, period: str = "last") -> ContractRenewal:
    """The chance of renewing month by month that differs between customers, fitted to all stays."""
    months, left, _ = _stays(company, period, "total")
    return fit_contract_renewal(_renewals(months, left), left)


@_or(lambda why: _empty(why, "guess", "predicted_staying", "actual_staying", "customers"))
def contract_renewal_error(company: Company, period: str = "last", *, months: int = 6):
    """How well it was foretold who would still pay after some months: one row per guess.

    Learned from all stays as they were known so many months before the period's close.
    """
    last = company.period(period)
    _detail(company, "value/lifespan", last)
    before = _stays_by_customer(company, last.months_earlier(months))
    if before.empty:
        raise _NothingKnownError(f"not available: nobody had paid by {months} months before")
    now = _stays_by_customer(company, last).set_index("customer_id")
    ages = _renewals(before["days_paid"] / DAYS_IN_MONTH, before["has_left"])
    # who left and came back within the months pays at their end, and that is what is asked
    stayed = now["has_left"].reindex(before["customer_id"]).fillna(1) == 0
    return held_out_contracts(ages, before["has_left"] == 1, stayed.to_numpy(), months)


@_or(
    lambda why: LifetimeValue(
        _empty(why, "customer_id", "predicted_value", "worth_keeping"),
        BuyingPace(NAN, NAN, NAN, NAN, NAN, 0, 0, why),
        SpendPerPurchase(NAN, NAN, NAN, NAN, 0, NAN, why), 0, NAN, NAN,
    )
)  # fmt: skip
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


@_or(lambda why: _empty(why, "target", "guess", "mean_absolute_error", "customers"))
def predicted_value_error(company: Company, period: str = "last", *, months: int = 6):
    """How well purchases of the last months were foretold from those before: one row per guess."""
    return held_out_error(*_held_out(company, period, months))


@_or(lambda why: RepeatBacktest(_untold(why), BrierScore(NAN, NAN), pd.DataFrame(), 0, why))
def repeat_purchases(company: Company, period: str = "last", *, months: int = 6) -> RepeatBacktest:
    """Whether it was foretold before the last months who would buy again in them."""
    return repeat_backtest(*_held_out(company, period, months))


@_or(
    lambda why: Forecast(
        _empty(why, "month", "forecast", "low", "high"),
        _empty(why, "method"),
        "",
        NAN,
        NAN,
        pd.DataFrame(),
        why,
    )
)
def forecast(company: Company, period: str = "last", *, months: int = 6) -> Forecast:
    """MRR in the months after a period, with interval and back-test, from all months up to it."""
    last = company.period(period)
    month = last.parts("month")[-1]
    while month.ends_at > last.closes_at:  # of a week, or of a month that is still in progress
        month = month.previous()
    first = company.tables.first.replace(day=1)
    first = max(first, first.replace(year=month.starts_at.year - 10))
    asked = company.periods(f"{min(first, month.starts_at):%Y-%m}..{month.name}")
    measured = company.measures(asked, family="revenue", by=())
    _refuse_missing(measured, "ending_mrr")
    mrr = measured.set_index("period")["ending_mrr"]
    return mrr_forecast(mrr[mrr.gt(0).cummax()], months=months)


@_or(
    lambda why: MixAndRate(NAN, NAN, NAN, NAN, _empty(why, "segment", "mix", "rate", "change"), why)
)
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
    for name in (*parts, denominator):
        _refuse_missing(before, name)
    segments = sorted({*before["segment"], *after["segment"]} - {""})
    if not segments:
        raise _NothingKnownError(f'not available: nothing can be split by "{by}"')
    sums = [
        _in_millionths(frame, segments, measures, f"{metric} by {by}")
        for frame in (before, after)
        for measures in (parts, {denominator: 1})
    ]
    return split_change(segments, *sums)


def relations(company: Company, periods: str, *, lag: int = 0) -> pd.DataFrame:
    """Which measures go together: satisfaction with retention, revenue, churn and referral.

    One row per pair. Customers are the witnesses, ``lag`` periods apart; the last pairs, which no
    customer has, are compared over the periods (``over`` says which). ``relation`` names the pair.
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
    table = relations_table(found)
    named = (table["first"] + " and " + table["second"]).str.replace("_", " ")
    return table.assign(over=over, relation=named)


@_or(
    lambda why: LikelyConverters(
        _empty(why, "rank", "trial_id", "probability"), _untold(why), BrierScore(NAN, NAN),
        pd.DataFrame(), pd.DataFrame(), pd.NaT, why,
    )
)  # fmt: skip
def converters(company: Company, period: str = "last") -> LikelyConverters:
    """Which of the open trials will likely pay, learned from how earlier ones began."""
    last = company.period(period)
    trials = _detail(company, "acquisition/trials", last)
    trials = trials.rename(columns={"account_id": "trial_id"})
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
    rows = _detail(company, "value/lifespan", company.period(period), by)
    many = rows["customers"].astype(int)
    months = np.repeat(rows["days_paid"].to_numpy(dtype=float) / DAYS_IN_MONTH, many)
    left = np.repeat(rows["has_left"].to_numpy(dtype=int), many)
    return months, left, np.repeat(rows["segment"].to_numpy(dtype=object), many)


def _renewals(months, left) -> np.ndarray:
    """How many monthly renewals customers came to, from how many months they have paid."""
    whole = np.floor(np.asarray(months, dtype=float) + 0.5)
    # a month that was begun was paid for: who left was there for one renewal at least
    return np.where(np.asarray(left) == 1, np.maximum(whole, 1), whole)


def _stays_by_customer(company: Company, period) -> pd.DataFrame:
    """One row per customer who has paid by a period's close, ordered by customer."""
    rows = company.rows("lifespan", period)[["customer_id", "days_paid", "has_left"]]
    return rows.sort_values("customer_id", ignore_index=True)


def _purchase_days(company: Company, period: str) -> pd.DataFrame:
    return _detail(company, "value/purchase_days", company.period(period))


def _detail(company: Company, name: str, period, by: str = "total") -> pd.DataFrame:
    rows = company.detail(name, [period], by)
    _refuse_missing(rows, *rows.columns[:1])
    if rows.empty:
        raise _NothingKnownError(f"not available: there is nothing to learn from by {period.name}")
    return rows


def _refuse_missing(frame: pd.DataFrame, column: str) -> None:
    if column in (why := frame.attrs.get("not_available", {})):
        raise _NothingKnownError(why[column])


def _held_out(company: Company, period: str, months: int):
    """Purchases up to a period's close, and the moment so many months before it."""
    last, days = company.period(period), _purchase_days(company, period)
    learn_until = last.months_earlier(months).ends_at
    if not (pd.to_datetime(days["ordered_on"]) < learn_until).any():
        raise _NothingKnownError(
            f"not available: needs purchases before {learn_until:%Y-%m-%d} to learn from"
        )
    return days, learn_until, last.closes_at


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
