"""A company's learned estimates: its rows, handed to a model, and the model's plain result.

Each function reads what is known by the close of a period and nothing after it. Where tables are
missing, or there is nothing to learn from, the result holds no numbers and says why.
"""

from .correlation import relations
from .forecast import forecast
from .purchases import predicted_value, predicted_value_error, repeat_purchases
from .rate_changes import RATIOS, mix_and_rate
from .survival import (
    contract_renewal,
    contract_renewal_error,
    lifespans,
    survival,
    survival_by_segment,
)
from .trial_conversion import converters

__all__ = [
    "RATIOS", "contract_renewal", "contract_renewal_error", "converters", "forecast", "lifespans",
    "mix_and_rate", "predicted_value", "predicted_value_error", "relations", "repeat_purchases",
    "survival", "survival_by_segment",
]  # fmt: skip
