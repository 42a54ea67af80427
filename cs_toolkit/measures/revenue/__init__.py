"""Measures that a model estimates from the rows that a statement beside it gives."""
