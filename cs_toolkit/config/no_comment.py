"""What people type into a comment field that they leave empty: "n/a", "none", "-".

Such an entry is an empty field, not a comment: it says nothing to count, label or sort into themes.
"""

PADDING = ' .,;!?-–—_/\\*~`"'
NO_COMMENT = (
    # nothing but padding, and what forms and spreadsheets write
    "", "n/a", "n.a", "n a", "na", "n\\a", "nan", "nil", "null", "none", "x", "xx", "xxx",
    "not applicable", "no comment", "no comments", "no further comment", "no further comments",
    "nothing", "nothing to add", "nothing to say", "no",
    # German, French, Spanish, Italian, Dutch, Portuguese, Romanian, Chinese
    "k.a", "keine", "keiner", "kein kommentar", "keine angabe", "nichts", "entfällt",
    "aucun", "aucune", "aucun commentaire", "rien", "rien à dire", "sans commentaire",
    "ninguno", "ninguna", "nada", "sin comentario", "sin comentarios", "no aplica",
    "nessuno", "nessuna", "niente", "nessun commento", "nulla",
    "geen", "nvt", "n.v.t", "niets", "geen commentaar", "geen opmerkingen",
    "nenhum", "nenhuma", "sem comentário", "sem comentários", "não se aplica",
    "nu e cazul", "nimic", "niciun comentariu", "nici un comentariu", "fara comentarii",
    "fără comentarii", "无", "没有", "暂无", "无评论", "没有评论", "不适用",
)  # fmt: skip


def says_nothing(text: str) -> bool:
    """Whether a text stands for an empty field.

    >>> [says_nothing(text) for text in ("N/A", "none.", "-", "no help", "ok", "👍", ":)")]
    [True, True, True, False, False, False, False]
    """
    return text.strip(PADDING).lower() in NO_COMMENT


def is_comment_sql(text: str) -> str:
    """The same question in our SQL: true where a column holds a comment."""
    words = ", ".join("'" + word.replace("'", "''") + "'" for word in NO_COMMENT)
    return f"(coalesce(lower(trim({text}, '{PADDING}')), '') not in ({words}))"
