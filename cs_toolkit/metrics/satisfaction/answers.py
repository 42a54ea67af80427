"""Who answers a survey, and who says why."""

from ..clustered import share_by_customer
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio
from ..status import MATURING, Reason


@metric(
    "Response rate", aliases=("survey_response_rate",),
    unit="percent", better="higher", range=(0, 1), n="surveys_with_closed_window",
    interval=share_by_customer("closed_surveys_answered", "surveys_with_closed_window"),
    formula=r"\frac{\text{of these answered}}{\text{surveys sent that have had their time}}",
    hides="Not who is silent: a high rate among one group still leaves the others without a voice.",
    source="field",
    no_basis=Reason("none of the surveys sent has had the whole window for an answer yet", MATURING),
)  # fmt: skip
def response_rate(surveys_with_closed_window: Numbers, closed_surveys_answered: Numbers) -> Numbers:
    """The share of the surveys sent in the period that were answered.

    Response rate = answered ÷ sent, by the date of sending. A survey sent yesterday is not silence
    yet: those of the last days stay out. A comment without a score is an answer.

    >>> response_rate(surveys_with_closed_window=400, closed_surveys_answered=100)
    0.25
    """
    return ratio(closed_surveys_answered, surveys_with_closed_window)


@response_rate.variant(
    "so_far", n="surveys_sent", range=(0, 1), maturing=True,
    interval=share_by_customer("surveys_answered", "surveys_sent"),
    formula=r"\frac{\text{surveys answered so far}}{\text{surveys sent}}",
    no_basis="nothing in the denominator",
)  # fmt: skip
def response_rate_so_far(surveys_sent: Numbers, surveys_answered: Numbers) -> Numbers:
    """What is known already: answered so far ÷ all surveys sent, those that may still be answered too.

    >>> response_rate(surveys_sent=400, surveys_answered=90, variant="so_far")
    0.225
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
