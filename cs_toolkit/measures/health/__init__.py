"""Measures of customer health, made of scores that are given once for each customer."""
