"""Periods, business hours and the company's clocks: when something counts."""
