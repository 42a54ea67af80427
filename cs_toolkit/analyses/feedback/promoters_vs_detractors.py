"""Why promoters and detractors differ, and whether those who comment score like the silent."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from ...calendar.periods import Period
from ...measures.company_data import CompanyData
from ...measures.measure_file import measure_file_of
from ...measures.shared_answers import answered_once
from ...models.log_odds_terms import telling_terms
from ...models.nonresponse_bias import BiasOfSilence, bias_of_silence
from ...models.redaction import redact_all
from .classification import names_to_hide
from .themes import said_in

PROMOTERS, DETRACTORS = "promoters", "detractors"
PROMOTER_FROM, DETRACTOR_TO = 9, 6
ANSWERS = """
-- needs: survey_responses(response_id, survey, score)
select
    survey_responses.response_id, surveys.kind, survey_responses.score, survey_responses.comment
from survey_responses
inner join surveys on surveys.survey = survey_responses.survey
where survey_responses.score >= surveys.lowest and survey_responses.score <= surveys.highest
"""


@answered_once
def why_promoters_differ(
    company: CompanyData, periods: Sequence[Period], top: int = 8
) -> pd.DataFrame:
    """One row per term that sets promoters' comments apart from detractors': log_odds, low, high, n.

    Above 0 promoters say it more. ``n`` are the respondents who say it, five at least.
    """
    said = said_in(company, periods)
    kinds = {name: survey.kind for name, survey in company.settings.surveys.items()}
    said = said[(said["survey"].map(kinds) == "nps") & said["score"].notna()]
    groups = pd.Series("passives", said.index)
    groups = groups.mask(said["score"] >= PROMOTER_FROM, PROMOTERS)
    groups = groups.mask(said["score"] <= DETRACTOR_TO, DETRACTORS)
    respondents = said["customer_id"].fillna(said["comment_key"])
    found = telling_terms(
        said["text"],
        groups,
        PROMOTERS,
        DETRACTORS,
        respondents=respondents,
        top=top,
        names=names_to_hide(company),
    )
    error = (found["log_odds"] / found["z"]).abs()
    return pd.DataFrame(
        {
            "term": found["term"], "log_odds": found["log_odds"],
            "low": found["log_odds"] - 1.96 * error, "high": found["log_odds"] + 1.96 * error,
            "n": found[f"{PROMOTERS}_respondents"] + found[f"{DETRACTORS}_respondents"],
        }
    )  # fmt: skip


@answered_once
def silence(company: CompanyData, kind: str = "nps") -> BiasOfSilence:
    """The scores of those who comment beside those who don't, in one kind of survey."""
    measure_file = measure_file_of("feedback/answers", ANSWERS)
    answers = company.runner.query(measure_file.text)
    answers = answers[answers["kind"] == kind].sort_values("response_id")
    found = bias_of_silence(answers["score"], answers["comment"])
    why = measure_file.missing(*company.known_tables)
    return replace(found, note=why) if why else found


@answered_once
def behind_low_scores(
    company: CompanyData, periods: Sequence[Period], count: int = 5
) -> pd.DataFrame:
    """The comments beside the lowest answers of surveys, the latest first, without personal data."""
    said = said_in(company, periods)
    low = said[said["survey"].notna() & (said["own_label"] == "negative")]
    low = low.sort_values(["said_at", "comment_key"], ascending=False).head(count)
    shown = low.assign(comment=redact_all(low["text"], names_to_hide(company)))
    return shown[["said_at", "survey", "score", "comment"]].reset_index(drop=True)
