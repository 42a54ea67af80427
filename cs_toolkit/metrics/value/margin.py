"""The gross margin, an assumption of every value that is compared with a cost."""

from ...errors import InputError


def margin_share(gross_margin: float) -> float:
    """The margin as a fraction of revenue; 1 (the default of every formula) means revenue itself.

    >>> margin_share(0.7)
    0.7
    >>> margin_share(70)
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: gross_margin = 70 is not a fraction of revenue: write 0.7 for 70%
    """
    if not 0 <= gross_margin <= 1:
        raise InputError(
            f"gross_margin = {gross_margin:g} is not a fraction of revenue: write 0.7 for 70%"
        )
    return float(gross_margin)
