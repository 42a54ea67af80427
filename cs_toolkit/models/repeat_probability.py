"""How likely each customer is to buy again, and whether that was right before.

The probability is that of the buying-pace model (:mod:`.buying_pace`); what may be spent on keeping a
customer is ``worth_keeping`` of :mod:`.lifetime_value`. Here it is compared with what happened:
learned from the purchases up to a day, tested on those after it.
"""

from dataclasses import dataclass

import pandas as pd

from ..errors import InputError
from .bg_nbd import BuyingPace, fit_buying_pace
from .calibration import BrierScore, brier_score, calibration_table
from .discrimination import Discrimination, discrimination
from .observations import Moment
from .purchase_history import purchase_days, purchase_history

# purchases again, the time to the last one and the time since the first, one per customer
Seen = tuple[pd.Series, pd.Series, pd.Series]


@dataclass(frozen=True)
class RepeatBacktest:
    """Probabilities of buying again beside who did, over ``days_ahead`` held-out days.

    ``discrimination`` (AUC), ``brier`` beside that of the naive guess (everybody the share of
    customers who had bought again by then), ``calibration`` one row per group of like probabilities.
    """

    discrimination: Discrimination
    brier: BrierScore
    calibration: pd.DataFrame
    days_ahead: int
    note: str = ""

    @property
    def sentence(self) -> str:
        """Whether the probabilities can be used, in words."""
        if self.note:
            return f"Who buys again is {self.note}."
        shown = f"{self.discrimination.words}; Brier score {self.brier.model:.2f} against {self.brier.base_rate:.2f}"
        if self.discrimination.better_than_chance and self.brier.better:
            return f"Who buys again within {self.days_ahead} days can be predicted ({shown})."
        return f"Who buys again within {self.days_ahead} days is predicted no better than chance ({shown})."


def repeat_probability(history: pd.DataFrame, *, days_ahead: int) -> pd.DataFrame:
    """One row per customer, the likeliest first: customer_id, alive, repeat (probabilities).

    ``repeat`` is the probability of at least one purchase in the next ``days_ahead`` days; NaN
    where there are too few repeat buyers to learn from.

    Args:
        history: from :func:`.purchase_history.purchase_history`.
    """
    pace, seen = _fit(history, days_ahead)
    table = pd.DataFrame(
        {
            "customer_id": history["customer_id"].to_numpy(),
            "alive": pace.alive(*seen),
            "repeat": pace.repeat_probability(*seen, ahead=days_ahead),
        }
    )
    return table.sort_values(["repeat", "customer_id"], ascending=[False, True], ignore_index=True)


def repeat_backtest(orders: pd.DataFrame, learn_until: Moment, as_of: Moment) -> RepeatBacktest:
    """Learns from orders before ``learn_until`` and tests on those from then to ``as_of``.

    The naive guess is what a dashboard would say at ``learn_until``: the share of customers who
    have bought more than once.
    """
    learned, known = pd.Timestamp(learn_until), pd.Timestamp(as_of)
    if not learned < known:
        raise InputError(f"learn_until ({learned:%Y-%m-%d}) must lie before as_of")
    history = purchase_history(orders, learned)
    if history.empty:
        raise InputError(f"orders: there are no purchases before {learned:%Y-%m-%d}")
    days_ahead = (known - learned).days
    pace, seen = _fit(history, days_ahead)
    later = purchase_days(orders, before=known)
    again = history["customer_id"].isin(later.loc[later["day"] >= learned, "customer_id"])
    probability = pace.repeat_probability(*seen, ahead=days_ahead)
    shown = None if pace.note else discrimination(probability, again)
    if shown is None or shown.note:
        note = pace.note if shown is None else shown.note
        nan = float("nan")
        counts = len(again), int(again.sum()), len(again)
        return RepeatBacktest(
            Discrimination(nan, nan, nan, *counts, note), BrierScore(nan, nan), pd.DataFrame(),
            days_ahead, note,
        )  # fmt: skip
    base_rate = float((history["frequency"] > 0).mean())
    return RepeatBacktest(
        shown, brier_score(probability, again, base_rate), calibration_table(probability, again),
        days_ahead,
    )  # fmt: skip


def _fit(history: pd.DataFrame, days_ahead: int) -> tuple[BuyingPace, Seen]:
    if not days_ahead > 0:
        raise InputError(f"days_ahead = {days_ahead} must be above 0")
    seen = (history["frequency"], history["recency_days"], history["age_days"])
    return fit_buying_pace(*seen), seen
