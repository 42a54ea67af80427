"""Deals: how many of those that closed were won, how long that took, and what is still open."""

from ..intervals import wilson_interval
from ..mean_intervals import mean_interval_from
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio

_NONE_CLOSED = "no deal was won or lost"


@metric(
    "Win rate", aliases=("deal_win_rate",), unit="percent", better="higher",
    formula=r"\frac{\text{deals won}}{\text{deals won} + \text{deals lost}}",
    hides="Deals that nobody ever closes: they are in neither number, and grow old in the pipeline.",
    source="field", n="deals_closed", range=(0, 1), interval=wilson_interval, no_basis=_NONE_CLOSED,
)  # fmt: skip
def win_rate(deals_won: Numbers, deals_closed: Numbers) -> Numbers:
    """Of the deals that were closed in the period, the share that was won.

    Win rate = deals won ÷ (deals won + deals lost), by the day on which they were closed.

    >>> win_rate(deals_won=9, deals_closed=30)
    0.3
    """
    return ratio(deals_won, deals_closed)


@win_rate.variant(
    "by_value", n="deals_closed", range=(0, 1), no_basis="no deal with an amount was won or lost",
    formula=r"\frac{\text{value of deals won}}{\text{value of deals won} + \text{of deals lost}}",
)  # fmt: skip
def win_rate_by_value(deals_won_value: Numbers, deals_closed_value: Numbers) -> Numbers:
    """The share of the value that was decided: large deals weigh more.

    >>> win_rate(deals_won_value=20_000, deals_closed_value=80_000, variant="by_value")
    0.25
    """
    return ratio(deals_won_value, deals_closed_value)


@metric(
    "Sales cycle", aliases=("sales_cycle_length",), unit="seconds", better="lower",
    formula=r"\frac{\text{time from opening to winning}}{\text{deals won}}",
    hides="The deals that are still open: where many are, the cycle is longer than it looks.",
    source="field", n="timed_deals", interval=mean_interval_from("sales_cycle_seconds_square_sum"),
    no_basis="no deal was won after the day on which it was opened",
)  # fmt: skip
def sales_cycle(sales_cycle_seconds: Numbers, timed_deals: Numbers) -> Numbers:
    """The mean time from opening a deal to winning it, in seconds, of the deals won in the period.

    A deal that was written down on or after the day of its close says nothing and is left out.

    >>> sales_cycle(sales_cycle_seconds=90 * 86_400, timed_deals=3) / 86_400
    30.0
    """
    return ratio(sales_cycle_seconds, timed_deals)


@metric(
    "Pipeline value", unit="money", better="higher",
    formula=r"\sum_{\text{open deals}} \text{amount}",
    hides="How likely each deal is, and how long it has been open: old deals are seldom won.",
    source="field",
)  # fmt: skip
def pipeline_value(open_deals_value: Numbers) -> Numbers:
    """What the deals would bring that are open at the end of the period. Never added over months.

    >>> pipeline_value(open_deals_value=250_000)
    250000.0
    """
    return open_deals_value
