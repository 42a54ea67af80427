"""The sentiment of comments, learned from the respondents' own scores or from word lists."""

from .analysis import BACKENDS, Sentiment, analyse_sentiment
from .by_scores import NO_LABELS
from .emoji import count_emoji
from .labels import labels_of_scores
from .validation import Validation

__all__ = [
    "BACKENDS",
    "NO_LABELS",
    "Sentiment",
    "Validation",
    "analyse_sentiment",
    "count_emoji",
    "labels_of_scores",
]
