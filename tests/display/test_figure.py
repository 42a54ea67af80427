"""A figure's picture: light, sharp, and in the colours in which it was drawn."""

from io import BytesIO

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

from cs_toolkit import display
from cs_toolkit.display.figure import COLOURS, DPI


def drawn():
    """A line of ten thousand points, and a single small mark in another colour."""
    axes = Figure(figsize=(7.2, 3.8), facecolor="#fcfbf8").subplots()
    steps = np.linspace(0, 60, 10_000)
    axes.plot(steps, np.sin(steps), color="#0072b2")
    axes.pcolormesh(np.arange(40), [0.5, 0.7], [np.arange(39)], cmap="viridis")
    axes.plot([30], [-0.9], "o", color="#c0271f", markersize=2)
    return axes


def picture(axes=None):
    return Image.open(BytesIO(display.figure(axes or drawn(), alt="A wave.").png))


def test_the_colours_are_those_that_were_drawn():
    raw = BytesIO()
    axes = drawn()
    axes.get_figure().savefig(raw, format="png", dpi=DPI)
    before = np.asarray(Image.open(raw).convert("RGB"), dtype=int)
    after = np.asarray(picture(axes).convert("RGB"), dtype=int)
    assert before.shape == after.shape
    assert np.abs(before - after).max() < 40
    red = np.array(mpl.colors.to_rgb("#c0271f")) * 255
    assert (np.abs(after - red).max(axis=2) < 40).any()


def test_it_is_a_palette_and_light():
    assert picture().mode == "P"
    assert len(picture().getcolors()) <= COLOURS
    assert len(display.figure(drawn(), alt="A wave.").png) < 30_000


def test_the_same_figure_has_the_same_bytes():
    assert display.figure(drawn(), alt="A wave.").png == display.figure(drawn(), alt="A wave.").png


def test_a_figure_without_words_is_refused():
    with pytest.raises(ValueError, match="alt text"):
        display.figure(drawn(), alt=" ")
