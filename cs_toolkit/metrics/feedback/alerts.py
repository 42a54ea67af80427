"""What needs an answer now, and what the next survey would say."""

from ..clustered import share_by_customer
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio
from ..spread import COUNT


@metric(
    "Comments to answer", unit="count", better="lower", spread=COUNT,
    formula=r"\text{comments that need an answer now}",
    hides="A quiet goodbye raises no alert.",
    source="S17.12, S17.17",
)  # fmt: skip
def comments_to_answer(urgent_comments: Numbers) -> Numbers:
    """The number of comments of the period that should be answered now.

    A count of comments marked for escalation.

    >>> comments_to_answer(urgent_comments=6)
    6.0
    """
    return urgent_comments


@comments_to_answer.variant(
    "share", unit="percent", range=(0, 1), n="comments",
    interval=share_by_customer("urgent_comments", "comments"),
    formula=r"\frac{\text{comments that need an answer now}}{\text{comments}}",
)  # fmt: skip
def comments_to_answer_share(urgent_comments: Numbers, comments: Numbers) -> Numbers:
    """The share of the comments that should be answered now."""
    return ratio(urgent_comments, comments)


@metric(
    "Predicted customer satisfaction", aliases=("predicted_csat",),
    unit="percent", better="higher", range=(0, 1), n="predicted_conversations",
    interval=share_by_customer("predicted_satisfied", "predicted_conversations"),
    formula=r"\frac{\sum \text{chance of a satisfied rating}}{\text{conversations predicted}}",
    hides="The model's error: it is shown beside the number. The interval is of sampling alone.",
    source="S17.12",
)  # fmt: skip
def predicted_customer_satisfaction(
    predicted_satisfied: Numbers, predicted_conversations: Numbers
) -> Numbers:
    """The share of the conversations that nobody rated whose customer a model expects to be satisfied.

    Predicted CSAT = Σ chance of a satisfied rating ÷ conversations predicted: the mean chance.

    >>> predicted_customer_satisfaction(predicted_satisfied=160, predicted_conversations=200)
    0.8
    """
    return ratio(predicted_satisfied, predicted_conversations)


@predicted_customer_satisfaction.variant(
    "open_negative", unit="count", better="lower",
    formula=r"\text{open conversations predicted negative}",
)  # fmt: skip
def predicted_customer_satisfaction_open_negative(
    open_conversations_predicted_negative: Numbers,
) -> Numbers:
    """The open conversations that are predicted to end badly: the managers' alert list."""
    return open_conversations_predicted_negative
