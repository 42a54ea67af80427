"""Customer value: what a customer is worth, what winning one costs, and the cash that is left."""

from . import lifetime_value, lifespan_of_customers, purchasing, acquisition_cost, cash  # noqa: F401, I001 (glossary's order)
