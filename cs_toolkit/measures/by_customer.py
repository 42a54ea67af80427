"""The sums over customers that an interval needs where one customer gives several rows."""

from collections.abc import Iterable

import pandas as pd


def sums_by_customer(
    rows: pd.DataFrame, counted: pd.DataFrame, cases: str, parts: Iterable[str], *, key: str
) -> pd.DataFrame:
    """One row per period and segment: the measures that ``metrics.clustered`` takes of these rows.

    ``rows`` has period, segment, customer_id and ``key``; a row of nobody known stands for itself.
    ``counted`` has, row by row, how many ``cases`` it is (1 or 0) and how much of each of the parts.

    >>> rows = pd.DataFrame({"period": "2026-10", "segment": "", "customer_id": ["a", "a", None], "id": [1, 2, 3]})
    >>> counted = pd.DataFrame({"comments": [1, 1, 1], "liked": [1, 1, 0]})
    >>> found = sums_by_customer(rows, counted, "comments", ["liked"], key="id")
    >>> found.iloc[0, 2:].astype(int).tolist()  # 2 customers, 2² + 1² comments, 2² liked, 2 × 2
    [2, 5, 4, 4]
    """
    known = rows["customer_id"].notna()
    who = [rows["period"], rows["segment"], rows["customer_id"].where(known), rows[key].mask(known)]
    of_each = counted[[cases, *parts]].astype(float).groupby(who, dropna=False).sum()
    sums = {
        f"customers_behind_{cases}": (of_each[cases] > 0).astype(float),
        f"{cases}_by_customer_square_sum": of_each[cases] ** 2,
    }
    for part in parts:
        sums[f"{part}_by_customer_square_sum"] = of_each[part] ** 2
        sums[f"{part}_by_customer_product_sum"] = of_each[part] * of_each[cases]
    grouped = pd.DataFrame(sums).groupby(level=[0, 1], dropna=False).sum()
    return grouped.rename_axis(["period", "segment"]).reset_index()
