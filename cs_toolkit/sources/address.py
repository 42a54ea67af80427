"""A database's address, and what of it may be written down: never its password."""

import re
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import NamedTuple, NoReturn
from urllib.parse import parse_qsl, unquote, urlencode

from ..dialects import dialect_of_word
from ..errors import InputError

# where the drivers of databases let an address's options hold a password
SECRET_OPTIONS = (
    "password", "passwd", "pwd", "sslpassword", "odbc_connect", "token", "access_token", "passcode",
    "private_key_passphrase", "credentials_base64", "secret_access_key",
)  # fmt: skip
LIKE_A_SIGNATURE = 8  # letters of an option of a web address that may be one
WEB_SCHEMES = ("https", "http")
STORE_SCHEMES = ("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss")
# whose files are fetched
REMOTE_SCHEMES = (*WEB_SCHEMES, *STORE_SCHEMES)
REMOTE_FORMS = (
    "https://host/folder/ (or one file there)",
    "s3://bucket/folder/ (gs://, az:// too)",
)
_SERVER = re.compile(r"^[\w+.-]+://[^/]")
_LIKE_AN_ADDRESS = re.compile(r"[\w+.-]{2,}:[^@]*@")
# scheme://user:password@host/database?options; a password may hold any sign but @
_ADDRESS = re.compile(
    r"(?P<scheme>[\w+.-]+)://"
    r"(?:(?P<user>[^:/?@]*)(?::(?P<password>[^@]*))?@)?"
    r"(?P<host>[^/?]*)(?P<path>/[^?]*)?(?:\?(?P<options>.*))?",
    re.DOTALL,
)


class Address(NamedTuple):
    """The parts of an address; the password is not one of them."""

    scheme: str
    user: str
    host: str
    path: str
    options: tuple[tuple[str, str], ...]

    @property
    def kind(self) -> str:
        """The kind of database, without its driver: "postgresql" of "postgresql+psycopg"."""
        return self.scheme.partition("+")[0].lower()

    @property
    def database(self) -> str:
        """The name of the database; empty where the address names none."""
        return unquote(self.path[1:])


def without_password(source: str) -> str:
    """A source as it may be written down: a database's address bears no password.

    >>> without_password("company.duckdb")
    'company.duckdb'
    >>> without_password("postgresql://reader:hush@host/crm?password=hush&connect_timeout=3")
    'postgresql://reader@host/crm?connect_timeout=3'
    >>> without_password("https://host/orders.csv?signature=hush")
    'https://host/orders.csv'
    """
    if "://" not in source:
        return source
    address = read_address(source)
    user = f"{address.user}@" if address.user else ""
    # an address of the web may be signed by any of its options
    shown = () if address.kind in WEB_SCHEMES else address.options
    options = f"?{urlencode(shown)}" if shown else ""
    return f"{address.scheme}://{user}{address.host}{address.path}{options}"


def password_of(source: str) -> tuple[str, ...]:
    """The passwords in an address as it is written, and as they are meant: for hiding them.

    >>> password_of("postgresql://me:a%20b@host/crm?sslpassword=x%2By"), password_of("company.duckdb")
    (('a%20b', 'a b', 'x%2By', 'x+y'), ())
    """
    found = _ADDRESS.fullmatch(source.strip())
    if found is None:
        return ()
    options = (option.partition("=") for option in (found["options"] or "").split("&"))
    web = found["scheme"].lower() in WEB_SCHEMES
    secret = [
        found["password"],
        *(
            word
            for name, _, word in options
            if name in SECRET_OPTIONS or (web and len(word) >= LIKE_A_SIGNATURE)
        ),
    ]
    return tuple(form for word in secret if word for form in dict.fromkeys((word, unquote(word))))


def database_of(source: str) -> str:
    """What to call the database of an address: neither its user nor its password.

    >>> database_of("postgresql://reader:hush@host/crm"), database_of("postgresql://reader:hush@host")
    ('crm', 'postgresql')
    """
    address = read_address(source)
    return PurePath(address.database).name or address.kind


def is_address(source: object) -> bool:
    """Whether a source is named by an address, or by an engine's word, and is no path.

    >>> [is_address(one) for one in ("postgresql://host/crm", "spark", "data/spark", "crm.duckdb")]
    [True, True, False, False]
    """
    text = str(source) if isinstance(source, str | Path) else ""
    return "://" in text or dialect_of_word(text) is not None


def refuse_unknown_scheme(scheme: str, forms: Iterable[str]) -> NoReturn:
    """Raises for an address of a kind of database that is not read, by its name; ``forms`` are read."""
    raise InputError(
        f"{scheme.partition('+')[0].lower()}:// is not read: a source is {', '.join(forms)}, a DuckDB "
        "file, or a folder of CSV, Parquet or Excel files: export the tables of another database as "
        "such files"
    )


def refuse_two_at_signs(url: str) -> None:
    """A password with an @ in it would be read as part of the host, and be shown as such."""
    if _SERVER.match(url) and url.count("@") > 1:
        raise InputError(
            "the database address has more than one @: write %40 for one that belongs to the "
            "user, the password or an option"
        )


def refuse_to_fetch(source: object) -> None:
    """Raises for an address of files, where a company file alone names it and nobody else."""
    if isinstance(source, str) and "://" in source and read_address(source).kind in REMOTE_SCHEMES:
        shown = without_password(source)
        raise InputError(
            f"the company file names {shown} as its source: files are fetched only from an address "
            f"that you give yourself, so add --source {shown} (in Python source=)"
        )


def refuse_misspelt_address(given: str) -> None:
    """What is meant as an address and is none may hold a password: it is not shown."""
    if _LIKE_AN_ADDRESS.search(given):
        raise InputError(
            "a database's address is written postgresql://user@host/name: what was given has no ://"
        )


def read_address(source: str) -> Address:
    """The parts of a database's address, without its password; raises where it cannot be read."""
    found = _ADDRESS.fullmatch(source.strip())
    if found is None or "@" in (found["host"] or "") or "@" in (found["path"] or ""):
        # what cannot be read may hold a password anywhere: it is not shown
        raise InputError(
            "the database address cannot be read: write it as postgresql://user@host/name"
        )
    options = parse_qsl(found["options"] or "", keep_blank_values=True)
    return Address(
        found["scheme"],
        found["user"] or "",
        found["host"],
        found["path"] or "",
        tuple((name, value) for name, value in options if name.lower() not in SECRET_OPTIONS),
    )
