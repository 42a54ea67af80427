"""What is counted and summed, per period and segment: SQL, one folder a family."""

from .measure_file import MeasureFile, files_by_measure, measure_files, stand_ins

__all__ = ["MeasureFile", "files_by_measure", "measure_files", "stand_ins"]
