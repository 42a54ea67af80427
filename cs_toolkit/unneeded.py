"""What a process of the kit's own never asks for, and so does not wait for."""

import sys

# jsonschema, on which nbformat stands, imports it to check addresses that no notebook has as such
# ("iri"); it builds 38 grammars, which takes longer than pandas, matplotlib and the engine together
GRAMMARS = "rfc3987_syntax"


def leave_out_grammars() -> None:
    """Let this process import nbformat without them; only a command or a process of ours may ask for it.

    A library that is used in somebody's own process changes nothing there.

    >>> import sys
    >>> before = sys.modules.get("rfc3987_syntax")
    >>> leave_out_grammars()
    >>> "rfc3987_syntax" in sys.modules
    True
    >>> _ = sys.modules.pop("rfc3987_syntax") if before is None else None
    """
    if GRAMMARS not in sys.modules:
        sys.modules[GRAMMARS] = None  # type: ignore[assignment]  # as Python marks what cannot be imported
