import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from cs_toolkit import display
from cs_toolkit.display.formula import FormulaError, formula_markup, mathml
from cs_toolkit.display.markup import _RULES, style, with_style
from cs_toolkit.display.sparkline import sparkline
from cs_toolkit.errors import InputError
from cs_toolkit.metrics import METRICS

HOSTILE = "<script>alert('x')</script>\u202egnp.exe\x00"
NO = float("nan")


def soup(shown):
    return BeautifulSoup(shown._repr_html_(), "html.parser")


def card(**told):
    row = {
        "metric": "net_promoter_score", "label": "Net promoter score", "unit": "points",
        "better": "higher", "value": 42.0, "previous": 40.0, "year_before": 45.5,
        "sparkline": [40.0, NO, 41.0, 42.0], "n": 1204, "low": 38.2, "high": 45.8, "target": 40.0,
        "verdict": "on target", "note": "",
        "judgement": "beyond noise", "judgement_on_year": "beyond noise",
    }  # fmt: skip
    return pd.DataFrame([row | told])


class TestTiles:
    def test_a_tile_shows_what_it_takes_to_trust_a_number(self):
        tile = soup(display.tiles(card())).td
        assert tile.find(class_="cs-value").text == "42.0"
        assert [" ".join(p.text.split()) for p in tile.find_all(class_="cs-change")] == [
            "▲ +2.0 on last period, better", "▼ −3.5 on last year, worse",
        ]  # fmt: skip
        assert (
            tile.find(class_="cs-fine").text
            == "95% interval 38.2 to 45.8 · n = 1,204 · target 40.0"
        )
        assert tile.find(class_="cs-verdict").text == "on target"
        assert not tile.find(class_="cs-note")

    @pytest.mark.parametrize(
        ("judgement", "mark"), [("within noise", "≈"), ("not testable", "○"), (None, "○")]
    )
    def test_only_a_change_beyond_noise_is_coloured(self, judgement, mark):
        tile = soup(display.tiles(card(judgement=judgement, judgement_on_year=judgement))).td
        assert not tile.find(class_=["cs-better", "cs-worse"])
        words = judgement or "not testable"
        assert [" ".join(p.text.split()) for p in tile.find_all(class_="cs-change")] == [
            f"{mark} +2.0 on last period, {words}", f"{mark} −3.5 on last year, {words}",
        ]  # fmt: skip

    def test_the_scorecard_explains_its_marks_and_how_many_changes_chance_would_make(self):
        rows = pd.concat([card(family="satisfaction", p_value=0.001, p_value_on_year=0.04)] * 30)
        shown = soup(display.scorecard(rows))
        assert "within noise" in shown.find_all("p")[-1].text
        assert "60 changes were tested: by chance alone about 3" in shown.text
        assert shown.find_all(class_="cs-better") and shown.find_all(class_="cs-worse")
        few = soup(display.scorecard(card(family="satisfaction", judgement="within noise",
                                          judgement_on_year="not testable")))  # fmt: skip
        assert not few.find(class_=["cs-better", "cs-worse"])

    def test_up_is_worse_where_lower_is_better(self):
        tile = soup(display.tiles(card(better="lower"))).td
        assert tile.find(class_="cs-worse").text.startswith("▲")

    @pytest.mark.parametrize("better", ["target", None])
    def test_a_target_range_has_no_better_or_worse(self, better):
        assert not soup(display.tiles(card(better=better))).find(class_=["cs-better", "cs-worse"])

    def test_a_change_that_rounds_to_nothing_has_no_direction(self):
        change = soup(display.tiles(card(previous=42.02))).find(class_="cs-change")
        assert " ".join(change.text.split()) == "■ 0.0 on last period"

    def test_a_duration_changes_in_a_unit_that_suits_it(self):
        tile = card(
            unit="seconds", value=290.0, previous=290.0733, low=240.0, high=420.0, target=NO
        )
        shown = soup(display.tiles(tile))
        assert shown.find(class_="cs-change").text.startswith("▼ −0.1 s")
        assert "95% interval 4.0 to 7.0 min" in shown.find(class_="cs-fine").text

    def test_no_value_is_said_with_its_reason(self):
        shown = display.tiles(
            card(value=NO, n=NO, low=NO, high=NO, verdict="", note="needs table calls")
        )
        tile = soup(shown).td
        assert tile.find(class_="cs-value").text == "n/a"
        assert tile.find(class_="cs-note").text == "needs table calls"
        assert not tile.find(class_="cs-change")
        assert repr(shown) == "Net promoter score: n/a (target 40.0, needs table calls)"

    def test_without_its_style_it_is_a_table_with_pictures_and_says_how_to_trust(self):
        """What JupyterLab's sanitiser takes away: style elements, SVG, roles and labels."""
        shown = soup(display.tiles(pd.concat([card()] * 5)))
        assert [len(row.find_all("td")) for row in shown.find_all("tr")] == [4, 1]
        assert not shown.find_all(["svg", "ul", "li"])
        picture = shown.find("img")
        assert picture["src"].startswith("data:image/svg+xml;base64,")
        assert "from 40.0 to 42.0" in picture["alt"]
        assert "jupyter trust" in shown.find(class_="cs-untrusted").text
        assert ".cs-untrusted{display:none}" in display.tiles(card())._repr_html_()

    def test_a_hostile_label_is_text(self):
        shown = soup(display.tiles(card(label=HOSTILE, note=HOSTILE)))
        assert not shown.find("script")
        assert "[U+202E]gnp.exe[U+0000]" in shown.text

    def test_the_line_breaks_where_a_period_is_missing(self):
        line = sparkline([1.0, 2.0, NO, 4.0, NO, 3.0], "count")
        assert [len(run.split()) for run in line.runs] == [2]
        assert len(line.alone) == 2
        assert line.last == line.alone[-1]
        assert line.says == "The last 4 periods: from 1 to 3, lowest 1, highest 4."

    def test_a_level_line_is_drawn_and_not_divided_by(self):
        assert sparkline([5.0, 5.0], "count").runs == ("8,32 192,32",)


