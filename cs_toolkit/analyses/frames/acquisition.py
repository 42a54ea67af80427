"""Funnels and cycles of growth, as figures and tables want them.

The frames come from ``company.detail`` and ``company.measures``; what those say of missing tables goes
along.
"""

import pandas as pd

from ...metrics import METRICS
from ...metrics.acquisition.organic_growth import mean_organic_growth, pooled_viral_coefficient
from ...metrics.ratio import ratio
from .additive import added_up, with_reasons


def steps(detail: pd.DataFrame) -> pd.DataFrame:
    """A funnel over all periods of a frame: step, entered, rate, dropped, seconds.

    ``detail`` is ``company.detail("acquisition/onboarding_funnel", periods)`` or that of sales.
    ``rate`` is the share of the step before that came here, ``dropped`` who did not, ``seconds`` the
    mean time between the two.

    >>> frame = pd.DataFrame({"place": [1, 2], "step": ["lead", "customer"], "reached": [10, 4],
    ...                       "step_seconds": [None, 120.0], "timed": [0, 3]})
    >>> steps(frame)[["step", "entered", "rate", "dropped", "seconds"]].values.tolist()
    [['lead', 10, nan, nan, nan], ['customer', 4, 0.4, 6.0, 40.0]]
    """
    rows = added_up(detail, ["reached", "step_seconds", "timed"], ["place", "step"])
    before = rows["reached"].shift()
    shown = rows[["step"]].assign(
        entered=rows["reached"],
        rate=ratio(rows["reached"], before),
        dropped=before - rows["reached"],
        seconds=ratio(rows["step_seconds"], rows["timed"]),
    )
    return with_reasons(shown, detail, "reached")


def cycles(measures: pd.DataFrame) -> pd.DataFrame:
    """One row per cycle: who was there, invitations, conversions, k, and where k alone would have led.

    ``measures`` are those of the total, one period after the other, with the retention family's
    customers. ``projected`` is the number of customers that the first cycle's k and all those since
    give, Π(1 + kᵢ), from the first cycle's start; ``ending_customers`` is what happened, with
    everybody who came otherwise and everybody who left.
    """
    names = [*METRICS["viral_coefficient"].variants["together"].measures, "ending_customers"]
    rows = measures[["period", *names]].reset_index(drop=True)
    converted = rows["customer_invitations_converted"] + rows["company_invitations_converted"]
    invitations = rows["customer_invitations"] + rows["company_invitations"]
    # k, and 0 where nobody was invited; missing where no invitation has had its whole window yet
    coefficient = pd.Series(METRICS["viral_coefficient"].variants["together"].over(rows))
    nobody = invitations.eq(0) & rows["starting_customers"].gt(0)
    coefficient = coefficient.mask(nobody, 0.0)
    start = rows["starting_customers"].iloc[:1].sum()
    rows = rows.assign(
        invitations=invitations,
        converted=converted,
        viral_coefficient=coefficient,
        projected=start * (1 + coefficient.fillna(0)).cumprod(),
    )
    columns = [
        "period", "starting_customers", "invitations", "converted", "viral_coefficient",
        "projected", "ending_customers",
    ]  # fmt: skip
    return with_reasons(rows[columns], measures, *names)


def growth_in_words(shown: pd.DataFrame) -> str:
    """What ``cycles`` come to: the pooled k, the mean growth of a cycle, projected and actual growth.

    >>> grown = pd.DataFrame({"period": ["2026-09", "2026-10"], "starting_customers": [100, 150],
    ...     "converted": [50, 15], "viral_coefficient": [0.5, 0.1], "projected": [150.0, 165.0],
    ...     "ending_customers": [150, 170]})
    >>> print(growth_in_words(grown))
    Over 2 cycles k is 0.26 (pooled) and the mean growth 28.5% a cycle: from 100 customers it would have led to 165, and there were 170.
    """
    known = shown[shown["viral_coefficient"].notna()]
    if known.empty:
        why = shown.attrs.get("not_available", {}).get("viral_coefficient")
        return why or "not available: nobody was a customer at the start of a cycle"
    # k × customers is what the invitations bring, those that are still open included
    brought = known["viral_coefficient"] * known["starting_customers"]
    pooled = pooled_viral_coefficient(known["starting_customers"], brought)
    mean = mean_organic_growth(known["viral_coefficient"])
    return (
        f"Over {len(known)} cycles k is {pooled:.2g} (pooled) and the mean growth {mean:.1%} a cycle: "
        f"from {known['starting_customers'].iloc[0]:,.0f} customers it would have led to "
        f"{known['projected'].iloc[-1]:,.0f}, and there were {known['ending_customers'].iloc[-1]:,.0f}."
    )
