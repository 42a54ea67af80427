"""What customers who buy without a contract will be worth: purchases × amount × margin, discounted.

The pace of buying (BG/NBD, :mod:`.buying_pace`) says how often each will still buy, the amounts
(gamma–gamma, :mod:`.spend_per_purchase`) what they will spend. How far that can be trusted is
measured: fitted on the purchases up to a day, compared with those after it, beside naive guesses.

Source: Fader, Hardie and Lee 2005, "RFM and CLV", Journal of Marketing Research 42(4).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..errors import InputError
from . import observations
from .bg_nbd import BuyingPace, fit_buying_pace
from .gamma_gamma import SpendPerPurchase, fit_spend_per_purchase
from .observations import Moment
from .purchase_history import purchase_days, purchase_history

DAYS_A_YEAR = 365
STEP_DAYS = 30


@dataclass(frozen=True)
class LifetimeValue:
    """The value to come of each customer, and the two models behind it.

    ``customers`` has one row per customer: customer_id, ``alive`` (probability), over the next
    ``horizon_days`` the ``expected_purchases``, the probability of at least one (``repeat``), the
    ``expected_amount`` of each, the ``predicted_value`` (margin, discounted), and
    ``worth_keeping``: what would be added if the customer were certainly still there, the most that
    it can pay to spend on keeping them.
    """

    customers: pd.DataFrame
    pace: BuyingPace
    spend: SpendPerPurchase
    horizon_days: int
    annual_discount_rate: float
    gross_margin: float

    @property
    def note(self) -> str:
        """Why there is no value; empty when there is one."""
        return self.pace.note or self.spend.note

    @property
    def mean(self) -> float:
        """The mean value to come per customer."""
        return float(self.customers["predicted_value"].mean())


def predicted_lifetime_value(
    history: pd.DataFrame,
    *,
    horizon_days: int,
    annual_discount_rate: float,
    gross_margin: float,
) -> LifetimeValue:
    """Fits both models to a purchase history and values each customer's purchases to come.

    Σ over steps of 30 days: purchases expected × amount expected × margin ÷ (1 + rate) ^ years,
    each step discounted from its middle. Only what is to come counts, not what was bought.

    Args:
        history: from :func:`.purchase_history.purchase_history`.
        horizon_days: how far to look ahead; a value without a horizon would rest on no data at all.
        annual_discount_rate: for example 0.10.
        gross_margin: share of the amount that is left after the cost of what was sold, 0 to 1.
    """
    observations.need_columns(
        history, "history",
        ("customer_id", "frequency", "recency_days", "age_days", "mean_repeat_amount"),
    )  # fmt: skip
    if not horizon_days > 0:
        raise InputError(f"horizon_days = {horizon_days} must be above 0")
    if not annual_discount_rate >= 0:
        raise InputError(f"annual_discount_rate = {annual_discount_rate} must not be below 0")
    if not 0 < gross_margin <= 1:
        raise InputError(f"gross_margin = {gross_margin} must be above 0 and at most 1")
    seen = (history["frequency"], history["recency_days"], history["age_days"])
    pace = fit_buying_pace(*seen)
    spend = fit_spend_per_purchase(history["frequency"], history["mean_repeat_amount"])

    steps = np.linspace(0, horizon_days, int(np.ceil(horizon_days / STEP_DAYS)) + 1)
    by_step = np.diff([np.zeros(len(history))]
                      + [pace.expected_purchases(*seen, ahead=ahead) for ahead in steps[1:]], axis=0)  # fmt: skip
    years = (steps[:-1] + steps[1:]) / 2 / DAYS_A_YEAR
    discounted_purchases = (1 + annual_discount_rate) ** -years @ by_step
    alive = pace.alive(*seen)
    amount = spend.expected_amount(history["frequency"], history["mean_repeat_amount"])
    value = discounted_purchases * amount * gross_margin
    customers = pd.DataFrame(
        {
            "customer_id": history["customer_id"].to_numpy(),
            "alive": alive,
            "expected_purchases": by_step.sum(axis=0),
            "repeat": pace.repeat_probability(*seen, ahead=horizon_days),
            "expected_amount": amount,
            "predicted_value": value,
            "worth_keeping": value / alive - value,
        }
    )
    return LifetimeValue(customers, pace, spend, horizon_days, annual_discount_rate, gross_margin)


def held_out_error(orders: pd.DataFrame, learn_until: Moment, as_of: Moment) -> pd.DataFrame:
    """How well purchases after a day were predicted from those before it. One row per guess and target.

    Columns: ``target`` (purchases, spend), ``guess`` (``model``; ``own_pace``: everybody goes on as
    before; ``same_for_all``: everybody buys like the mean customer), ``mean_absolute_error``,
    ``root_mean_squared_error`` (per customer), ``predicted_total``, ``actual_total``,
    ``customers``. The squared error is the fairer judge: it is least for the true mean, while the
    absolute error rewards a guess of 0 wherever most customers don't return.

    Args:
        orders: see :func:`.purchase_history.purchase_days`.
        learn_until: the first moment that the models do not see.
        as_of: the first moment that is not read; purchases in between are predicted.
    """
    learned, known = pd.Timestamp(learn_until), pd.Timestamp(as_of)
    if not learned < known:
        raise InputError(f"learn_until ({learned:%Y-%m-%d}) must lie before as_of")
    history = purchase_history(orders, learned)
    if history.empty:
        raise InputError(f"orders: there are no purchases before {learned:%Y-%m-%d}")
    later = purchase_days(orders, before=known)
    later = later[later["day"] >= learned].groupby("customer_id")["amount"].agg(["size", "sum"])
    actual = later.reindex(history["customer_id"], fill_value=0).to_numpy(dtype=float).T
    ahead = (known - learned).days

    x, age = history["frequency"].to_numpy(dtype=float), history["age_days"].to_numpy(dtype=float)
    seen = (x, history["recency_days"], age)
    amount = history["mean_repeat_amount"].to_numpy()
    mean_amount = np.nansum(amount * x) / x.sum() if x.sum() else float("nan")
    purchases = {
        "model": fit_buying_pace(*seen).expected_purchases(*seen, ahead=ahead),
        "own_pace": np.divide(x, age, out=np.zeros_like(x), where=age > 0) * ahead,
        "same_for_all": np.full(len(x), x.sum() / max(age.sum(), 1) * ahead),
    }
    amounts = {
        "model": fit_spend_per_purchase(x, amount).expected_amount(x, amount),
        "own_pace": np.where(x > 0, amount, 0.0),
        "same_for_all": mean_amount,
    }
    guesses = [("purchases", guess, found, actual[0]) for guess, found in purchases.items()]
    guesses += [
        ("spend", guess, found * amounts[guess], actual[1]) for guess, found in purchases.items()
    ]
    return pd.DataFrame([_error(*guess) for guess in guesses])


def _error(target: str, guess: str, predicted: np.ndarray, actual: np.ndarray) -> dict:
    missed = predicted - actual
    return {
        "target": target,
        "guess": guess,
        "mean_absolute_error": float(np.abs(missed).mean()),
        "root_mean_squared_error": float(np.sqrt((missed**2).mean())),
        "predicted_total": float(predicted.sum()),
        "actual_total": float(actual.sum()),
        "customers": len(actual),
    }
