"""Figures: a frame in, an axes out, nothing computed.

Each is a function ``figure(frame, ax=None, **choices)`` that returns the axes it drew on. Without
an axes it draws on a sheet of the report's width. ``show`` puts it into a notebook, with words for
people who can't see it and its numbers beside it.
"""

from .alt_text import describe
from .answers import answers
from .backlog import backlog
from .bridge import bridge
from .calendar import calendar
from .calibration import calibration
from .cohorts import cohorts
from .contributions import contributions
from .days_active import days_active
from .drawing import alt_text
from .forecast import forecast
from .funnel import funnel
from .histogram import histogram
from .lift import lift
from .mix_and_rate import mix_and_rate
from .movements import movements
from .relations import relations
from .scatter import scatter
from .scores import scores
from .segments import segments
from .showing import picture, show
from .small_multiples import small_multiples
from .style import canvas, sheet, use_style
from .survival import survival
from .terms import terms
from .themes import themes
from .trend import trend
from .variants import variants

__all__ = [
    "alt_text",
    "answers",
    "backlog",
    "bridge",
    "calendar",
    "calibration",
    "canvas",
    "cohorts",
    "contributions",
    "days_active",
    "describe",
    "forecast",
    "funnel",
    "histogram",
    "lift",
    "mix_and_rate",
    "movements",
    "picture",
    "relations",
    "scatter",
    "scores",
    "segments",
    "sheet",
    "show",
    "small_multiples",
    "survival",
    "terms",
    "themes",
    "trend",
    "use_style",
    "variants",
]  # fmt: skip
