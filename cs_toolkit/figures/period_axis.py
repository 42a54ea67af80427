"""Periods along the horizontal axis: one place each, labelled as sparsely as the paper asks."""

from collections.abc import Sequence
from math import ceil

from matplotlib.axes import Axes

from cs_toolkit.calendar.period_text import NAME
from cs_toolkit.language.numbers import short_day, short_month

from .lettering import shortened
from .style import paper_of

MOST_LABELS = 13
ROOMY = 6  # labels, between which a year fits


def period_axis(ax: Axes, periods: Sequence[str], *, room: float = 0.6, least: int = 1) -> None:
    """Place periods at 0, 1, 2, … and label them, the year once below its first label.

    There is room for ``least`` periods, so that a bar that stands alone does not fill the paper.
    """
    periods = [str(period) for period in periods]
    shown = _shown(periods, ax)
    labels, year_before = [], None
    years = [_parts(periods[place])[1] for place in shown]
    if len(shown) > ROOMY and years[0] != years[1]:
        year_before = years[0]  # it would run into the next year's
    for place in shown:
        within, year = _parts(periods[place])
        # an empty second line keeps all first lines at one height
        labels.append(f"{within}\n{'' if year == year_before else year}")
        year_before = year
    ax.set_xticks(shown, labels)
    for label in ax.get_xticklabels():
        label.set_parse_math(False)
    beside = max(least - len(periods), 0) / 2
    ax.set_xlim(-room - beside, max(len(periods) - 1, 0) + room + beside)


def _shown(periods: Sequence[str], ax: Axes) -> list[int]:
    """The places that get a label: every one, or every so many, counted back from the last."""
    room = int(paper_of(ax).get_figwidth() * ax.get_position().width * 2.6 - 1)
    fit = min(MOST_LABELS, max(room, 2))
    if len(periods) <= fit:
        return list(range(len(periods)))
    januaries = [place for place, period in enumerate(periods) if period.endswith(("-01", "-Q1"))]
    if len(periods) > 2 * fit and 3 <= len(januaries) <= fit:
        return januaries
    every = ceil(len(periods) / fit)
    return sorted(range(len(periods) - 1, -1, -every))


def _parts(period: str) -> tuple[str, str]:
    """The name within the year, and the year: ("Oct", "2026"); a year or another word alone.

    >>> [_parts(name) for name in ("2026-10", "FY2027-Q1", "2026-10-14", "2026")]
    [('Oct', '2026'), ('Q1', 'FY2027'), ('14 Oct', '2026'), ('2026', '')]
    >>> _parts("2026-09-28..2026-10-04"), _parts("2026-10-01..2026-10-14")
    (('28 Sep–4 Oct', '2026'), ('1–14 Oct', '2026'))
    """
    first, dots, last = period.partition("..")
    if dots:
        (start, _), (end, year) = _parts(first), _parts(last)
        same = start.partition(" ")[2] == end.partition(" ")[2] and first[:4] == last[:4]
        return f"{start.partition(' ')[0] if same else start}–{end}", year
    found = NAME.fullmatch(period)
    if not found or found["to_date"] or len(period) <= len("FY2026"):
        return shortened(period, 12), ""
    year, _, part = period.partition("-")
    if not found["month"]:
        return part, year
    if not 1 <= int(found["month"]) <= 12:
        return shortened(period, 12), ""
    month = int(found["month"])
    return (short_day(int(found["day"]), month) if found["day"] else short_month(month)), year
