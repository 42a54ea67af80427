"""The team's notes as marks in a figure over periods: a letter at its time, its words above the axes."""

import pandas as pd
from matplotlib.axes import Axes

from .palette import MUTED

MOST = 4  # the latest; more would hide the line
LONGEST = 60  # letters of each


def mark_notes(ax: Axes, frame: pd.DataFrame) -> list[str]:
    """Mark the notes about what a frame draws, and give their words as the line above the axes has them.

    The notes lie in ``frame.attrs["notes"]``: period → metric → what happened, where "" is about all
    numbers. A frame without them has no marks.
    """
    notes = frame.attrs.get("notes", {})
    drawn = [*dict.fromkeys(frame["metric"])] if "metric" in frame else []
    found = [
        (place, words)
        for place, period in enumerate(frame["period"])
        for name in (*drawn, "")
        for words in notes.get(period, {}).get(name, ())
    ]
    shown = []
    for letter, (place, words) in zip("abcd", found[-MOST:], strict=False):
        ax.axvline(place, color=MUTED, linewidth=1.0, linestyle=(0, (1, 2)), zorder=1.4)
        ax.annotate(
            letter, (place, 1), (0, -2), xycoords=("data", "axes fraction"),
            textcoords="offset points", ha="center", va="top", color=MUTED, fontsize=10.5,
            bbox={"boxstyle": "circle,pad=0.15", "facecolor": ax.get_facecolor(), "edgecolor": MUTED},
        )  # fmt: skip
        short = words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()} …"
        shown.append(f"{letter}: {short}")
    return shown