class TestTable:
    def html(self, frame, **options):
        return BeautifulSoup(display.table(frame, **options)._repr_html_(), "html.parser")

    def test_a_tidy_table_is_reported_in_each_rows_unit(self):
        frame = pd.DataFrame(
            {
                "metric": ["mrr", "customer_churn_rate"], "value": [1500.0, 0.0312],
                "unit": ["money", "percent"], "n": [NO, 40], "low": [NO, 0.01], "high": [NO, 0.08],
                "verdict": "", "note": "",
            }
        )  # fmt: skip
        shown = self.html(frame, currency="EUR")
        assert [cell.text for cell in shown.find_all("th")] == [
            "metric",
            "value",
            "n",
            "95% interval",
        ]
        rows = [[cell.text for cell in row.find_all("td")] for row in shown.tbody.find_all("tr")]
        assert rows == [
            ["Monthly recurring revenue", "€1,500", "", ""],
            ["Customer churn rate", "3.1%", "40", "1.0% to 8.0%"],
        ]

    def test_signs_answers_and_short_forms_are_written_as_people_do(self):
        frame = pd.DataFrame(
            {"customer_id": ["a", "b"], "starting_mrr": [-0.5, -0.001], "changed": [True, False]}
        )
        shown = self.html(frame)
        assert [cell.text for cell in shown.find_all("th")] == [
            "customer ID", "starting MRR", "changed",
        ]  # fmt: skip
        rows = [[cell.text for cell in row.find_all("td")] for row in shown.tbody.find_all("tr")]
        assert rows == [["a", "−0.50", "yes"], ["b", "0.00", "no"]]

    def test_the_numbers_of_a_column_have_the_same_decimals(self):
        shown = self.html(pd.DataFrame({"median": [24.0, 18.05, NO], "left": [13.0, NO, 1200.0]}))
        rows = [[cell.text for cell in row.find_all("td")] for row in shown.tbody.find_all("tr")]
        assert rows == [["24.00", "13"], ["18.05", "n/a"], ["n/a", "1,200"]]

    def test_hostile_cells_headings_and_index_are_text(self):
        frame = pd.DataFrame({HOSTILE: [HOSTILE]}, index=pd.Index([HOSTILE], name=HOSTILE))
        shown = self.html(frame, caption=HOSTILE)
        assert not shown.find("script")
        assert "\u202e" not in str(shown)
        assert shown.text.count("[U+202E]") == 5

    def test_the_same_frame_has_the_same_ids(self):
        frame = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
        assert display.table(frame).to_html() == display.table(frame.copy()).to_html()
        assert display.table(frame).to_html() != display.table(frame.assign(a=[1, 3])).to_html()

    def test_row_numbers_are_left_out_and_names_are_kept(self):
        frame = pd.DataFrame({"a": [1, 2, 3]})
        assert len(self.html(frame[frame["a"] > 1]).find_all("th")) == 1
        named = self.html(frame.set_index(pd.Index(["x", "y", "z"], name="plan")))
        assert "plan" in [cell.text for cell in named.find_all("th")]

    def test_what_is_not_available_is_said_once(self):
        frame = pd.DataFrame({"value": []})
        frame.attrs["not_available"] = {"value": "not available: needs table calls"}
        assert (
            repr(display.table(frame, caption="Calls")) == "Calls: not available: needs table calls"
        )
        told = "Which calls? not available: needs table calls."
        assert repr(display.table(frame, caption=told)) == told

    @pytest.mark.parametrize(
        "frame", [pd.DataFrame(), pd.DataFrame({"a": []}), pd.DataFrame({"a": [None]})]
    )
    def test_an_empty_frame_is_never_an_empty_space(self, frame):
        assert self.html(frame).text.strip()


