"""Whether customers leave on any day, or only where a term of their contract ends.

Where contracts run by the month or the year, nobody can leave in between, and whether those whose
term ends at the close will go on is not known yet. Counted in days, they would be followed for
longer than they had a choice, and customers would seem to stay longer than they do: by a month in
a company of six months, by a half in one of 18 months with yearly contracts.
"""

from math import log

import numpy as np

from . import observations
from .observations import Values

TERMS = (12, 6, 3, 1)  # months, the longest first
ALMOST_ALL = 0.95
# all of them at multiples of a longer term: by chance less often than once in so many times
UNLIKELY = 100


def contract_term(months: Values, on_the_day: Values) -> int:
    """The months of a term, from the customers who left: 0 where they leave on any day.

    Args:
        months: the whole months that each customer who left had paid.
        on_the_day: true where the last day was the same day of the month as the first.

    >>> contract_term([3, 1, 2], [1, 1, 1]), contract_term([12, 24, 12] * 4, [1] * 12)
    (1, 12)
    >>> contract_term([3, 1, 2], [0, 1, 0])
    0
    """
    months = observations.numbers(months, "months", at_least=0)
    on_the_day = observations.flags(on_the_day, "on_the_day").astype(bool)
    for term in TERMS:
        fits = on_the_day & (months % term == 0) & (months > 0)
        if fits.mean() >= ALMOST_ALL and (term == 1 or len(months) >= log(UNLIKELY, term)):
            return term
    return 0


def in_terms(
    months: Values,
    left: Values,
    months_known: Values,
    closes_on_the_day: Values,
    term: int,
) -> tuple[np.ndarray, np.ndarray]:
    """How many ends of a term each customer came to, and how many there have been since the start.

    A customer who left did so at the last renewal they came to. A term that ends at the very close is not
    counted: what comes of it belongs to the time after.

    >>> came_to, known = in_terms([12, 18], [1, 0], [30, 18], [0, 0], term=12)
    >>> came_to.tolist(), known.tolist()
    ([1.0, 1.0], [2.0, 1.0])
    """
    months, left = np.asarray(months, dtype=float), np.asarray(left).astype(bool)
    open_end = np.asarray(closes_on_the_day).astype(bool)
    ended = np.floor((np.asarray(months_known, dtype=float) - open_end) / term)
    known = np.maximum(ended, 0.0)
    came_to = np.where(left, np.maximum(np.ceil(months / term), 1.0), known)
    return came_to, np.maximum(known, came_to)
