"""Emotions in English comments, by a small word list of our own; other languages are not read.

The larger lists that people know are licensed for research only. This one names nine emotions by
their plainest words: it finds examples to read, it does not measure moods.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from .plain_text import plain_texts
from .redaction import redact_all
from .term_table import folded, patterns, shipped_table

LANGUAGE = "en"


def find_emotions(
    comments: Sequence[object],
    languages: Sequence[str],
    table: Mapping[str, list[str]] | None = None,
) -> pd.DataFrame:
    """One row per comment, one column per emotion: 1, 0, or NaN where the comment is not English.

    ``table`` (emotion → words) replaces the shipped list.

    >>> find_emotions(["So frustrating, thank you anyway", "Très bien"], ["en", "fr"])[
    ...     ["frustration", "gratitude", "joy"]].values.tolist()
    [[1.0, 1.0, 0.0], [nan, nan, nan]]
    """
    finders = patterns(table or shipped_table("emotions_en"))
    texts = [folded(text) for text in plain_texts(comments)]
    read = np.array([code == LANGUAGE for code in languages], dtype=bool)
    return pd.DataFrame(
        {
            emotion: np.where(read, [finder.search(text) is not None for text in texts], np.nan)
            for emotion, finder in finders.items()
        }
    )


def emotion_counts(
    comments: Sequence[object],
    languages: Sequence[str],
    table: pd.DataFrame = None,
    names: Sequence[str] = (),
) -> pd.DataFrame:
    """One row per emotion, the commonest first: comments, share of those read, an example.

    The example is the shortest comment of at least four words, without personal data.
    """
    found = find_emotions(comments, languages, table)
    read = int(found.notna().all(axis=1).sum())
    texts = np.array(redact_all(comments, names), dtype=object)
    rows = []
    for emotion in found:
        own = texts[(found[emotion] == 1).to_numpy()]
        telling = sorted((t for t in own if len(t.split()) >= 4), key=lambda t: (len(t), t))
        rows.append((emotion, len(own), len(own) / read if read else np.nan, (telling or [""])[0]))
    table = pd.DataFrame(rows, columns=["emotion", "comments", "share", "example"])
    return table.sort_values(["comments", "emotion"], ascending=[False, True], ignore_index=True)
