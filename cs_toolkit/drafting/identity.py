"""What ``init`` writes where several systems lie side by side: how their ids are matched."""

from collections.abc import Iterable

from .recipes import Section

# the tables whose rows other systems bring, with ids of their own
_OTHERS = ("tickets", "survey_responses", "orders", "usage_events", "feedback", "calls")
EMAIL = """\
# Several systems, each with ids of its own: a row belongs to the customer whose e-mail it has.
# "email_domain" also takes the domain of an e-mail that one customer alone has (never gmail.com and
# the like); table customer_ids (id, customer_id) says it id by id. cs-toolkit check counts who matched.
[identity]
match = "email"
"""
BY_HAND = """\
# Several systems, each with ids of its own, and no table of customers with their e-mail: to make one
# customer of them, map customers with email and write [identity] match = "email", or give a table
# customer_ids (id, customer_id). Until then each id counts as a customer of its own.
"""


def identity_text(sections: Iterable[Section]) -> str:
    """The section on identity; nothing where all rows come from one system."""
    sections = list(sections)
    with_mail = {
        one.recipe.system for one in sections if one.table == "customers" and "email" in one.columns
    }
    systems = {one.recipe.system for one in sections}
    others = {one.recipe.system for one in sections if one.table in _OTHERS}
    if len(systems) < 2 or not others:
        return ""
    if with_mail and others - with_mail:
        return EMAIL
    return "" if with_mail else BY_HAND


def one_system_of_customers(sections: Iterable[Section]) -> tuple[list[Section], list[str]]:
    """The sections with the customers of one system alone, and a comment for each other one.

    The customers are those of the system that bills them: its ids are what all others are matched with.
    """
    sections = list(sections)
    bills = {one.recipe.name for one in sections if one.table in ("subscriptions", "orders")}
    ours = [one for one in sections if one.table == "customers"]
    if len({one.recipe.name for one in ours}) < 2:
        return sections, []
    lead = next((one for one in ours if one.recipe.name in bills), ours[0]).recipe
    left = [one for one in ours if one.recipe is not lead]
    comments = [
        f"# {', '.join(one.files)}: customers of {one.recipe.system} are not read beside those of {lead.system}, "
        "which would count each customer twice\n"
        for one in left
    ]
    return [one for one in sections if one not in left], comments
