"""What people answered, as figures and tables want it: shares of the boxes, scores, who commented.

The frames come from ``company.measures`` and ``company.detail``; what those say of missing tables
goes along.
"""

import pandas as pd

from ...config.surveys import Survey
from ...metrics import METRICS
from ...metrics.ratio import ratio

PROMOTER_BOXES = ("detractors", "passives", "promoters")


def box_shares(measures: pd.DataFrame) -> pd.DataFrame:
    """The share of detractors, passives and promoters in each row of the satisfaction measures.

    >>> frame = pd.DataFrame({"period": ["2026-10"], "detractors": [2], "passives": [3],
    ...                       "promoters": [5], "responses": [10]})
    >>> box_shares(frame)[["detractors", "passives", "promoters"]].values.tolist()
    [[0.2, 0.3, 0.5]]
    """
    shares = {name: ratio(measures[name], measures["responses"]) for name in PROMOTER_BOXES}
    keys = [name for name in ("period", "dimension", "segment") if name in measures.columns]
    return measures[[*keys, "responses"]].assign(**shares)


def boxes(survey: Survey) -> dict[str, list[int]]:
    """The scores of a declared survey that count together, from bad to good.

    >>> from cs_toolkit.config.surveys import usual_survey
    >>> boxes(usual_survey("nps", "nps"))["Passives"], boxes(usual_survey("csat", "csat"))["Rest"]
    ([7, 8], [1, 2, 3])
    """
    scale = range(survey.lowest, survey.highest + 1)
    if survey.kind == "nps":
        return {
            "Detractors": [score for score in scale if score < 7],
            "Passives": [7, 8],
            "Promoters": [score for score in scale if score >= 9],
        }
    low, border = not survey.high_is_good, survey.top_box_from
    good = [score for score in scale if (score <= border if low else score >= border)]
    rest = [score for score in scale if score not in good]
    return {"Rest": rest, "Low effort" if survey.kind == "ces" else "Satisfied": good}


def by_score(detail: pd.DataFrame, survey: Survey) -> pd.DataFrame:
    """How often each score of a survey was given, over all periods: score, answers, commented.

    ``detail`` is ``company.detail("satisfaction/answers_by_score", periods)``.
    """
    own = detail[detail["survey"] == survey.name]
    summed = own.groupby("score", as_index=False)[["answers", "commented"]].sum()
    return _with_reasons(summed.astype({"answers": int, "commented": int}), detail)


def comments_by_box(detail: pd.DataFrame, survey: Survey) -> pd.DataFrame:
    """Who says why: the share of answers with a comment, in each box of a survey, with its interval.

    In the form of the tidy table: one segment for each box, and the total.
    """
    scored = by_score(detail, survey)
    box_of = {score: name for name, scores in boxes(survey).items() for score in scores}
    named = scored.assign(segment=scored["score"].map(box_of))
    rows = named.rename(columns={"answers": "answers_received", "commented": "answers_commented"})
    return _rates(rows, "comment_rate", "answer")


def response_by_fate(detail: pd.DataFrame) -> pd.DataFrame:
    """Who is silent: the response rate of customers who stayed and of those who left soon after.

    ``detail`` is ``company.detail("satisfaction/response_before_leaving", periods)``.
    """
    shown = detail.assign(segment=detail["followed"])
    return _rates(shown, "response_rate", "what followed", "so_far")


def _rates(
    rows: pd.DataFrame, metric: str, dimension: str, variant_name: str = "default"
) -> pd.DataFrame:
    """A metric of sums over rows, for each of their segments and for the total, as a tidy table."""
    variant = METRICS[metric].variants[variant_name]
    sums = rows.groupby("segment", as_index=False)[list(variant.measures)].sum()
    whole = sums[list(variant.measures)].sum().to_frame().T.assign(segment="")
    frame = pd.concat([whole, sums], ignore_index=True) if len(sums) else sums
    value = variant.over(frame)
    low, high = variant.bounds(value, frame) or (float("nan"), float("nan"))
    shown = pd.DataFrame(
        {"dimension": "total", "segment": frame["segment"], "metric": metric, "variant": variant_name,
         "value": value, "unit": variant.unit, "n": variant.sample_size(frame), "low": low,
         "high": high}
    )  # fmt: skip
    shown["dimension"] = shown["dimension"].mask(shown["segment"] != "", dimension)
    return _with_reasons(shown, rows)


def _with_reasons(frame: pd.DataFrame, source: pd.DataFrame) -> pd.DataFrame:
    """The frame with the currency of its source, and with what that lacks."""
    frame.attrs = dict(source.attrs)
    if why := source.attrs.get("not_available"):
        frame.attrs["not_available"] = dict.fromkeys(frame.columns, next(iter(why.values())))
    return frame
