"""How many comments there are and what they add up to; what each sounds like is the kit's own answer."""

import numpy as np
import pandas as pd

from .tables import Company, Figures, Span, each_plan, per

NOTHING = {"", "-", "n/a", "na", "none", "nothing", "no comment", "nil", "."}
KINDS = ("positive", "neutral", "negative")


def said(company: Company) -> pd.DataFrame:
    """Every comment: key, when, whose."""
    feedback, answers = company.feedback, company.survey_responses
    answers = answers[answers["comment"].notna()]
    rows = pd.concat(
        [
            pd.DataFrame(
                {"comment_key": "f " + feedback["comment_id"], "said_at": feedback["said_at"],
                 "customer_id": feedback["customer_id"], "text": feedback["text"]}
            ),
            pd.DataFrame(
                {"comment_key": "s " + answers["response_id"],
                 "said_at": answers["responded_at"].fillna(answers["sent_at"]),
                 "customer_id": answers["customer_id"], "text": answers["comment"]}
            ),
        ]
    )  # fmt: skip
    return rows[~rows["text"].fillna("").str.strip().str.lower().isin(NOTHING)]


def comment_figures(company: Company, span: Span, labels: pd.DataFrame) -> Figures:
    """``labels`` has, for each comment_key, label, sentiment and what it says to do."""
    rows = said(company).merge(labels, on="comment_key", how="left", suffixes=("", "_told"))
    rows = rows[span.holds(rows["said_at"])]
    return each_plan(company.by_plan(rows), _summed)


def _summed(rows: pd.DataFrame) -> dict[tuple[str, str], float]:
    of = rows["label"].value_counts()
    scored = rows[rows["label"].isin(KINDS)]
    positive, neutral, negative = (int(of.get(kind, 0)) for kind in KINDS)
    whose = rows["customer_id"].fillna(rows["comment_key"])
    shares = dict(zip(KINDS, (positive, neutral, negative), strict=True))
    themes = {name: int(rows[name].fillna(False).sum()) for name in ("has_theme", "says_continue", "says_start", "says_stop")}  # fmt: skip
    return {
        ("comments", "measure"): len(rows),
        ("customers_behind_comments", "measure"): whose.nunique(),
        ("comments_by_customer_square_sum", "measure"): int((whose.value_counts() ** 2).sum()),
        ("scored_comments", "measure"): len(scored),
        ("sentiment", "default"): per(positive - negative, len(scored)),
        **{("sentiment", kind): per(number, len(scored)) for kind, number in shares.items()},
        **{(f"{kind}_comments", "measure"): number for kind, number in shares.items()},
        ("sentiment", "intensity"): scored["sentiment"].abs().mean() if len(scored) else np.nan,
        ("sentiment", "unsupported_language"): per(int(of.get("unsupported", 0)), len(rows)),
        ("abstained_comments", "measure"): int(of.get("abstained", 0)),
        ("themes", "default"): per(themes["has_theme"], len(rows)),
        ("themes", "continue"): per(themes["says_continue"], len(rows)),
        ("themes", "start"): per(themes["says_start"], len(rows)),
        ("themes", "stop"): per(themes["says_stop"], len(rows)),
    }  # fmt: skip
