"""Measures of what customers say, made of comments that a model has read once."""
