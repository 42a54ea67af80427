"""What to do now: the accounts to help first, the comments to answer."""

from ...calendar.periods import Period
from ...formatting.numbers import value_in_words
from ...language import gettext, ngettext
from ...language.numbers import number
from ...measures.company_data import CompanyData
from ..feedback.escalation import comments_to_answer
from ..health.changes import customer_list
from ..health.priorities import work_list
from ..health.scores import health_scores
from .sentence import TO_DO, Sentence
from .words import closed, listed

MOST_NAMED = 3
ACCOUNTS, COMMENTS = ("health", "retention"), ("feedback", "satisfaction")


def to_do(
    company: CompanyData, period: Period, values: dict[str, float], family: str | None
) -> Sentence | None:
    """One sentence of what to do; None where nothing in the data asks for it.

    ``values`` are the period's numbers by metric: they say whether there are scores and comments.
    """
    parts = []
    if family in (None, *ACCOUNTS) and values.get("customer_health_score", 0) > 0:
        parts.append(_accounts(company, period))
    if family in (None, *COMMENTS) and values.get("comments_to_answer", 0) > 0:
        parts.append(_comments(company, period))
    known = [part for part in parts if part]
    if not known:
        return None
    texts = ["; ".join(part[place] for part in known) for place in (0, 1)]
    return Sentence(TO_DO, *(closed(text[0].upper() + text[1:]) for text in texts))


def _accounts(company: CompanyData, period: Period) -> tuple[str, str] | None:
    scores = health_scores(company, [period.previous(), period])
    listing = work_list(customer_list(scores, period.name, period.previous().name), 10**9)
    if listing.empty:
        return None
    named = [
        f"{row['customer_id']} ({_health(row, company)})"
        for row in listing.head(MOST_NAMED).to_dict("records")
    ]
    count = len(listing)
    how_many = ngettext(
        "{count} account below good health", "{count} accounts below good health", count,
        count=number(count),
    )  # fmt: skip
    return (
        gettext(
            "help first {customers}, of {accounts}", customers=listed(named), accounts=how_many
        ),
        gettext("help the {accounts}, most at stake first", accounts=how_many),
    )


def _health(row: dict, company: CompanyData) -> str:
    score, paid = f"{row['score']:.0f}", row["monthly_revenue"]
    if not paid > 0:
        return gettext("health {score}", score=score)
    money = value_in_words(paid, "money", company.settings.currency)
    return gettext("health {score}, {money} a month", score=score, money=money)


def _comments(company: CompanyData, period: Period) -> tuple[str, str] | None:
    waiting = comments_to_answer(company, period)
    urgent = waiting[waiting["urgency"] >= company.settings.feedback.urgent_from]
    if urgent.empty:
        return None
    count = ngettext(
        "{count} urgent comment", "{count} urgent comments", len(urgent), count=number(len(urgent))
    )
    whose = [str(one) for one in urgent["customer_id"].dropna().unique()[:MOST_NAMED]]
    shared = gettext("answer {comments}", comments=count)
    if not whose:
        return shared, shared
    own = gettext("answer {comments}, first {customers}", comments=count, customers=listed(whose))
    return own, shared
