"""The lines of a roll-forward as its figures draw them: which measures, in which order, which way."""

from typing import NamedTuple

import pandas as pd

from cs_toolkit.language import gettext

from . import frames
from .palette import GAINS, LOSSES, NEUTRAL


class Line(NamedTuple):
    """A movement: its measure, its label, +1 or −1 for the side it counts on, its colour."""

    measure: str
    label: str
    sign: int
    colour: str


def movement_lines(frame: pd.DataFrame, of: str) -> list[Line]:
    """The movements that a frame of measures holds, gains first.

    What moves either way (transfers between segments, the currency effect) is a line only where
    it is not 0 throughout.
    """
    lines = [Line(f"{stem}_{of}", _label(stem), 1, colour) for stem, colour in GAINS.items()]
    lines += [Line(f"{stem}_{of}", _label(stem), -1, colour) for stem, colour in LOSSES.items()]
    either_way = [
        Line(f"transferred_{of}", gettext("Transferred"), 1, NEUTRAL),
        Line("fx_effect", gettext("Exchange rates"), 1, NEUTRAL),
    ]
    lines += [line for line in either_way if _moves(frame, line.measure)]
    return [line for line in lines if line.measure in frame.columns]


def _moves(frame: pd.DataFrame, measure: str) -> bool:
    return measure in frame.columns and bool((frames.numbers(frame, measure) != 0).any())


def _label(stem: str) -> str:
    return frames.label_of(stem)
