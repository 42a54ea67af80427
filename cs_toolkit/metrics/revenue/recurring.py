"""Monthly and annual recurring revenue."""

import numpy as np

from ...errors import InputError
from ..metric import metric
from ..numbers import Bounds, Numbers
from ..ratio import ratio
from ..spread import of_rows
from ..status import MODEL_REFUSED, Reason


@metric(
    "Monthly recurring revenue", aliases=("monthly_recurring_revenue",),
    unit="money", better="higher", formula=r"\sum_{\text{paying customers}} \text{monthly fee}",
    hides="One large customer can carry it, and it says nothing of cost or of cash received.",
    source="S17.5, S16.2", spread=of_rows("mrr_change_square_sum", between=True),
)  # fmt: skip
def mrr(ending_mrr: Numbers) -> Numbers:
    """The sum of the paying customers' monthly fees at the end of the period.

    MRR = Σ monthly fee. Fees of longer terms count a month's share; taxes, one-off charges and
    trials are outside, and so is use unless the policy ``usage`` counts it. A sum at one moment: it is never added over months.

    >>> mrr(ending_mrr=12_500)
    12500.0
    """
    return ending_mrr


@mrr.variant("arpu_times_payers", formula=r"\frac{\text{MRR}}{\text{payers}} \times \text{payers}")
def mrr_arpu_times_payers(ending_mrr: Numbers, paying_customers: Numbers) -> Numbers:
    """S17's second way: average fee per paying customer × paying customers; agrees by definition.

    >>> mrr(ending_mrr=500, paying_customers=10, variant="arpu_times_payers")
    500.0
    """
    return ratio(ending_mrr, paying_customers) * paying_customers


@mrr.variant(
    "arpu_times_active_users",
    formula=r"\frac{\text{MRR}}{\text{users at the end}} \times \text{active users}",
)
def mrr_arpu_times_active_users(
    ending_mrr: Numbers, ending_users: Numbers, active_users: Numbers
) -> Numbers:
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
def arr(ending_mrr: Numbers) -> Numbers:
    """Twelve times the monthly recurring revenue at the end of the period.

    ARR = 12 × MRR: a run rate of today, not a forecast of the year.

    >>> arr(ending_mrr=1_000)
    12000.0
    """
    return 12 * ending_mrr


@metric(
    "Committed MRR", aliases=("committed_monthly_recurring_revenue", "cmrr"),
    unit="money", better="higher",
    formula=r"\text{MRR of contracts} - \text{MRR of contracts cancelled that still run}",
    hides="A contract that nobody has cancelled yet may still end; use is not in it, nor are deals "
    "that are signed and have not begun.",
    source="field",
)  # fmt: skip
def committed_mrr(committed_contracts_mrr: Numbers) -> Numbers:
    """The MRR at the end of the period without what is already cancelled and still runs.

    Committed MRR = Σ monthly fee of contracts that run at the end and had not been cancelled by then.
    Charges by use are outside, as nobody has agreed to the next month's.

    >>> committed_mrr(committed_contracts_mrr=11_000)
    11000.0
    """
    return committed_contracts_mrr


@committed_mrr.variant(
    "cancelled", better="lower",
    formula=r"\text{MRR of contracts cancelled that still run}",
)  # fmt: skip
def committed_mrr_cancelled(
    running_contracts_mrr: Numbers, committed_contracts_mrr: Numbers
) -> Numbers:
    """The MRR that is cancelled and still runs: what will be lost whatever is done.

    >>> committed_mrr(running_contracts_mrr=12_500, committed_contracts_mrr=11_000,
    ...               variant="cancelled")
    1500.0
    """
    return running_contracts_mrr - committed_contracts_mrr


@metric(
    "Trial MRR", aliases=("trial_monthly_recurring_revenue",),
    unit="money", better="higher", n="customers_on_trial",
    formula=r"\sum_{\text{running trials}} \text{monthly fee after the trial}",
    hides="Most trials never pay: multiply it by the share that converts before you plan with it.",
    source="field",
)  # fmt: skip
def trial_mrr(priced_trials_mrr: Numbers, trials_without_rate: Numbers = 0) -> Numbers:
    """What the trials that run at the end of the period would pay a month if all of them converted.

    Trial MRR = Σ monthly fee of running trials, discounts off; no part of MRR. Raises where a
    trial's currency has no rate.

    >>> trial_mrr(priced_trials_mrr=900)
    900.0
    """
    if np.any(np.asarray(trials_without_rate) > 0):
        raise InputError(
            "trials are priced in a currency without a rate: add it to table fx_rates "
            "(day, currency, rate)"
        )
    return priced_trials_mrr


@metric(
    "Usage revenue", aliases=("metered_revenue", "usage_based_revenue"),
    unit="money", better="higher", n="customers_charged_for_use", signed=("usage_charges",),
    formula=r"\sum \text{charges by use}",
    hides="A month with more days, or one customer's peak, moves it without any change of habits.",
    source="field",
)  # fmt: skip
def usage_revenue(usage_charges: Numbers) -> Numbers:
    """What was charged for use in the period: orders of type usage, credits taken off.

    Usage revenue = Σ charges by use. The policy ``usage`` says whether it also counts in MRR.

    >>> usage_revenue(usage_charges=4_200)
    4200.0
    """
    return usage_charges


@usage_revenue.variant(
    "per_customer", n="customers_charged_for_use", signed=("usage_charges",),
    formula=r"\frac{\sum \text{charges by use}}{\text{customers charged for use}}",
)  # fmt: skip
def usage_revenue_per_customer(
    usage_charges: Numbers, customers_charged_for_use: Numbers
) -> Numbers:
    """Charges by use ÷ customers who were charged for use.

    >>> usage_revenue(usage_charges=4_200, customers_charged_for_use=60, variant="per_customer")
    70.0
    """
    return ratio(usage_charges, customers_charged_for_use)


def _forecast_interval(forecast_mrr_low: Numbers, forecast_mrr_high: Numbers) -> Bounds:
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
def mrr_forecast(forecast_mrr: Numbers) -> Numbers:
    """What MRR will be some months after the period's close, if things go on as they did.

    The method is the one with the least error on past months, and "as last month" where none is
    clearly better. A model's estimate, with its interval.

    >>> mrr_forecast(forecast_mrr=12_800)
    12800.0
    """
    return forecast_mrr
