"""A page's pictures: light, drawn as they were, with nothing to fetch and nothing lost."""

import base64
import os
import re
from io import BytesIO
from unittest import mock
from urllib.parse import unquote
from xml.etree import ElementTree

import numpy as np
from matplotlib.figure import Figure
from PIL import Image

from cs_toolkit import display
from cs_toolkit.display.figure import AS_VECTORS
from cs_toolkit.display.lean_svg import lean_svg
from cs_toolkit.report.pictures import lightest, picture_address


def drawn(points=12, title='<Müller> & "Co"\'s 测试'):
    axes = Figure(figsize=(7.2, 3.8), facecolor="#fcfbf8").subplots()
    axes.plot(np.arange(points), np.sin(np.arange(points)), color="#0072b2", marker="o")
    axes.set_title(title, parse_math=False)
    return axes


def in_a_report(axes):
    with mock.patch.dict(os.environ, {AS_VECTORS: "1"}):
        return display.figure(axes, alt="A wave.")


def test_a_report_shows_a_small_figure_as_text_in_the_reader_s_letters():
    made = in_a_report(drawn())
    data, told = made._repr_mimebundle_()
    assert set(data) == {"image/svg+xml", "text/plain"}
    assert told["image/svg+xml"]["width"] == 691
    address = picture_address(made.svg, "image/svg+xml")
    kind, _, written = address.partition(",")
    assert kind == "data:image/svg+xml" and not set('"<\n') & set(written)
    words = "".join(ElementTree.fromstring(unquote(written)).itertext())
    assert '<Müller> & "Co"\'s 测试' in words
    assert len(address) < len(base64.b64encode(display.figure(drawn(), alt="A wave.").png))


def test_a_page_s_figure_is_half_the_text_and_looks_the_same():
    title = ' style="fill: none" id="p1" transform="rotate(-0 1 1)" M 1.0 2.0'
    svg = in_a_report(drawn(title=title)).svg
    lean = lean_svg(svg)
    assert len(lean) < 0.6 * len(svg) and lean_svg(svg) == lean
    before, after = ElementTree.fromstring(svg), ElementTree.fromstring(lean)
    assert title in "".join(after.itertext())
    marks = [one for one in after.iter() if one.tag.endswith("use")]
    assert len(marks) == sum(one.tag.endswith("use") for one in before.iter())
    named = {one.get("id") for one in after.iter() if one.get("id")}
    assert {one.get("href").removeprefix("#") for one in marks} <= named
    assert set(re.findall(r"url\(#(\w+)\)", lean)) <= named


def test_an_svg_of_one_s_own_stays_as_it_is():
    own = '<svg><style>#wave{fill:red}</style><g><path id="wave" d="M 0 0 L 1 1"/></g></svg>'
    written = picture_address(own, "image/svg+xml").partition(",")[2]
    assert unquote(written) == own.replace('"', "'")


def test_a_cloud_of_points_stays_a_picture():
    data, _ = in_a_report(drawn(points=5_000))._repr_mimebundle_()
    assert "image/png" in data


def test_the_same_figure_is_the_same_text():
    assert in_a_report(drawn()).svg == in_a_report(drawn()).svg


def test_a_picture_of_pixels_becomes_lighter_and_keeps_each_of_them():
    png = display.figure(drawn(), alt="A wave.").png
    kind, written = lightest("image/png", base64.b64encode(png).decode())
    assert kind == "image/webp" and len(written) < len(base64.b64encode(png))
    before, after = Image.open(BytesIO(png)), Image.open(BytesIO(base64.b64decode(written)))
    assert np.array_equal(np.asarray(before.convert("RGB")), np.asarray(after.convert("RGB")))


def test_what_is_no_picture_is_left_alone():
    assert lightest("image/png", "AAAA") == ("image/png", "AAAA")
    assert lightest("image/png", "!") == ("image/png", "!")
