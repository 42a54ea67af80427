"""The secrets that this process knows: none of them may be written into a report."""

import re
from collections.abc import Iterable, Mapping

from ..sources.address import password_of

# how variables that hold a secret are named: PGPASSWORD, MYSQL_PWD, AWS_SECRET_ACCESS_KEY, API_TOKEN
_SECRET_NAME = re.compile(
    r"PASSWORD|PASSWD|PASSPHRASE|(^|_)PWD$|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIAL",
    re.IGNORECASE,
)
# a shorter one would blank out words and numbers all over a page
SHORTEST = 4


def is_secret(name: str) -> bool:
    """Whether a variable of the environment is named like one that holds a secret.

    >>> [name for name in ("PGPASSWORD", "HOME", "PWD", "MYSQL_PWD", "GITHUB_TOKEN") if is_secret(name)]
    ['PGPASSWORD', 'MYSQL_PWD', 'GITHUB_TOKEN']
    """
    return name != "PWD" and _SECRET_NAME.search(name) is not None


def known_secrets(environment: Mapping[str, str], addresses: Iterable[str] = ()) -> set[str]:
    """The values of secret variables and the passwords of addresses, as they may be printed.

    >>> sorted(known_secrets({"PGPASSWORD": "hush-hush", "HOME": "/root"}, ["postgresql://me:a%20b1@host/crm"]))
    ['a b1', 'a%20b1', 'hush-hush']
    """
    named = {value for name, value in environment.items() if is_secret(name)}
    written = {word for address in addresses for word in password_of(address)}
    return {word for word in (*named, *written) if len(word) >= SHORTEST}


def without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for a process that needs none of its secrets.

    >>> without_secrets({"PGPASSWORD": "hush-hush", "HOME": "/root"})
    {'HOME': '/root'}
    """
    return {name: value for name, value in environment.items() if not is_secret(name)}
