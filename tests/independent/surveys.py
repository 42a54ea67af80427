"""NPS, CSAT, CES and how many answer, from the words of the rules."""

import numpy as np
import pandas as pd

from .tables import AS_OF, Company, Figures, Span, each_plan, per

WINDOW = pd.Timedelta(days=7)
SCALES = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}


def survey_figures(company: Company, span: Span) -> Figures:
    sent = company.survey_responses
    low, high = (sent["survey"].map({k: v[i] for k, v in SCALES.items()}) for i in (0, 1))
    on_scale = sent["score"].between(low, high)
    asked = sent[span.holds(sent["sent_at"])]
    # an answer is a score or a comment; a score off its scale is set aside
    answer = (on_scale | (sent["score"].isna() & sent["comment"].notna())) & (
        sent["responded_at"].notna()
    )
    answered = sent[answer & span.holds(sent["responded_at"])]
    year = Span("", span.after - pd.DateOffset(months=12), span.after)
    last_year = sent[answer & year.holds(sent["responded_at"])]
    asked = asked.assign(answered=answer.loc[asked.index])
    return {
        **each_plan(company.by_plan(answered), _scores),
        **each_plan(company.by_plan(last_year), _nps_of_a_year),
        **each_plan(company.by_plan(asked), _answering),
    }


def _nps(scores: pd.Series) -> float:
    return 100 * per((scores >= 9).sum() - (scores <= 6).sum(), len(scores))


def _nps_of_a_year(rows: pd.DataFrame) -> dict:
    scores = rows.loc[rows["survey"] == "nps", "score"].dropna()
    return {
        ("net_promoter_score", "trailing_12_months"): _nps(scores),
        ("trailing_responses", "measure"): len(scores),
    }


def _answering(rows: pd.DataFrame) -> dict:
    closed = rows[rows["sent_at"] + WINDOW < AS_OF]
    return {
        ("response_rate", "default"): per(closed["answered"].sum(), len(closed)),
        ("response_rate", "so_far"): per(rows["answered"].sum(), len(rows)),
        ("surveys_with_closed_window", "measure"): len(closed),
        ("surveys_sent", "measure"): len(rows),
        ("surveys_answered", "measure"): rows["answered"].sum(),
    }


def _scores(rows: pd.DataFrame) -> dict:
    nps, csat, ces = (rows.loc[rows["survey"] == kind, "score"].dropna() for kind in SCALES)
    commented = rows["comment"].notna().sum()
    return {
        ("net_promoter_score", "default"): _nps(nps),
        ("promoters", "measure"): (nps >= 9).sum(),
        ("passives", "measure"): nps.between(7, 8).sum(),
        ("detractors", "measure"): (nps <= 6).sum(),
        ("responses", "measure"): len(nps),
        ("customer_satisfaction", "default"): per((csat >= 4).sum(), len(csat)),
        ("customer_satisfaction", "score_share"): per(csat.sum(), 5 * len(csat)),
        ("customer_satisfaction", "mean"): csat.mean() if len(csat) else np.nan,
        ("satisfaction_responses", "measure"): len(csat),
        ("customer_effort_score", "default"): per((ces >= 5).sum(), len(ces)),
        ("customer_effort_score", "mean"): ces.mean() if len(ces) else np.nan,
        ("customer_effort_score", "index"): per((ces >= 6).sum() - (ces <= 3).sum(), len(ces)),
        ("effort_responses", "measure"): len(ces),
        ("answers_received", "measure"): len(rows),
        ("comment_rate", "default"): per(commented, len(rows)),
    }