class TestDefinition:
    @pytest.mark.parametrize("name", METRICS)
    def test_every_metric_can_be_defined(self, name):
        shown = soup(display.definition(name))
        assert shown.section["aria-label"] == f"Definition of {METRICS[name].label}"
        assert METRICS[name].hides in shown.text
        formulas = shown.find_all("math")
        assert len(formulas) == len(METRICS[name].variants), "a formula could not be converted"

    def test_an_alias_will_do_and_a_wrong_name_is_reported(self):
        assert repr(display.definition("nps")) == repr(display.definition("net_promoter_score"))
        with pytest.raises(InputError, match='did you mean "net_promoter_score"'):
            display.definition("net_promotor_score")

    def test_the_rules_in_force_are_reported_with_what_they_do(self):
        from cs_toolkit.company.opening import open_company

        frames = {
            "subscriptions": pd.DataFrame(
                {"subscription_id": [1], "customer_id": ["a"], "mrr": [10], "starts_on": ["2026-01-01"], "ends_on": [None]}
            )
        }  # fmt: skip
        company = open_company(frames, as_of="2026-03-01", policies={"paused": "counted"})
        told = " ".join(soup(display.definition("mrr", company)).text.split())
        assert "paused = counted: paused subscriptions keep their MRR" in told
        assert "transfer_counts" in repr(display.definition("first_contact_resolution", company))
        assert "paused" not in repr(display.definition("first_contact_resolution", company))
        assert "counts 9–10 of 0–10 as good" in soup(display.definition("nps", company)).text


class TestFormula:
    def test_a_formula_is_markup_that_a_page_and_a_screen_reader_know(self):
        shown = BeautifulSoup(mathml(r"\frac{a}{b}"), "html.parser")
        assert [part.text for part in shown.math.mfrac.find_all("mi")] == ["a", "b"]
        assert shown.math["display"] == "block" and "xmlns" not in str(shown)

    @pytest.mark.parametrize(
        "latex", [r"\text{<script>x</script>}", r"\text{<b>}", r"\frack{a}{b}", "{"]
    )
    def test_what_is_no_formula_is_shown_as_it_was_written(self, latex):
        with pytest.raises(FormulaError):
            mathml(latex)
        shown = BeautifulSoup(formula_markup(latex), "html.parser")
        assert shown.code.text == latex
        assert not shown.find(["script", "b"])

    @given(st.text(max_size=30))
    def test_no_text_gets_markup_through(self, latex):
        tags = {
            tag.name
            for tag in BeautifulSoup(formula_markup(rf"\text{{{latex}}}"), "html.parser").find_all(
                True
            )
        }
        assert all(name == "code" or name.startswith("m") for name in tags)


