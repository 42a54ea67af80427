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


ENOUGH = 30  # answers: some of so many would be good by any chance


def scale_not_used(checked: Checked) -> list[DataWarning]:
    """Of many answers none lies in the upper third of the scale: it may have been asked on a shorter one."""
    if not checked.has("survey_responses", "score"):
        return []
    found = []
    for one in checked.settings.surveys.values():
        name = one.name.replace("'", "''")
        on_scale = f"survey = '{name}' and score >= {one.lowest} and score <= {one.highest}"
        answers = checked.query(
            f"select count(*) as n, max(score) as most from survey_responses where {on_scale}"
        ).iloc[0]
        upper = one.lowest + (one.highest - one.lowest) * 2 / 3
        if answers["n"] < ENOUGH or float(answers["most"]) > upper:
            continue
        shown = f"{float(answers['most']):g}"
        found.append(
            DataWarning(
                "scale_not_used", "survey_responses", "score", int(answers["n"]),
                (f"highest score {shown}",),
                f"no answer to survey {one.name} lies in the upper third of its scale, {one.lowest:g} to "
                f"{one.highest:g}: it looks as if it were asked on a shorter one",
                f"say on which scale it was asked: [surveys.{one.name}] scale = [{one.lowest:g}, {shown}]",
            )
        )  # fmt: skip
    return found


TRAPS = (
    Trap("scale_not_used", "a scale whose upper third is never ticked", ("survey_responses",),
         scale_not_used),
    Trap("fractional_score", "a score between two points of its scale", ("survey_responses",),
         fractional_score),
)  # fmt: skip
