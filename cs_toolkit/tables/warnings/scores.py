"""Answers between two points of a scale: nobody can have ticked them."""

from .warning import Checked, DataWarning, Trap


def fractional_score(checked: Checked) -> list[DataWarning]:
    """A score such as 6.5 on a scale of whole numbers: often a mean, which is no answer."""
    if not checked.has("survey_responses", "score"):
        return []
    surveys = checked.settings.surveys.values()
    on_scale = " or ".join(
        f"(survey = '{one.name.replace(chr(39), 2 * chr(39))}' "
        f"and score >= {one.lowest} and score <= {one.highest})"
        for one in surveys
    )
    return checked.found(
        "fractional_score", "survey_responses", "score",
        "select response_id, survey, score from survey_responses "
        f"where score <> floor(score) and ({on_scale})",
        "the score lies between two points of its scale, and counts",
        "leave these rows out: [tables.survey_responses] where = \"score = floor(score)\", or map the "
        "column that holds the answer itself",
    )  # fmt: skip


TRAPS = (
    Trap("fractional_score", "a score between two points of its scale", ("survey_responses",),
         fractional_score),
)  # fmt: skip
