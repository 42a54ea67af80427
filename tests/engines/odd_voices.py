"""What customers of the odd company say, and what is noted of their health."""

import pandas as pd

ANSWERS = {
    "r1": ("Quick and clear, thank you", "t1"), "r2": ("  ", None), "r3": (None, "t2"),
    "r5": ("It's 50% slower: why?", "t3"), "r6": ("很好 👍", None), "r8": ("x" * 3000, None),
}  # fmt: skip


def odd_voices(survey_responses: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Comments, and the survey's answers with what was written beside them, and one more."""
    more = pd.DataFrame(
        [("r9", "csat", 2.0, "d", "2026-04-01", "2026-04-03")],
        columns=["response_id", "survey", "score", "customer_id", "sent_at", "responded_at"],
    )
    survey_responses = pd.concat([survey_responses, more], ignore_index=True)
    ids = survey_responses["response_id"]
    return {
        "survey_responses": survey_responses.assign(
            comment=ids.map(lambda one: ANSWERS.get(one, (None, None))[0]),
            ticket_id=ids.map(lambda one: ANSWERS.get(one, (None, None))[1]),
        ),
        "feedback": pd.DataFrame(
            [
                ("f1", "2026-03-29T01:30:00", "Terrible, I wait and wait", "b", None, "review", 1.0, None),
                ("f2", "2026-03-31T22:30:00Z", "=cmd|' /C calc'!A0", "g", "t1", "social", None, "en"),
                ("f3", "2026-04-30T23:59:59", "Très bien", None, None, None, 5.0, "fr"),
                ("f4", "2026-05-10T12:00:00", "Too late to be read", "a", None, "review", 2.0, "en"),
            ],
            columns=[
                "comment_id", "said_at", "text", "customer_id", "ticket_id", "channel", "score",
                "language",
            ],
        ),
        "health_inputs": pd.DataFrame(
            [
                ("2026-01-31", "relationship", 7.0, "a", None), ("2026-03-31", "relationship", 4.0, "g", None),
                ("2026-04-01", "relationship", 9.0, "b", None), ("2026-02-28", "visits", 0.4, None, "visitor"),
                ("2026-04-30", "visits", 0.6, None, "visitor"), ("2026-04-30", "leads", 30.0, None, "lead"),
                ("2026-03-31", "leads", 10.0, "a", "lead"), ("2026-04-30", "visits", 0.2, "b", "visitor"),
            ],
            columns=["as_of", "indicator", "value", "customer_id", "stage"],
        ),
    }  # fmt: skip
