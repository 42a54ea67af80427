"""A frame as a table that a person reads: units, intervals, and ids that are the same on every run."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import Any

import pandas as pd
from numpy import bool_
from pandas.io.formats.style import Styler

from ..formatting.numbers import signed
from ..language import gettext, is_english, translated
from ..language.numbers import marked
from ..metrics import METRICS
from .markup import MOST_COLUMNS, NO_MATH, Shown, beside_html, in_english, safe_text, with_style
from .not_available import not_available, why_not_available
from .values import NOT_AVAILABLE, format_interval, format_value, missing

# Columns of the tidy table that share the unit of their row.
_IN_UNIT = ("value", "previous", "year_before", "target", "before", "now", "difference")
# Columns of sentences that no catalogue holds: what a rule, a warning or a fix says.
_ENGLISH = ("says", "looks wrong", "to mend it", "reason", "why", "fix")
WORDS = 34  # letters
_CELL = re.compile(r'<(t[hd]) class="([^"]*)"([^>]*)>')
_INDENTED = re.compile(r"(?m)^[ ]+(?=<)")
# a row on one line: a notebook keeps each line as a string of its own, which would double the table
_WITHIN_ROW = re.compile(r"\n(?=<t[hd]\b|</tr>)")
_HEADINGS = {
    "n": "n", "low": "low", "high": "high", "interval": "95% interval", "year_before": "a year before",
}  # fmt: skip


# Words of a column's name that people write in capitals.
_SHORT_FORMS = {
    "id": "ID", "fx": "FX", "kpis": "KPIs",
    **{word: word.upper() for word in ("mrr", "arr", "nps", "csat", "ces", "cac", "ltv", "roi", "auc")},
}  # fmt: skip


class Table(Styler):
    """A styled frame that carries the kit's style, and has a plain text where there is no browser."""

    plain = ""

    def _repr_html_(self) -> str:
        return with_style(self.to_html())

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return beside_html(self.plain)

    def to_html(self, *arguments: Any, **options: Any) -> str:
        """The table without pandas' class on every cell, which weighs more than its numbers."""
        html = super().to_html(*arguments, **options)
        return _CELL.sub(self._cell, _WITHIN_ROW.sub("", _INDENTED.sub("", html)))

    def _cell(self, tag: re.Match) -> str:
        """An opening tag with what a reader's software and the kit's style look at."""
        name, classes, rest = tag[1], tag[2].split(), tag[3].rstrip()
        own = [one for one in classes if one.startswith("cs-")]
        if {"col_heading", "index_name"} & set(classes) and "blank" not in classes:
            name += ' scope="col"'
        elif "row_heading" in classes:
            name += ' scope="row"'
        shown = ' class="{}"'.format(" ".join(own)) if own else ""
        return f"<{name}{shown}{rest}>"

    def __repr__(self) -> str:
        return self.plain


def table(
    frame: pd.DataFrame, *, units: Mapping[str, str] | None = None, currency: str = "",
    caption: str | None = None, nothing: str = "No rows.",
) -> Table | Shown:  # fmt: skip
    """A frame as a styled table; a tidy one is shown row by row in the unit that it names.

    ``units`` gives the unit of further columns. ``low`` and ``high`` become one column, and columns
    of the tidy table that are empty throughout are left out. In the place of a table without rows
    stands the sentence ``nothing``, or what its numbers would need.
    """
    if why := why_not_available(frame):
        shown = translated(why)
        if caption and why in caption:
            return not_available(caption)
        if caption:
            return not_available(f"{translated(caption)}: {shown}")
        return not_available(shown[:1].upper() + shown[1:])
    if frame.empty:
        return not_available(nothing)
    units, currency = dict(units or {}), currency or frame.attrs.get("currency", "")
    shown, numeric = _in_words(frame, units, currency)
    # pandas writes the names of an index as they are
    shown.index.names = [name and _heading(name, columns=True) for name in shown.index.names]
    shown.columns.name = None
    # one fixed id a table: a random one would change the file on every run
    identity = sha256(shown.to_csv().encode()).hexdigest()[:10]
    styler = Table(shown, uuid=identity).format(safe_text, na_rep="")
    styler.cell_ids = False
    sentences = [name for name in _ENGLISH if name in shown.columns]
    if sentences and not is_english():
        styler.format(lambda words: in_english(safe_text(words)), subset=sentences, na_rep="")
    for axis in (0, 1):
        styler.format_index(partial(_heading, columns=axis == 1), axis=axis)
    if frame.index.name is None and pd.api.types.is_integer_dtype(frame.index):
        styler.hide(axis="index")  # row numbers, not a key
    styler.plain = shown.to_string(index=not styler.hide_index_[0], na_rep="")
    if caption:
        styler.set_caption(safe_text(translated(caption)))
    long = [name for name in shown.columns.difference(numeric) if _long(shown[name])]
    looks = [
        NO_MATH,
        *_looks(shown, "cs-right", numeric, styler),
        *_looks(shown, "cs-words", long, styler),
    ]
    return styler.set_table_attributes(f'class="cs-table {" ".join(looks)}"')


