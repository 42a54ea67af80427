"""Who answers a survey, and who says why."""

from ..clustered import share_by_customer
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio


@metric(
    "Response rate", aliases=("survey_response_rate",),
    unit="percent", better="higher", range=(0, 1), n="surveys_sent",
    interval=share_by_customer("surveys_answered", "surveys_sent"),
    formula=r"\frac{\text{surveys answered}}{\text{surveys sent}}",
    hides="Not who is silent: a high rate among one group still leaves the others unheard.",
    source="field",
)  # fmt: skip
def response_rate(surveys_sent: Numbers, surveys_answered: Numbers) -> Numbers:
    """The share of the surveys sent in the period that were answered.

    Response rate = answered ÷ sent, by the date of sending. A comment without a score is an answer.

    >>> response_rate(surveys_sent=400, surveys_answered=100)
    0.25
    """
    return ratio(surveys_answered, surveys_sent)


@metric(
    "Comment rate", unit="percent", better="higher", range=(0, 1), n="answers_received",
    interval=share_by_customer("answers_commented", "answers_received"),
    formula=r"\frac{\text{answers with a comment}}{\text{answers}}",
    hides="The angry and the delighted write; the middle seldom does.",
    source="S12.13",
)  # fmt: skip
def comment_rate(answers_received: Numbers, answers_commented: Numbers) -> Numbers:
    """The share of the answers that came with a comment, by the date of the answer.

    Comment rate = answers with a comment ÷ answers. A comment without a score is an answer; "n/a",
    "none" and the like are no comments.

    >>> comment_rate(answers_received=100, answers_commented=35)
    0.35
    """
    return ratio(answers_commented, answers_received)
