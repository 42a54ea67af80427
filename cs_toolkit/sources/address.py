"""A database's address, and what of it may be written down: never its password."""

import re
from pathlib import PurePath

from ..errors import InputError

# where the drivers of databases let an address's options hold a password
SECRET_OPTIONS = ("password", "passwd", "pwd", "sslpassword", "odbc_connect")
_SERVER = re.compile(r"^[\w+.-]+://[^/]")
_LIKE_AN_ADDRESS = re.compile(r"[\w+.-]{2,}:[^@]*@")


def without_password(source: str) -> str:
    """A source as it may be written down: a database's address bears no password.

    >>> without_password("company.duckdb")
    'company.duckdb'
    """
    if "://" not in source:
        return source
    address = _read(source)
    query = {
        name: value for name, value in address.query.items() if name.lower() not in SECRET_OPTIONS
    }
    return address._replace(password=None, query=query).render_as_string()


def database_of(source: str) -> str:
    """What to call the database of an address: neither its user nor its password.

    >>> database_of("postgresql://reader:hush@host/crm"), database_of("postgresql://reader:hush@host")
    ('crm', 'postgresql')
    """
    address = _read(source)
    return PurePath(address.database or "").name or address.get_backend_name()


def refuse_two_at_signs(url: str) -> None:
    """A password with an @ in it would be read as part of the host, and be shown as such."""
    if _SERVER.match(url) and url.count("@") > 1:
        raise InputError(
            "the database address has more than one @: write %40 for one that belongs to the "
            "user, the password or an option"
        )


def refuse_misspelt_address(given: str) -> None:
    """What is meant as an address and is none may hold a password: it is not shown."""
    if _LIKE_AN_ADDRESS.search(given):
        raise InputError(
            "a database's address is written postgresql://user@host/name: what was given has no ://"
        )


def _read(source: str):
    import sqlalchemy

    return sqlalchemy.make_url(source)
