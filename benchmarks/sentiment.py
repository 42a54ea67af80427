"""How right and how quick the sentiment of comments is, on public comments with scores.

    python -m benchmarks.sentiment [SET …]

Learned: trained on 2,000 of a set's own scored comments, judged on 4,000 others. By words: no scores
given. The data sets are not part of the project; those that are absent are skipped.
"""

import sys
import time

import numpy as np
import pytest
from sklearn.metrics import f1_score
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from cs_toolkit.models.sentiment import analyse_sentiment
from tests.models_feedback.scored_comments import SETS, drawn

TAUGHT, JUDGED, DRAWS = 2_000, 4_000, 5


def main(names) -> None:
    for name in names or SETS:
        try:
            report(name)
        except pytest.skip.Exception as absent:
            print(f"{name}: {absent}")


def report(name: str) -> None:
    learned, words = [], []
    for seed in range(DRAWS):
        texts, labels = drawn(name, TAUGHT + JUDGED, seed)
        taught = labels.copy()
        taught[TAUGHT:] = None
        began = time.process_time()
        found = analyse_sentiment(texts, taught, backend="learned", seed=1)
        seconds = time.process_time() - began
        learned.append((*rightness(found, labels), seconds))
        began = time.process_time()
        found_by_words = analyse_sentiment(texts, backend="lexicon")
        words.append((*rightness(found_by_words, labels), time.process_time() - began))
    held_out = found.validation
    print(f"\n{name}")
    print(f"  majority {held_out.majority_share:.3f}, shuffled {held_out.shuffled_accuracy:.3f}")
    print(f"  learned   {told(learned)}")
    print(f"  by words  {told(words)}")
    if name == "airline_tweets":
        print("  VADER     accuracy {:.3f}, macro-F1 {:.3f}".format(*vader(texts, labels)))
    print(f"  {comments_a_second(texts, taught):,.0f} comments a second predicted on one core")


def rightness(found, labels):
    predicted = found.comments["label"].to_numpy()[TAUGHT:].astype(str)
    judged = labels[TAUGHT:].astype(str)
    classes = sorted(set(judged))
    return np.mean(predicted == judged), f1_score(
        judged, predicted, labels=classes, average="macro"
    )


def told(rows) -> str:
    """The mean of all draws, and the least accuracy and macro-F1 of any."""
    accuracy, f1, seconds = np.mean(rows, axis=0)
    least, least_f1, _ = np.min(rows, axis=0)
    return (
        f"accuracy {accuracy:.3f} (least {least:.3f}), macro-F1 {f1:.3f} (least {least_f1:.3f}), "
        f"{seconds:.1f} s of one core"
    )


def vader(texts, labels):
    analyzer = SentimentIntensityAnalyzer()
    balances = np.array([analyzer.polarity_scores(text)["compound"] for text in texts[TAUGHT:]])
    predicted = np.select(
        [balances >= 0.05, balances <= -0.05], ["positive", "negative"], "neutral"
    )
    judged = labels[TAUGHT:].astype(str)
    return np.mean(predicted == judged), f1_score(judged, predicted, average="macro")


def comments_a_second(texts, taught):
    """The time that as many further comments take, once a model is trained."""
    few = (TAUGHT + JUDGED) // 2
    began = time.process_time()
    analyse_sentiment(texts[:few], taught[:few], backend="learned")
    middle = time.process_time()
    analyse_sentiment(texts, taught, backend="learned")
    more = time.process_time() - middle
    return (len(texts) - few) / max(more - (middle - began), 1e-9)


if __name__ == "__main__":
    main(sys.argv[1:])
