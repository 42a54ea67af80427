"""The glossary: every metric as the registry knows it, for the documentation, the report and the class."""

from collections.abc import Callable, Iterator

from .metric import Metric
from .registry import METRICS
from .variant import Variant


def glossary() -> list[dict]:
    """One row per metric and variant, in the families' order, the default variant first.

    Keys: family, metric, label, aliases, variant, says, unit, direction, formula (LaTeX), measures,
    assumptions, n, interval, range, benchmarks, hides, source. ``pandas.DataFrame(glossary())`` makes
    a frame.

    >>> nps = next(row for row in glossary() if row["metric"] == "net_promoter_score")
    >>> nps["unit"], nps["direction"], nps["measures"]
    ('points', 'higher', ('promoters', 'detractors', 'responses'))
    """
    return list(_rows())


def glossary_markdown() -> str:
    """A table for each family in Markdown: metric, standard variant, other variants, unit, sources.

    >>> print(glossary_markdown()[:80])
    ## Revenue
    <BLANKLINE>
    | metric | what it is | other variants | unit, better | sourc...
    """
    families: dict[str, list[str]] = {}
    for metric in METRICS.values():
        families.setdefault(metric.family, []).append(_markdown_row(metric))
    head = "| metric | what it is | other variants | unit, better | source |\n|---|---|---|---|---|"
    tables = [
        f"## {family.capitalize()}\n\n{head}\n" + "\n".join(rows)
        for family, rows in families.items()
    ]
    return "\n\n".join(tables) + "\n"


def _rows() -> Iterator[dict]:
    for metric in METRICS.values():
        for variant in metric.variants.values():
            yield {
                "family": metric.family,
                "metric": metric.name,
                "label": metric.label,
                "aliases": metric.aliases,
                "variant": variant.name,
                "says": variant.says,
                "unit": variant.unit,
                "direction": variant.better,
                "formula": variant.formula,
                "measures": variant.measures,
                "assumptions": variant.assumptions,
                "n": _name(variant.n),
                "interval": _name(variant.interval),
                "range": variant.range,
                "benchmarks": tuple(f"{one.says} ({one.source})" for one in variant.benchmarks),
                "hides": metric.hides,
                "source": _source(metric, variant),
            }


def _source(metric: Metric, variant: Variant) -> str:
    return variant.source or (metric.source if variant.name == "default" else "field")


def _name(one: str | Callable | None) -> str:
    if one is None or isinstance(one, str):
        return one or ""
    return one.__name__.strip("_").replace("_", " ")


def _markdown_row(metric: Metric) -> str:
    names = " ".join([f"`{metric.name}`", *(f"`{alias}`" for alias in metric.aliases)])
    others = ", ".join(f"`{name}`" for name in metric.variants if name != "default")
    unit = metric.unit + (f", {metric.better}" if metric.better else "")
    cells = (names, metric.default.says, others, unit, metric.source)
    return "| " + " | ".join(cells) + " |"
