"""A company's comments, classified once: label, language, themes, and what the labels were learned from."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from ...config.feedback import FeedbackSettings
from ...config.surveys import Survey
from ...measures.company_data import CompanyData
from ...measures.measure_file import measure_file_of, read_measure_file
from ...measures.shared_answers import answered_once
from ...metrics.status import MODEL_REFUSED, Reason
from ...models.names import names_told
from ...models.sentiment import NO_LABELS, Sentiment, analyse_sentiment, labels_of_scores
from ...models.themes import CONTINUE, START, STOP, sort_themes

FOLDER = Path(__file__).parent
KEPT = "feedback/classified"
NAMES = """
-- needs: customers(customer_id)
select distinct customers.name from customers where customers.name is not null
"""
# from which score on promoters are, and up to which detractors
NPS_BORDERS = (9, 6)


@answered_once
def classified(company: CompanyData) -> dict[str, pd.DataFrame]:
    """What is known of all comments, made once for a company: frames by name.

    ``comments``: one row per comment, in the order of its key: comment_key, origin, said_at, text,
    customer_id, ticket_id, touchpoint, channel, survey, score, own_label (by the respondent's own
    score), label, sentiment (−1 to 1), confidence, intensity, detected_language, method, has_theme,
    says_continue, says_start, says_stop. ``mentions``: one row per comment, theme, kind and
    sentence. ``names``: the names that are hidden where a comment is shown. ``about``: what was
    learned from, and how well it does.
    """
    return company.kept_parts(KEPT, lambda: _hear(company))


@answered_once
def classified_comments(company: CompanyData) -> pd.DataFrame:
    """The comments with what the classification says of them."""
    return classified(company)["comments"]


def why_no_labels(company: CompanyData) -> Reason | None:
    """Why comments were not labelled though they were learned from; None where they were."""
    says = classified(company)["about"].set_index("about")["says"].get("labels", "")
    if not says.endswith(NO_LABELS):
        return None
    return Reason(f"not available: {says[0].lower()}{says[1:-1]}", MODEL_REFUSED)


def names_to_hide(company: CompanyData) -> list[str]:
    """The names that no shown comment may hold: those declared, however written, and the customers'."""
    return classified(company)["names"]["name"].tolist()


def _hear(company: CompanyData) -> dict[str, pd.DataFrame]:
    said = _said(company)
    settings = company.settings.feedback
    said["own_label"], off_scale = own_labels(said, company.settings.surveys, settings)
    found = analyse_sentiment(
        said["text"], list(said["own_label"]), backend=settings.backend,
        languages=list(said["language"]), language=settings.language,
        abstain_below=settings.abstain_below,
    )  # fmt: skip
    shown = found.comments
    comments = said.assign(
        label=shown["label"], sentiment=shown["score"].astype(float),
        confidence=shown["confidence"].astype(float), intensity=shown["intensity"].astype(float),
        detected_language=shown["language"], method=shown["method"],
    )  # fmt: skip
    names = names_told(_customers_names(company), comments["text"])
    names = sorted({*names, *(name.lower() for name in settings.names)})
    mentions = sort_themes(
        comments["text"], comments["label"], comments["detected_language"], settings.themes or None,
        names=names,
    )  # fmt: skip
    keys = comments["comment_key"].to_numpy()
    mentions.insert(0, "comment_key", keys[mentions["comment"].to_numpy(dtype=int)])
    by_kind = mentions.groupby("kind")["comment_key"].unique()
    for kind, column in (
        (None, "has_theme"), (CONTINUE, "says_continue"), (START, "says_start"), (STOP, "says_stop"),
    ):  # fmt: skip
        spoken = mentions["comment_key"] if kind is None else by_kind.get(kind, [])
        comments[column] = comments["comment_key"].isin(spoken)
    return {
        "comments": comments,
        "mentions": mentions.drop(columns="comment"),
        "names": pd.DataFrame({"name": names}, dtype=object),
        "about": about(found, off_scale),
        "by_confidence": found.validation.by_confidence if found.validation else pd.DataFrame(),
    }


def _said(company: CompanyData) -> pd.DataFrame:
    """Every comment that the company has, in the order of its key."""
    found = company.runner.query(read_measure_file(FOLDER / "said.sql").text)
    return with_times(found).sort_values("comment_key", ignore_index=True)


def _customers_names(company: CompanyData) -> list[str]:
    return company.runner.query(measure_file_of("feedback/names", NAMES).text)["name"].tolist()


def with_times(found: pd.DataFrame) -> pd.DataFrame:
    """The rows with times as times: an engine gives a column without any as it likes."""
    times = [name for name in found if name.endswith("_at")]
    return found.assign(**{name: pd.to_datetime(found[name]) for name in times})


def own_labels(
    said: pd.DataFrame, surveys: Mapping[str, Survey], settings: FeedbackSettings
) -> tuple[np.ndarray, int]:
    """The class that each comment's own score puts it in, None without one; how many are off scale.

    A survey's score is read on its own scale, that of ``feedback`` on the declared one.
    """
    labels, off_scale = np.full(len(said), None, dtype=object), 0
    scores = said["score"].astype(float)
    for name, rows in said.groupby(said["survey"].fillna("")):
        own = scores[rows.index]
        if not name:
            lowest, highest = settings.scale
            positive, negative = settings.positive_from, settings.negative_to
        elif name in surveys:
            survey = surveys[name]
            lowest, highest = survey.lowest, survey.highest
            own = own if survey.high_is_good else lowest + highest - own
            positive, negative = NPS_BORDERS if survey.kind == "nps" else (None, None)
        else:
            continue
        on_scale = own.between(lowest, highest)
        off_scale += int((own.notna() & ~on_scale).sum())
        labels[rows.index] = labels_of_scores(
            own.where(on_scale), lowest, highest, positive_from=positive, negative_to=negative
        )
    return labels, off_scale


def about(found: Sentiment, off_scale: int = 0) -> pd.DataFrame:
    """What the labels rest on, in sentences: rows of ``about, says``."""
    if found.comments.empty:
        return pd.DataFrame(columns=["about", "says"])
    rows = [("labels", found.trained_on), *(("by words", note) for note in found.notes)]
    if off_scale:
        rows.append(("scores", f"{off_scale:,} scores off their scale were not learned from."))
    return pd.DataFrame(rows, columns=["about", "says"])