class TestStatementAndFigure:
    def test_of_a_long_list_of_values_the_first_rows_are_shown(self):
        rows = ", ".join(f"('it''s ({n}), yes', {n})" for n in range(1000))
        long = f"WITH given AS (SELECT a FROM (VALUES {rows}) AS given(a, b))\nSELECT * FROM given"
        told = repr(display.statement(long))
        assert "('it''s (29), yes', 29) /* and 970 more rows */) AS given(a, b)" in told
        assert "(30)" not in told
        assert told.endswith("SELECT * FROM given")
        few = "SELECT a FROM (VALUES (1), (2)) AS given(a)"
        assert repr(display.statement(few)) == few

    def test_a_statement_is_folded_and_escaped(self):
        shown = soup(display.statement("select '<b>' as x -- <i>", title=HOSTILE))
        assert shown.details.pre.text == "select '<b>' as x -- <i>"
        assert not shown.find(["b", "i", "script"])

    def test_a_figure_needs_words_and_has_the_same_bytes_twice(self):
        from matplotlib.figure import Figure

        def drawn():
            ax = Figure(figsize=(4, 2)).subplots()
            ax.plot([1, 2], [3, 4])
            return ax

        with pytest.raises(ValueError, match="alt text"):
            display.figure(drawn(), alt=" ")
        data, told = display.figure(drawn(), alt="It\n rises.")._repr_mimebundle_()
        assert data["text/plain"] == told["alt"] == told["image/png"]["alt"] == "It rises."
        assert told["image/png"]["width"] == 384
        assert data["image/png"] == display.figure(drawn(), alt="It rises.").png
        assert b"Software" not in data["image/png"]


@given(st.text())
def test_safe_text_hides_nothing_and_means_nothing(text):
    shown = display.safe_text(text)
    assert not set(shown) & set("<>\"'\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\x00\x1b")


@pytest.mark.parametrize(
    ("value", "words"), [(NO, "n/a"), (None, "n/a"), (pd.NA, "n/a"), (np.float64(0.5), "50.0%")]
)
def test_no_value_is_never_an_empty_space(value, words):
    assert display.format_value(value, "percent") == words


class TestTheStyleThatADisplayCarries:
    """A notebook holds dozens of displays: each carries its own rules, a page has all of them once."""

    def test_all_rules_are_found(self):
        assert "".join("".join(_RULES.findall(style())).split()) == "".join(style().split())

    def test_a_table_carries_no_tiles_and_a_tile_its_phone_width(self):
        carried = display.table(pd.DataFrame({"a": [1]}))._repr_html_()
        assert ".cs-table th" in carried and ".cs-tiles{" not in carried
        tiles = with_style('<table class="cs-tiles"><td class="cs-tile"></td></table>')
        assert (
            ".cs-tiles tbody{display:grid" in tiles
            and "@media" in tiles
            and ".cs-table th" not in tiles
        )
        assert "<style data-cs-toolkit></style>" in with_style("<p>plain</p>")

    def test_a_table_is_light_and_says_what_its_headings_head(self):
        frame = pd.DataFrame({"name": ["a", "b"], "value": [1.5, 2]})
        html = display.table(frame).to_html()
        assert "<tr><td>a</td><td>1.50</td></tr>" in html  # a row is a line of a notebook
        assert 'cs-right-2"' in html and ".cs-right-2 tr>:nth-child(2)" in style()
        assert '<th scope="col">name</th>' in html
        assert '<th scope="col">value</th>' in html
        keyed = display.table(frame.set_index("name")).to_html()
        assert '<th scope="row">a</th>' in keyed
