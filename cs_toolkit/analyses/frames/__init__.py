"""Measures in the shape that a figure or a table wants: one module a family."""
