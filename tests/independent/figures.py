"""All that is worked out by hand, and where the kit says something else."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from .acquisition import acquisition_figures
from .calls import call_figures
from .customers import billing_figures, cost_figures, customer_figures, renewal_figures
from .recurring import contract_figures, money_figures
from .surveys import survey_figures
from .tables import Company, Figures, Span
from .tickets import ticket_figures
from .usage import usage_figures

KINDS: dict[str, Callable[[Company, Span], Figures]] = {
    "surveys": survey_figures,
    "calls": call_figures,
    "tickets": ticket_figures,
    "money": money_figures,
    "contracts": contract_figures,
    "customers": customer_figures,
    "renewals": renewal_figures,
    "costs": cost_figures,
    "billing": billing_figures,
    "usage": usage_figures,
    "acquisition": acquisition_figures,
}


def by_key(frame: pd.DataFrame) -> pd.Series:
    """The values of a tidy table by metric, variant and segment."""
    return frame.set_index(["metric", "variant", "segment"])["value"]


def differences(expected: Figures, found: pd.Series) -> list[str]:
    wrong = []
    kinds = {(metric, variant) for metric, variant, _ in expected}
    known = found[[key[:2] in kinds for key in found.index]]
    for key, value in expected.items():
        # a plan without rows has no row of its own, or a zero
        there = known.get(key, np.nan)
        if not _same(value, there) and not (key not in known.index and _same(value, 0)):
            wrong.append(f"{' '.join(key)}: by hand {value!r}, the kit {there!r}")
    wrong += [f"{' '.join(key)}: only in the kit" for key in known.index if key not in expected]
    return wrong


def _same(one: float, other: float) -> bool:
    if isinstance(one, int | np.integer):
        return one == other
    return (pd.isna(one) and pd.isna(other)) or bool(np.isclose(one, other, rtol=1e-9, atol=1e-12))
