"""Figures: a frame in, an axes out, nothing computed."""