def _looks(shown: pd.DataFrame, look: str, columns: Sequence[str], styler: Table) -> list[str]:
    """The look of some columns, named once on the table: on every cell, it outweighs the numbers."""
    before = 0 if styler.hide_index_[0] else shown.index.nlevels
    places = (1 + before + place for place in shown.columns.get_indexer_for(columns))
    return [f"{look}-{place}" for place in places if place <= MOST_COLUMNS]


def _in_words(
    frame: pd.DataFrame, units: Mapping[str, str], currency: str
) -> tuple[pd.DataFrame, list[str]]:
    """Every cell as text, and which columns hold numbers."""
    shown, numeric = {}, []
    tidy = "unit" in frame.columns
    for name in frame.columns:
        column = frame[name]
        if name in units:
            shown[name] = [format_value(value, units[name], currency) for value in column]
        elif tidy and name in _IN_UNIT:
            shown[name] = [
                format_value(value, unit, currency)
                for value, unit in zip(column, frame["unit"], strict=True)
            ]
        elif tidy and name == "low" and "high" in frame.columns:
            name = "interval"
            shown[name] = [
                format_interval(low, high, unit, currency)
                for low, high, unit in zip(column, frame["high"], frame["unit"], strict=True)
            ]
        elif tidy and name in ("high", "unit", "sparkline"):
            continue
        elif tidy and name == "n":
            shown[name] = ["" if missing(value) else lines for value, lines in _numbers(column)]
        elif pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
            shown[name] = [lines for _, lines in _numbers(column)]
        else:
            called = _CALLED.get(name, _text) if tidy else _text
            shown[name] = [called(value) for value in column]
            continue
        numeric.append(name)
    words = pd.DataFrame(shown, index=frame.index, dtype=object)
    if tidy:
        words = words.drop(columns=list(_idle(words)))
    return words, [name for name in numeric if name in words.columns]


def _numbers(column: pd.Series) -> list[tuple[float, str]]:
    """The numbers of a column and their words: all with two decimals, or all without."""
    decimals = 0 if all(missing(value) or value == round(value) for value in column) else 2
    return [
        (
            value,
            gettext(NOT_AVAILABLE)
            if missing(value)
            else signed(value, marked(f"{abs(value):,.{decimals}f}")),
        )
        for value in column
    ]


def _text(value: object) -> str:
    if missing(value):
        return ""
    return (
        (gettext("yes") if value else gettext("no"))
        if isinstance(value, bool | bool_)
        else str(value)
    )


def _metric(value: object) -> str:
    """A metric by its label; a measure, which has none, by the words of its name."""
    name = _text(value)
    label = METRICS[name].label if name in METRICS else None
    return translated(label or " ".join(_SHORT_FORMS.get(word, word) for word in name.split("_")))


def _variant(value: object) -> str:
    """A variant or a status in words: an internal name is for the files.

    >>> _variant("default"), _variant("small_sample")
    ('standard', 'small sample')
    """
    name = _text(value)
    return translated("standard" if name == "default" else name.replace("_", " "))


# what a tidy table's own columns hold are names of the kit's
_CALLED = {
    "metric": _metric, "variant": _variant, "status": _variant,
    "judgement": lambda word: translated(_text(word)), "verdict": lambda word: translated(_text(word)),
    "note": lambda word: "; ".join(map(translated, _text(word).split("; "))),
}  # fmt: skip


def _long(column: pd.Series) -> bool:
    """Whether a column holds sentences, which may break into lines; names and numbers don't."""
    return column.str.len().max() > WORDS


def _idle(words: pd.DataFrame) -> Iterator[str]:
    """Columns of the tidy table that tell nothing here: empty throughout, or of totals only."""
    for name in ("segment", "interval", "verdict", "note", "n"):
        if name in words and words[name].isin(["", gettext(NOT_AVAILABLE)]).all():
            yield name
    if "dimension" in words and words["dimension"].eq("total").all():
        yield "dimension"


def _heading(name: object, columns: bool) -> str:
    name = "" if missing(name) else str(name)
    words = " ".join(_SHORT_FORMS.get(word, word) for word in name.split("_"))
    return safe_text(translated(_HEADINGS.get(name, words)) if columns else name)
