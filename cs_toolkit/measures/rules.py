"""Which of the named rules touch a number: those that its measures' statements and estimates ask for."""

import re
from functools import cache

from ..config.policies import POLICIES
from ..metrics import METRICS
from ..metrics.metric import Metric
from .estimates import estimate_inputs
from .measure_file import MeasureFile, files_by_measure, stand_ins
from .unassigned import POLICY

IN_WINDOWS = {"lagged": "acquisition_lag_months"}


@cache
def rules_of_metric(metric: Metric) -> frozenset[str]:
    """The names of the policies on which a metric depends, in any of its variants.

    >>> sorted(rules_of_metric(METRICS["first_response_time"]))
    ['small_sample', 'wait_after_bot']
    """
    found: set[str] = set()
    for variant in metric.variants.values():
        if variant.interval is not None or variant.unit == "percent":
            found.add("small_sample")
        found |= POLICIES.keys() & set(variant.assumptions)
        for name in variant.measures:
            if name in METRICS:
                found |= rules_of_metric(METRICS[name])
            elif name in files_by_measure():
                found |= rules_of_file(files_by_measure()[name])
    return frozenset(found)


@cache
def rules_of_file(measure_file: MeasureFile) -> frozenset[str]:
    """The names of the policies that a measure file asks for, or the one that stands in for it."""
    found = set(re.findall(r"\$(\w+)", measure_file.text))
    if measure_file.estimates:
        found |= set(estimate_inputs(measure_file.name))
    if measure_file.costs:
        found.add(POLICY)
    if measure_file.periods in IN_WINDOWS:
        found.add(IN_WINDOWS[measure_file.periods])
    return frozenset(found & POLICIES.keys()).union(
        *(rules_of_file(other) for other in stand_ins(measure_file.name))
    )
