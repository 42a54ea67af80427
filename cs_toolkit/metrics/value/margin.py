"""The gross margin, an assumption of every value that is compared with a cost."""

import numpy as np

from ...errors import InputError
from ..numbers import Numbers


def margin_share(gross_margin: Numbers) -> Numbers:
    """The margin as a fraction of revenue; 1 (the default of every formula) means revenue itself.

    >>> margin_share(0.7)
    0.7
    >>> margin_share(70)
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: gross_margin = 70 is not a fraction of revenue: write 0.7 for 70%
    """
    shares = np.asarray(gross_margin, dtype=float)
    outside = shares[~((shares >= 0) & (shares <= 1))]
    if outside.size:
        raise InputError(
            f"gross_margin = {outside.flat[0]:g} is not a fraction of revenue: write 0.7 for 70%"
        )
    return gross_margin if shares.ndim else float(gross_margin)
