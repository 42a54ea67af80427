"""Adding up over periods what may be added: counts and sums, never people, medians or rates."""

from collections.abc import Sequence

import pandas as pd


def added_up(frame: pd.DataFrame, columns: Sequence[str], by: Sequence[str]) -> pd.DataFrame:
    """The sums of some columns for each combination of ``by``, over all periods of a frame.

    Only for what is additive over periods: an order, a call or an issue falls into one of them, while a
    user or a customer is in several. What is missing throughout stays missing instead of being 0.

    >>> frame = pd.DataFrame({"period": ["2026-09", "2026-10"], "segment": ["a", "a"],
    ...                       "issues": [2, 3], "calls": [float("nan")] * 2})
    >>> added_up(frame, ["issues", "calls"], ["segment"])
      segment  issues  calls
    0       a       5    NaN
    """
    sums = frame.groupby(list(by), as_index=False, dropna=False)[list(columns)].sum(min_count=1)
    return with_reasons(sums, frame, *columns)


def with_reasons(frame: pd.DataFrame, source: pd.DataFrame, *stands_on: str) -> pd.DataFrame:
    """The frame with what its source says besides its columns: the currency, and what is missing.

    ``stands_on`` are the columns of the source from which the frame's numbers were made: where one
    of them is not available, nothing in the frame is.
    """
    frame.attrs = dict(source.attrs)
    reasons = frame.attrs.pop("not_available", {})
    missing = [reasons[name] for name in stands_on if name in reasons]
    if missing:
        frame.attrs["not_available"] = dict.fromkeys(frame.columns, missing[0])
    return frame
