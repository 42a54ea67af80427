"""Net cash: what is left to spend."""

import numpy as np

from ..metric import metric
from ..numbers import Numbers

_SIGNED = (
    "operating_cash_flow", "investments", "starting_working_capital", "ending_working_capital",
)  # fmt: skip
_NOT_STATED = "the period's cash flow, or the level of working capital before it, is not stated"


@metric(
    "Net cash available", aliases=("net_available_cash",), unit="money", better="higher",
    signed=_SIGNED, no_basis=_NOT_STATED,
    formula=r"\text{operating cash flow} - \text{investments} - \max(0, \Delta \text{working capital})",
    hides="A sum at one moment: a tax bill due next week is not in it.",
    source="S10.9",
)  # fmt: skip
def net_cash(
    operating_cash_flow: Numbers,
    investments: Numbers,
    starting_working_capital: Numbers,
    ending_working_capital: Numbers,
) -> Numbers:
    """Operating cash flow less investments and less any increase of working capital.

    Net cash = operating cash flow (before working-capital changes) − investments −
    max(0, working capital at end − at start).

    >>> net_cash(operating_cash_flow=100, investments=30, starting_working_capital=50,
    ...          ending_working_capital=60)
    60.0
    """
    increase = np.maximum(ending_working_capital - starting_working_capital, 0)
    return operating_cash_flow - investments - increase


@net_cash.variant(
    "signed", signed=_SIGNED, no_basis=_NOT_STATED,
    formula=r"\text{operating cash flow} - \text{investments} - \Delta \text{working capital}",
)  # fmt: skip
def net_cash_signed(
    operating_cash_flow: Numbers,
    investments: Numbers,
    starting_working_capital: Numbers,
    ending_working_capital: Numbers,
) -> Numbers:
    """The same with its sign: a decrease of working capital sets cash free.

    >>> net_cash(operating_cash_flow=100, investments=30, starting_working_capital=60,
    ...          ending_working_capital=50, variant="signed")
    80.0
    """
    return operating_cash_flow - investments - (ending_working_capital - starting_working_capital)


@net_cash.variant(
    "already_in_ocf", signed=_SIGNED[:2], no_basis=_NOT_STATED,
    formula=r"\text{operating cash flow} - \text{investments}",
)  # fmt: skip
def net_cash_already_in_ocf(operating_cash_flow: Numbers, investments: Numbers) -> Numbers:
    """For a cash flow that has the change of working capital in it: it is not taken off twice.

    >>> net_cash(operating_cash_flow=90, investments=30, variant="already_in_ocf")
    60.0
    """
    return operating_cash_flow - investments
