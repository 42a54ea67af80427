"""The tidy table of all metrics: statuses, verdicts, changes, selection and reconciliation."""
