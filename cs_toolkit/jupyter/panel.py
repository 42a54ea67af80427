"""A small panel: choose a metric, periods, a split and a variant, and see it at once."""

from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..extras import how_to_install
from ..metrics import METRICS

if TYPE_CHECKING:
    from ..company import Company

TOTAL = "total"
ALL = "every variant"


def panel(company: "Company", metric: str = "mrr", periods: str = "last 12 months") -> Any:
    """Widgets for a company's metrics: what is chosen is drawn below, with its definition.

    Needs ipywidgets, which the extra ``lab`` installs. Raises InputError without it. The same from
    code: ``company.metrics(periods, metric=..., by=..., variant=...)``.
    """
    try:
        import ipywidgets
    except ModuleNotFoundError as error:
        raise InputError(str(how_to_install(error))) from None

    # words that do not describe themselves: a name is chosen, its label is read
    names = [(f"{one.family}: {one.label}", name) for name, one in METRICS.items()]
    choices = {
        "metric": ipywidgets.Dropdown(options=names, value=metric, description="Metric"),
        "periods": ipywidgets.Text(periods, description="Periods", continuous_update=False),
        "by": ipywidgets.Dropdown(options=[TOTAL, *company.settings.dimensions], description="By"),
        "variant": ipywidgets.Dropdown(options=variants_of(metric), description="Variant"),
    }

    def new_variants(change: dict) -> None:
        choices["variant"].options = variants_of(change["new"])

    choices["metric"].observe(new_variants, "value")

    def follow(**chosen: str) -> None:
        from IPython.display import display

        for one in answer(company, **chosen):
            display(one)

    below = ipywidgets.interactive_output(follow, choices)
    return ipywidgets.VBox([ipywidgets.HBox(list(choices.values())), below])


def variants_of(metric: str) -> list[str]:
    """What can be chosen of a metric: its variants, and all of them side by side."""
    names = list(METRICS[metric].variants)
    return [*names, ALL] if len(names) > 1 else names


def answer(company: "Company", metric: str, periods: str, by: str, variant: str) -> list[Any]:
    """What is shown of a choice: a figure, the numbers, the definition; or the sentence of an error."""
    from ..display import definition, not_available, table
    from ..figures import picture, segments, trend, variants

    if variant not in variants_of(metric):
        variant = "default"  # the variants of another metric, before their list has changed
    try:
        rows = company.metrics(
            periods, metric=metric, by=() if by == TOTAL else by,
            variant=None if variant == ALL else variant,
        )  # fmt: skip
    except InputError as error:
        return [not_available(str(error))]
    whole = rows[rows["dimension"] == TOTAL].reset_index(drop=True)
    drawn = [variants(whole) if variant == ALL else trend(whole)]
    if by != TOTAL and variant != ALL:
        last = rows[rows["period"] == rows["period"].iloc[-1]]
        drawn.append(segments(last.reset_index(drop=True)))
    return [*map(picture, drawn), table(rows), definition(metric, company)]
