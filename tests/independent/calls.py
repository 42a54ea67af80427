"""Handle time, waits and abandonment of calls, from the words of the rules."""

import pandas as pd

from .tables import Company, Figures, Span, each_plan, per


def call_figures(company: Company, span: Span) -> Figures:
    calls = company.calls
    calls = calls[span.holds(calls["offered_at"]) & (calls["outcome"] != "test")]
    return each_plan(company.by_plan(calls), _of_calls)


def _of_calls(calls: pd.DataFrame) -> dict:
    answered = calls[calls["outcome"] == "answered"]
    handled = answered[answered["talk_seconds"].notna()]
    lost = calls[calls["outcome"] == "abandoned"]
    short = (lost["wait_seconds"] < 5).sum()
    queued = calls[calls["wait_seconds"] > 0]
    service = answered[["talk_seconds", "hold_seconds", "wrap_seconds"]].sum().sum()
    handling = handled[["talk_seconds", "hold_seconds", "wrap_seconds"]].sum().sum()
    in_time = (answered["wait_seconds"] <= 20).sum()
    return {
        ("offered_calls", "measure"): len(calls),
        ("answered_calls", "measure"): len(answered),
        ("handled_calls", "measure"): len(handled),
        ("abandoned_calls", "measure"): len(lost),
        ("short_abandons", "measure"): short,
        ("average_handle_time", "default"): per(handling, len(handled)),
        ("average_handle_time", "service_time"): per(service, len(answered)),
        ("average_wait_time", "default"): per(answered["wait_seconds"].sum(), len(answered)),
        ("average_wait_time", "completed"): per(calls["wait_seconds"].sum(), len(answered)),
        ("average_wait_time", "all_calls"): per(calls["wait_seconds"].sum(), len(calls)),
        ("average_wait_time", "service_level"): per(in_time, len(calls)),
        ("abandonment_rate", "default"): per(len(lost) - short, len(calls) - short),
        ("abandonment_rate", "all"): per(len(lost), len(calls)),
        ("abandonment_rate", "queued"): per((queued["outcome"] == "abandoned").sum(), len(queued)),
    }
