"""Customer value: what a customer is worth, what winning one costs, and the cash that is left."""

from . import (  # noqa: F401, I001 (glossary's order)
    lifetime_value,
    lifespan_of_customers,
    purchasing,
    acquisition_cost,
    cash,
    gross_margin_of_revenue,
)
