"""Customer retention: who stays, who leaves, who comes back, and what keeping them costs."""

from . import churn, retention, renewal, purchases, cost  # noqa: F401, I001 (glossary's order)
