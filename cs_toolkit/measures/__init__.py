"""What is counted and summed, per period and segment: SQL, one folder a family."""

from .measure_file import Ladder, ladders, measure_ladders, stand_ins

__all__ = ["Ladder", "ladders", "measure_ladders", "stand_ins"]
