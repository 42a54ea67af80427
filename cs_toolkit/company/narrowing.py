"""Some rows of the tidy table, asked for before they are measured: metrics, segments, variants."""

from collections.abc import Iterable

import pandas as pd

from ..errors import InputError, did_you_mean, one_name
from ..measures import files_by_measure
from ..metrics import ALIASES, METRICS
from .request import FAMILIES

Names = str | Iterable[str]


def names_asked(what: str, given: Names | None) -> tuple[str, ...]:
    """The names given, one or several; none where nothing is asked.

    >>> names_asked("a variant", "net"), names_asked("a variant", None)
    (('net',), ())
    """
    if given is None:
        return ()
    several = isinstance(given, Iterable) and not isinstance(given, str)
    return tuple(one_name(what, name) for name in (given if several else [given]))


def metrics_asked(given: Names | None) -> tuple[str, ...]:
    """The metrics and measures named, by their first names; raises for one that does not exist.

    >>> metrics_asked(["nps", "starting_mrr"])
    ('net_promoter_score', 'starting_mrr')
    >>> metrics_asked("nrrr")
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: there is no metric "nrrr": did you mean "nrr"?
    """
    names = names_asked("a metric or measure", given)
    known = {*ALIASES, *files_by_measure()}
    for name in names:
        if name not in known:
            raise InputError(f'there is no metric "{name}": {did_you_mean(name, known)}')
    return tuple(dict.fromkeys(ALIASES[one].name if one in ALIASES else one for one in names))


def families_of(metrics: Iterable[str]) -> list[str]:
    """The families of some metrics and measures, in the order of the families.

    >>> families_of(["net_promoter_score", "mrr"])
    ['revenue', 'satisfaction']
    """
    given = files_by_measure()
    there = {METRICS[one].family if one in METRICS else given[one].family for one in metrics}
    for one in metrics:
        if one in METRICS and METRICS[one].family not in FAMILIES:
            raise InputError(
                f"the metric {one} has no family, so no company shows it: name one, such as "
                f'@metric(…, family="{FAMILIES[0]}")'
            )
    return [family for family in FAMILIES if family in there]


def narrowed(
    table: pd.DataFrame, metrics: Iterable[str], segments: Iterable[str], variants: Iterable[str]
) -> pd.DataFrame:
    """The rows of a tidy table with these metrics, segments and variants; none given: all.

    Of a name that is a metric's and a measure's the metric is meant. Raises for a segment or a
    variant that no row has.
    """
    metrics, segments, variants = tuple(metrics), tuple(segments), tuple(variants)
    rows = table
    if metrics:
        measure = rows["variant"].eq("measure") & rows["metric"].isin(METRICS)
        rows = rows[rows["metric"].isin(metrics) & ~measure]
    if variants:
        there = {variant for one in metrics if one in METRICS for variant in METRICS[one].variants}
        _refuse_unknown("variant", variants, {*rows["variant"], *there})
        rows = rows[rows["variant"].isin(variants)]
    if segments:
        _refuse_unknown("segment", segments, set(rows["segment"]) - {""})
        rows = rows[rows["segment"].isin(segments)]
    return rows.reset_index(drop=True)


def _refuse_unknown(what: str, names: Iterable[str], known: set[str]) -> None:
    for name in names:
        if name not in known:
            choices = did_you_mean(name, known) if known else "there is none"
            raise InputError(f'no row that was asked for has the {what} "{name}": {choices}')
