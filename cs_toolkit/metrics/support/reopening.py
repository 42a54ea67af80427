"""Re-openings: how often a resolution does not hold."""

from ..clustered import share_by_customer
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio


@metric(
    "Re-open rate", aliases=("reopened_rate", "ticket_reopen_rate"),
    unit="percent", better="lower", range=(0, 1), n="issues_with_closed_reopen_window",
    interval=share_by_customer("issues_reopened_in_window", "issues_with_closed_reopen_window"),
    formula=r"\frac{\text{issues re-opened within the window}}{\text{issues resolved whose window has closed}}",
    hides="Who opens a new ticket instead of the old one is not in it: see first contact resolution.",
    source="field",
)  # fmt: skip
def reopen_rate(
    issues_reopened_in_window: Numbers, issues_with_closed_reopen_window: Numbers
) -> Numbers:
    """The share of issues that were re-opened within some days of their first resolution.

    Re-open rate = re-opened within the window ÷ issues resolved for the first time in the period
    whose window has closed. The window is reopen_window, and repeat_window where that is 0; a
    re-opening whose time is not known counts.

    >>> reopen_rate(issues_reopened_in_window=6, issues_with_closed_reopen_window=80)
    0.075
    """
    return ratio(issues_reopened_in_window, issues_with_closed_reopen_window)


@reopen_rate.variant(
    "so_far", maturing=True, n="first_resolved_issues", range=(0, 1),
    interval=share_by_customer("issues_reopened_so_far", "first_resolved_issues"),
    formula=r"\frac{\text{issues re-opened so far}}{\text{issues resolved for the first time}}",
)  # fmt: skip
def reopen_rate_so_far(issues_reopened_so_far: Numbers, first_resolved_issues: Numbers) -> Numbers:
    """The share that has been re-opened so far, however long after; it may still grow.

    >>> reopen_rate(issues_reopened_so_far=9, first_resolved_issues=100, variant="so_far")
    0.09
    """
    return ratio(issues_reopened_so_far, first_resolved_issues)
