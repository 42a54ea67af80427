"""The status of a value in one word: it stands, it stands with a caveat, or why there is none.

A reason is a sentence that carries its status with it from the place where it arises, so that
nobody has to read the sentence again to know what kind of reason it is.
"""

OK = "ok"
UNDEFINED = "undefined"
SMALL_SAMPLE = "small_sample"
IN_PROGRESS = "in_progress"
MATURING = "maturing"
BEFORE_DATA = "before_data"
NEEDS_TABLE = "needs_table"
NEEDS_COLUMN = "needs_column"
CANNOT_SPLIT = "cannot_split"
MODEL_REFUSED = "model_refused"
EXCLUDED = "excluded"

STATUSES = {
    OK: "the value stands",
    UNDEFINED: "nothing to divide by, or nothing to take the mean or median of",
    SMALL_SAMPLE: "the value stands on fewer cases than the policy small_sample asks for",
    IN_PROGRESS: "the period is not over: the value will change",
    MATURING: "the cohort's window is still open: the value will change, or there is none yet",
    BEFORE_DATA: "a table that the metric stands on begins within the period: the value is of what it "
    "covers; or after it: there is none",
    NEEDS_TABLE: "a table or a setting that the metric needs is missing, or the table has no rows",
    NEEDS_COLUMN: "a column that the metric needs is missing",
    CANNOT_SPLIT: "a measure that the metric needs cannot be split by the dimension",
    MODEL_REFUSED: "a model has too little to learn from, or predicts no better than chance",
    EXCLUDED: "the measures contradict each other, so the formula refuses them",
}


class Reason(str):
    """A sentence that says why there is no value, with the status that the tidy table shows.

    >>> reason = Reason("not available: needs table calls", NEEDS_TABLE)
    >>> reason, reason.status
    ('not available: needs table calls', 'needs_table')
    >>> from copy import deepcopy
    >>> deepcopy({"calls": reason})["calls"].status
    'needs_table'
    """

    __slots__ = ("status",)

    status: str

    def __new__(cls, words: str, status: str) -> "Reason":
        """The sentence; raises ValueError for a status that does not exist."""
        if status not in STATUSES:
            raise ValueError(f"there is no status {status!r}")
        reason = super().__new__(cls, words)
        reason.status = status
        return reason

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]  # made of two
        """What makes it again: pandas copies a frame's attributes, and pickles them."""
        return str(self), self.status


def status_of(reason: str, otherwise: str = UNDEFINED) -> str:
    """The status of a reason; ``otherwise`` where it is a plain sentence.

    >>> status_of("nothing in the denominator"), status_of(Reason("too early", MATURING))
    ('undefined', 'maturing')
    """
    return getattr(reason, "status", otherwise)


# Statuses of a value that is missing because of the data that a company has, or of a model.
NOT_AVAILABLE = (NEEDS_TABLE, NEEDS_COLUMN, CANNOT_SPLIT, MODEL_REFUSED, EXCLUDED)
