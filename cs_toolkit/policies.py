"""The named rules: how each edge case is decided, and what else it could be.

A number that depends on a rule is printed with the rule. ``[policies]`` in the company file
changes one; ``POLICIES`` lists them all.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .errors import InputError, did_you_mean


@dataclass(frozen=True)
class Policy:
    """One edge case: the value in force, the default, the choices, and what each does."""

    name: str
    value: str | int | float
    default: str | int | float
    choices: Mapping[str, str]
    says: str
    families: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """What the value in force does."""
        return self.choices.get(str(self.value), self.says)


def _policy(name, default, says, families, **choices) -> Policy:
    return Policy(name, default, default, choices, says, families)


_MONEY = ("revenue", "retention")

POLICIES: dict[str, Policy] = {
    policy.name: policy
    for policy in (
        _policy(
            "within_period", "excluded",
            "customers who joined and left inside one period", _MONEY,
            excluded="are neither new nor churned; they are counted apart",
            included="are new and churned in that period",
        ),
        _policy(
            "paused", "excluded", "paused subscriptions", _MONEY,
            excluded="count as 0 MRR",
            counted="keep their MRR",
        ),
        _policy(
            "past_due", "counted", "subscriptions whose payment is overdue", _MONEY,
            counted="keep their MRR",
            excluded="count as 0 MRR",
        ),
        _policy(
            "discounts", "recurring", "which discounts reduce MRR", _MONEY,
            recurring="recurring ones do, and their expiry is expansion; one-off ones are ignored",
            forever="only discounts without an end do",
            all="every discount does",
            ignored="none does",
        ),
        _policy(
            "churn_lands", "end_of_service", "when a loss counts", _MONEY,
            end_of_service="on the first day without service",
            cancellation="on the day of the cancellation, if that is earlier",
        ),
        _policy(
            "net_mrr_churn", "churn_cohort", "what net MRR churn takes off", _MONEY,
            churn_cohort="expansion of customers active at the start",
            less_reactivation="expansion and reactivation",
        ),
        _policy(
            "answers", "all", "several answers of one customer in a period", ("satisfaction",),
            all="all count",
            last="the last one counts",
        ),
        _policy(
            "small_sample", 30, "a number on fewer than this many is marked as a small sample",
            ("revenue", "retention", "satisfaction"),
        ),
    )
}  # fmt: skip


def in_force(settings: Mapping[str, object]) -> dict[str, Policy]:
    """Every policy with the value that a company file gives it.

    >>> in_force({"paused": "counted"})["paused"].in_words
    'keep their MRR'
    >>> in_force({"pausd": "counted"})
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: [policies] has no "pausd": did you mean "paused"? Known: ...
    """
    policies = dict(POLICIES)
    for name, value in settings.items():
        if name not in policies:
            raise InputError(f'[policies] has no "{name}": {did_you_mean(name, policies)}')
        policy = policies[name]
        if policy.choices and value not in policy.choices:
            raise InputError(
                f'[policies] {name} = "{value}" is not a choice: '
                f"{did_you_mean(str(value), policy.choices)}"
            )
        if not policy.choices and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise InputError(f'[policies] {name} = "{value}" must be a number')
        policies[name] = Policy(
            name, value, policy.default, policy.choices, policy.says, policy.families
        )
    return policies
