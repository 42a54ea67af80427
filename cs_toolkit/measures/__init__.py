"""What is counted and summed, per period and segment: SQL, one folder a family."""

from .ladder import Ladder, ladders, measure_ladders

__all__ = ["Ladder", "ladders", "measure_ladders"]
