"""Monthly and annual recurring revenue."""

from ...status import MODEL_REFUSED, Reason
from ..metric import metric
from ..ratio import ratio
from ..spread import of_rows


@metric(
    "Monthly recurring revenue", aliases=("monthly_recurring_revenue",),
    unit="money", better="higher", formula=r"\sum_{\text{paying customers}} \text{monthly fee}",
    hides="One large customer can carry it, and it says nothing of cost or of cash received.",
    source="S17.5, S16.2", spread=of_rows("mrr_change_square_sum", between=True),
)  # fmt: skip
def mrr(ending_mrr):
    """The sum of the paying customers' monthly fees at the end of the period.

    MRR = Σ monthly fee. Fees of longer terms count a month's share; taxes, one-off charges, usage
    and trials are outside. A sum at one moment: it is never added over months.

    >>> mrr(ending_mrr=12_500)
    12500.0
    """
    return ending_mrr


@mrr.variant("arpu_times_payers", formula=r"\frac{\text{MRR}}{\text{payers}} \times \text{payers}")
def mrr_arpu_times_payers(ending_mrr, paying_customers):
    """S17's second way: average fee per paying customer × paying customers; agrees by definition.

    >>> mrr(ending_mrr=500, paying_customers=10, variant="arpu_times_payers")
    500.0
    """
    return ratio(ending_mrr, paying_customers) * paying_customers


@mrr.variant(
    "arpu_times_active_users",
    formula=r"\frac{\text{MRR}}{\text{users at the end}} \times \text{active users}",
)
def mrr_arpu_times_active_users(ending_mrr, ending_users, active_users):
    """S16's way: revenue per user × users active in the period; right only if both count alike.

    >>> mrr(ending_mrr=500, ending_users=100, active_users=80, variant="arpu_times_active_users")
    400.0
    """
    return ratio(ending_mrr, ending_users) * active_users


@metric(
    "Annual recurring revenue", aliases=("annual_recurring_revenue",),
    unit="money", better="higher", formula=r"12 \times \text{MRR}",
    hides="It promises twelve months that monthly contracts have not promised.",
    source="field", spread=of_rows("mrr_change_square_sum", between=True, times=12),
)  # fmt: skip
def arr(ending_mrr):
    """Twelve times the monthly recurring revenue at the end of the period.

    ARR = 12 × MRR: a run rate of today, not a forecast of the year.

    >>> arr(ending_mrr=1_000)
    12000.0
    """
    return 12 * ending_mrr


def _forecast_interval(forecast_mrr_low, forecast_mrr_high):
    """The interval of the forecast, as wide as the method's own misses on the past."""
    return forecast_mrr_low, forecast_mrr_high


@metric(
    "MRR forecast", aliases=("monthly_recurring_revenue_forecast",),
    unit="money", better="higher", interval=_forecast_interval, n="forecast_history_months",
    formula=r"E[\text{MRR after } N \text{ months}]",
    no_basis=Reason(
        "the history is too short to try methods on: 14 months at least", MODEL_REFUSED
    ),
    hides="It takes things to go on as they did: a price rise or a rival is not in it.",
    source="S16.2, S17.5",
)  # fmt: skip
def mrr_forecast(forecast_mrr):
    """What MRR will be some months after the period's close, if things go on as they did.

    The method is the one with the least error on past months, and "as last month" where none is
    clearly better. A model's estimate, with its interval.

    >>> mrr_forecast(forecast_mrr=12_800)
    12800.0
    """
    return forecast_mrr
