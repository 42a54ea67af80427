"""Self-training: from seed words to the words of these comments, without any scores.

The comments in which the seed words lean clearly are taken for labelled, and a model learns what
else such comments say; then it labels again. This helps where most comments express an opinion
and the seed words hold together: where a model taught on one part of the comments predicts what
the seed words say of the rest. Where they do not, the seed words alone stand.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from .classifier import CommentClassifier
from .terms import TermCounter, TermWeights

ENOUGH_COMMENTS = 300
MOST_COMMENTS = 6_000
CLEAR = 0.35  # the balance, 0 to 1, from which seed words are taken at their word
CLEAR_LATER = 0.5
ENOUGH_CLEAR = 0.4  # share of comments in which the seed words lean clearly
ENOUGH_AGREEMENT = 0.92  # area under the ROC curve, on held-out comments
ROUNDS = 2
SEED_WORDS_WEIGHT = 0.4


@dataclass(frozen=True)
class SelfTraining:
    """What came of it: ``scores`` from −1 to 1, or None with the reason in ``note``."""

    scores: np.ndarray | None
    note: str
    clear_share: float = np.nan
    agreement: float = np.nan


def self_train(texts: list[str], balances: np.ndarray, seed: int = 1) -> SelfTraining:
    """Scores of the texts from the seed words' balances and from what the texts have in common."""
    balances = np.asarray(balances, dtype=float)
    if len(texts) < ENOUGH_COMMENTS:
        return SelfTraining(None, f"fewer than {ENOUGH_COMMENTS} comments to learn from")
    clear = np.abs(balances) >= CLEAR
    share = float(clear.mean())
    if share < ENOUGH_CLEAR or min((balances[clear] > 0).sum(), (balances[clear] < 0).sum()) < 20:
        return SelfTraining(None, f"seed words lean clearly in {share:.2f} of the comments", share)
    order = np.argsort(np.array(texts, dtype=object), kind="stable")
    taught = np.random.default_rng(seed).permutation(order)[:MOST_COMMENTS]
    clear = clear[taught]
    counter = TermCounter([texts[row] for row in taught])
    words = counter.counts_of(clear)[0]
    agreement = _agreement(words, balances[taught][clear] > 0, seed)
    if agreement < ENOUGH_AGREEMENT:
        return SelfTraining(None, f"seed words agree only to {agreement:.2f}", share, agreement)
    weights = TermWeights(counter)
    parts = [(taught, weights.terms)]
    others = np.setdiff1d(np.arange(len(texts)), taught)
    if len(others):
        parts.append((others, weights.weigh(counter.count([texts[row] for row in others]))))
    scores, least = balances, CLEAR
    for _ in range(ROUNDS):
        sure = np.abs(scores[taught]) >= least
        model = CommentClassifier().fit(weights.terms[sure], None, scores[taught][sure] > 0)
        chances = np.empty(len(texts))
        for rows, terms in parts:
            chances[rows] = model.probabilities(terms, None)[:, 1]
        learned = _spread(chances, taught)
        scores = (1 - SEED_WORDS_WEIGHT) * learned + SEED_WORDS_WEIGHT * balances
        least = CLEAR_LATER
    return SelfTraining(scores, "self-trained", share, agreement)


def _agreement(words: sparse.csr_matrix, leans_good: np.ndarray, seed: int) -> float:
    """How well a model of words taught on some comments predicts the seed words in the others."""
    terms = TfidfTransformer(sublinear_tf=True).fit_transform(words)
    predicted = cross_val_predict(
        LogisticRegression(class_weight="balanced", solver="liblinear", random_state=0), terms, leans_good,
        cv=StratifiedKFold(5, shuffle=True, random_state=seed), method="decision_function",
    )  # fmt: skip
    return float(roc_auc_score(leans_good, predicted))


def _spread(chances: np.ndarray, taught: np.ndarray) -> np.ndarray:
    """Chances as scores from −1 to 1 that use the whole range, however sure the model is."""
    odds = np.log(np.clip(chances, 1e-9, 1 - 1e-9) / np.clip(1 - chances, 1e-9, 1))
    return np.tanh(odds / max(np.std(odds[taught]), 1e-9))
