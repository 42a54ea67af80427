"""Chosen, equal or learned weights: which health score tells best, on rows that none of them has seen?"""

import zlib
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..errors import InputError
from ..formatting.numbers import plain_number
from . import observations
from .discrimination import Difference, discrimination, discrimination_difference
from .observations import Moment
from .outcomes import outcomes_ahead
from .score_weights import health_scores, learn_weights
from .time_split import split_in_time


@dataclass(frozen=True)
class WeightComparison:
    """``weights``: one row per indicator (indicator, chosen, equal, learned). ``table``: one row per
    weighting (weights, auc, low, high, rows, happened, customers) on the held-out rows.

    ``learned_less_equal`` and ``learned_less_chosen`` are paired differences of AUC. ``note`` is
    set where nothing could be learned or compared with; both tables are empty then.
    """

    weights: pd.DataFrame
    table: pd.DataFrame
    learned_less_equal: Difference
    learned_less_chosen: Difference
    held_out: str
    note: str = ""

    @property
    def sentence(self) -> str:
        """Whether learning pays, in words."""
        if self.note:
            return f"Whether other weights would tell better is {self.note}."
        auc = self.table.set_index("weights")["auc"]
        gain = self.learned_less_equal
        figures = (
            f"AUC {auc['learned']:.2f} against {auc['equal']:.2f}, difference {plain_number(gain.difference)}, "
            f"95% interval {plain_number(gain.low)} to {plain_number(gain.high)}"
        )
        where = f"held-out {self.held_out}"
        if gain.clear and gain.difference > 0:
            return f"Learned weights tell better than equal ones on {where} ({figures})."
        return f"Learned weights tell no better than equal ones on {where} ({figures})."


def compare_weights(
    scores: pd.DataFrame,
    weights: dict[str, float],
    *,
    known_until: Moment,
    months_ahead: int = 3,
    held_out: str = "dates",
) -> WeightComparison:
    """Learns weights on one part of the past and holds them, the chosen and equal ones against the other.

    Args:
        scores: one row per customer and date: customer_id, as_of, happened_on (churn; see
            :func:`.health_backtest.health_backtest`), and one column per indicator in ``weights``
            with components between 0 and 1, higher is healthier, NaN where missing.
        weights: the chosen ones, by indicator.
        held_out: ``dates`` (later ones; the fair test of a forecast) or ``customers`` (half of
            them, by a checksum of their id, where there is one date only).
    """
    observations.need_columns(scores, "scores", weights)
    if held_out not in ("dates", "customers"):
        raise InputError(f'held_out "{held_out}" must be "dates" or "customers"')
    rows = outcomes_ahead(scores, known_until, months_ahead)
    components = rows[list(weights)].astype(float)
    scored = np.isfinite(components).any(axis=1)
    rows, components = rows[scored], components[scored]
    happened = rows["happened"].to_numpy(dtype=bool)
    customers = rows["customer_id"].to_numpy()
    if held_out == "dates":
        split = split_in_time(rows["as_of"], rows["known_at"], happened, customers)
        learn, test, note = split.learn, split.test, split.note
    else:
        learn = np.array(
            [zlib.crc32(str(customer).encode()) % 2 == 0 for customer in customers], bool
        )
        test = ~learn
        few = [discrimination(np.zeros(side.sum()), happened[side], customers[side]).note
               if side.any() else "not available: there are no rows" for side in (learn, test)]  # fmt: skip
        note = next(filter(None, few), "")
    if note:
        return _not_available(note, held_out)
    learned = learn_weights(components[learn], happened[learn])
    if np.isnan(list(learned.values())).any():
        return _not_available(
            "not available: no indicator tells anything in its stated direction", held_out
        )
    equal = {name: 1 / len(weights) for name in weights}
    chosen = {name: weight / sum(weights.values()) for name, weight in weights.items()}
    risk = {
        label: -_score(components[test], values)
        for label, values in (("chosen", chosen), ("equal", equal), ("learned", learned))
    }
    came, whose = happened[test], customers[test]
    found = {label: discrimination(values, came, whose) for label, values in risk.items()}
    table = pd.DataFrame(
        [{"weights": label, "auc": one.auc, "low": one.low, "high": one.high, "rows": one.rows,
          "happened": one.happened, "customers": one.customers} for label, one in found.items()]
    )  # fmt: skip
    by_indicator = pd.DataFrame(
        [{"indicator": name, "chosen": chosen[name], "equal": equal[name], "learned": learned[name]}
         for name in weights]
    )  # fmt: skip
    return WeightComparison(
        by_indicator, table,
        discrimination_difference(risk["learned"], risk["equal"], came, whose),
        discrimination_difference(risk["learned"], risk["chosen"], came, whose),
        held_out,
    )  # fmt: skip


def _score(components: pd.DataFrame, weights: dict[str, float]) -> np.ndarray:
    """The score; a customer of whom only indicators of weight 0 are known stands in the middle."""
    telling = {name: weight for name, weight in weights.items() if weight > 0}
    score = health_scores(components[list(telling)], telling)
    return np.where(np.isfinite(score), score, np.nanmedian(score))


def _not_available(note: str, held_out: str) -> WeightComparison:
    nothing = Difference(*(float("nan"),) * 3)
    return WeightComparison(pd.DataFrame(), pd.DataFrame(), nothing, nothing, held_out, note)
