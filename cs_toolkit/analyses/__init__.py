"""A company's rows handed to models and shaped for charts: health, feedback, estimates, frames and headlines."""
