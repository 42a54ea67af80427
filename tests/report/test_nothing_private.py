"""The edition to share of a company unlike the demo: no id, name, address or word of a customer is in it."""

import html

import pandas as pd

import cs_toolkit as cs
from cs_toolkit.report.share import shared_parts

PEOPLE = 24
IDS = [f"ACME-{number:03d}/ü" for number in range(PEOPLE)]
NAMES = [f"Zaunkönig & Söhne {number}" for number in range(PEOPLE)]
ADDRESSES = [f"kunde{number}@zaunkoenig.example" for number in range(PEOPLE)]


def company():
    starts = ["2025-11-01" if number % 3 else "2026-10-05" for number in range(PEOPLE)]
    ends = ["2026-10-20" if number in (1, 2) else None for number in range(PEOPLE)]
    subscriptions = {
        "subscription_id": range(PEOPLE), "customer_id": IDS, "starts_on": starts, "ends_on": ends,
        "mrr": [9000 if number == 1 else 10 + number for number in range(PEOPLE)],
        "plan": [f"only {NAMES[0]}" if number == 0 else "basic" for number in range(PEOPLE)],
    }  # fmt: skip
    answers = {
        "response_id": range(PEOPLE), "customer_id": IDS, "survey": "nps", "sent_at": "2026-10-02",
        "responded_at": "2026-10-03", "score": [number % 11 for number in range(PEOPLE)],
        "comment": [f"Call {name} at {mail}, we are leaving" for name, mail in zip(NAMES, ADDRESSES, strict=True)],
    }  # fmt: skip
    customers = {"customer_id": IDS, "name": NAMES, "owner": ADDRESSES}
    frames = {
        "subscriptions": pd.DataFrame(subscriptions), "customers": pd.DataFrame(customers),
        "survey_responses": pd.DataFrame(answers),
    }  # fmt: skip
    return cs.open(frames, as_of="2026-11-01", dimensions=["plan"], name="Umbrella")


def test_no_id_name_address_or_comment_is_in_the_edition_to_share():
    opened = company()
    period = opened.period("2026-10")
    card = opened.scorecard(period, family=["revenue", "satisfaction"])
    metrics = opened.metrics(period, family=["revenue", "satisfaction"])
    text = html.unescape(
        " ".join(str(part) for _, part in shared_parts(opened, period, card, metrics))
    )
    assert "basic" in text and "(a small group)" in text
    for secret in [*IDS, *NAMES, *ADDRESSES, "we are leaving"]:
        assert secret not in text
    # with ids the headline names one: so the search would have found it
    assert any(one in " ".join(opened.headline(period)) for one in IDS)
