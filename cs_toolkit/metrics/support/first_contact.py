"""First contact resolution."""

import numpy as np

from ..benchmark import Band, Benchmark
from ..clustered import share_by_customer
from ..mean_intervals import mean_interval
from ..metric import metric
from ..numbers import Bounds, Numbers
from ..ratio import ratio


def _interval_per_customer(
    value: Numbers,
    n: Numbers,
    issues_resolved_at_first_contact_by_customer_square_sum: Numbers,
    issues_without_customer_resolved_at_first_contact: Numbers = 0,
) -> Bounds:
    # an issue of nobody known is a sum, and a square, of its own
    nobody = issues_without_customer_resolved_at_first_contact
    squares = issues_resolved_at_first_contact_by_customer_square_sum - nobody
    low, high = mean_interval(value, n, squares)
    return np.maximum(low, 0.0), high


@metric(
    "First contact resolution", aliases=("fcr", "first_contact_resolution_rate"),
    unit="percent", better="higher", range=(0, 1), n="issues_with_closed_window",
    interval=share_by_customer("issues_resolved_at_first_contact", "issues_with_closed_window"),
    formula=r"\frac{\text{issues resolved at first contact}}{\text{issues whose repeat window has closed}}",
    hides="Who gives up and never calls again looks resolved.",
    source="S17.13, S8.5, S16.12",
    benchmarks=(
        Benchmark(
            "70% to 75% is good", "S12", variant="per_customer", bands=(Band("good", low=0.7, high=1.0),)
        ),
    ),
)  # fmt: skip
def first_contact_resolution(
    issues_resolved_at_first_contact: Numbers, issues_with_closed_window: Numbers
) -> Numbers:
    """The share of issues resolved in one contact, not re-opened and not asked about again.

    FCR = resolved at first contact ÷ issues whose repeat window has closed. A repeat contact is one
    of the same customer on the same category inside the window; unresolved issues stay below. What
    a transfer or a contact ended by waiting counts as is a policy.

    >>> first_contact_resolution(issues_resolved_at_first_contact=90, issues_with_closed_window=100)
    0.9
    """
    return ratio(issues_resolved_at_first_contact, issues_with_closed_window)


@first_contact_resolution.variant(
    "count", unit="count", formula=r"\text{issues resolved at first contact}", source="S8.5"
)
def first_contact_resolution_count(issues_resolved_at_first_contact: Numbers) -> Numbers:
    """The number of issues resolved at first contact.

    >>> first_contact_resolution(issues_resolved_at_first_contact=90, variant="count")
    90.0
    """
    return issues_resolved_at_first_contact


@first_contact_resolution.variant(
    "contacts_is_one", n="issues", range=(0, 1),
    interval=share_by_customer("issues_resolved_in_one_contact", "issues"),
    formula=r"\frac{\text{issues resolved with one contact on record}}{\text{issues}}",
)  # fmt: skip
def first_contact_resolution_contacts_is_one(
    issues_resolved_in_one_contact: Numbers, issues: Numbers
) -> Numbers:
    """A proxy: one contact on the ticket is taken for first contact, even if the customer asks again elsewhere.

    >>> first_contact_resolution(issues_resolved_in_one_contact=95, issues=100,
    ...                          variant="contacts_is_one")
    0.95
    """
    return ratio(issues_resolved_in_one_contact, issues)


@first_contact_resolution.variant(
    "per_customer", n="asking_customers", source="S12.11", interval=_interval_per_customer,
    formula=r"\frac{\text{customers' issues resolved at first contact}}{\text{customers who asked}}",
)  # fmt: skip
def first_contact_resolution_per_customer(
    issues_resolved_at_first_contact: Numbers,
    asking_customers: Numbers,
    issues_without_customer_resolved_at_first_contact: Numbers = 0,
) -> Numbers:
    """S12's denominator, unique customers who asked: above 100% when they ask more than once.

    Issues of no known customer are in neither number. Above 100% it is no share, so S12's benchmark
    says nothing of it.

    >>> first_contact_resolution(issues_resolved_at_first_contact=90, asking_customers=75,
    ...                          variant="per_customer")
    1.2
    """
    of_customers = (
        issues_resolved_at_first_contact - issues_without_customer_resolved_at_first_contact
    )
    return ratio(of_customers, asking_customers)


@first_contact_resolution.variant(
    "failed_by_team", better="lower", n="issues_with_closed_window", range=(0, 1),
    source="S16.12",
    interval=share_by_customer("issues_failed_by_team", "issues_with_closed_window"),
    formula=r"\frac{\text{issues not resolved at first contact because of the team}}{\text{issues whose repeat window has closed}}",
)  # fmt: skip
def first_contact_resolution_failed_by_team(
    issues_failed_by_team: Numbers, issues_with_closed_window: Numbers
) -> Numbers:
    """The share that failed because of the team: knowledge, rights, hand-over.

    >>> first_contact_resolution(issues_failed_by_team=6, issues_with_closed_window=100,
    ...                          variant="failed_by_team")
    0.06
    """
    return ratio(issues_failed_by_team, issues_with_closed_window)


@first_contact_resolution.variant(
    "failed_by_product", better="lower", n="issues_with_closed_window", range=(0, 1),
    source="S16.12",
    interval=share_by_customer("issues_failed_by_product", "issues_with_closed_window"),
    formula=r"\frac{\text{issues not resolved at first contact because of the product}}{\text{issues whose repeat window has closed}}",
)  # fmt: skip
def first_contact_resolution_failed_by_product(
    issues_failed_by_product: Numbers, issues_with_closed_window: Numbers
) -> Numbers:
    """The share that failed because of the product: nobody could have solved it in one contact.

    >>> first_contact_resolution(issues_failed_by_product=4, issues_with_closed_window=100,
    ...                          variant="failed_by_product")
    0.04
    """
    return ratio(issues_failed_by_product, issues_with_closed_window)
