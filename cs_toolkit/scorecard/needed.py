"""The measure files that families and metrics stand on."""

from collections.abc import Iterable

from ..measures import MeasureFile, files_by_measure, measure_files, stand_ins
from ..metrics import METRICS


def needed(families: Iterable[str], further: Iterable[str] = ()) -> list[MeasureFile]:
    """The measure files of some families, those of other families on which their metrics stand, and those
    of ``further`` measures."""
    names = {
        measure_file.name
        for measure_file in measure_files().values()
        if measure_file.family in families
    }
    given = files_by_measure()
    names |= {given[name].name for name in further}
    for metric in METRICS.values():
        if metric.family in families:
            for variant in metric.variants.values():
                names |= {given[name].name for name in variant.measures if name in given}
    simple = {measure_file.name for measure_file in given.values()}
    other = {measure_file.name for primary in names for measure_file in stand_ins(primary)}
    return [measure_files()[name] for name in sorted(names & simple | other)]


def needed_for(metrics: Iterable[str], among: Iterable[MeasureFile]) -> list[MeasureFile]:
    """Of some measure files those on which these metrics and measures stand."""
    names = {*metrics}
    for name in metrics:
        for variant in METRICS[name].variants.values() if name in METRICS else ():
            names |= {*variant.measures, *variant.beside, *variant.taken_whole, *variant.asked}
            for assumed in variant.assumptions:
                names |= {*METRICS[assumed].measures} if assumed in METRICS else set()
    return [measure_file for measure_file in among if names & {*measure_file.measures}]
