"""Whether the numbers close: each identity, how often it was checked, and where it does not hold."""

import pandas as pd

from ..language import gettext, translated
from ..language.numbers import marked, number
from .markup import Shown
from .not_available import not_available
from .templating import rendered

SHOWN = 20


def reconciliation(identities: pd.DataFrame) -> Shown:
    """The rows of ``company.reconcile``: one line for each identity, and where it breaks, in red."""
    if identities.empty:
        return not_available("Nothing to reconcile: no table that an identity speaks of is there.")
    groups = identities.groupby("identity", sort=False)
    lines = [
        {"identity": translated(name), "checked": len(rows), "broken": int((~rows["holds"]).sum()),
         "largest": _amount(rows["difference"].abs().max())}
        for name, rows in groups
    ]  # fmt: skip
    broken = identities[~identities["holds"]]
    values = {"checked": len(identities), "broken": len(broken), "identities": len(lines)}
    sentence = (
        gettext(
            "{broken} of {checks} checks do not close.",
            broken=number(len(broken)),
            checks=number(len(identities)),
        )
        if len(broken)
        else gettext(
            "All {checks} checks of {identities} identities close exactly.",
            checks=number(len(identities)),
            identities=len(lines),
        )
    )
    places = [
        row
        | {
            "identity": translated(row["identity"]),
            "difference": _amount(row["difference"]),
            "segment": row["segment"] or gettext("(all)"),
        }
        for row in broken.head(SHOWN).to_dict("records")
    ]
    html = rendered(
        "reconciliation", sentence=sentence, lines=lines, places=places,
        left_out=len(broken) - len(places), **values,
    )  # fmt: skip
    plain = [sentence]
    plain += [f"{one['identity']}: {one['broken']} of {one['checked']} broken" for one in lines]
    plain += [
        f"BROKEN {one['identity']}: {one['period']}, {one['dimension']} {one['segment']}, "
        f"by {one['difference']}"
        for one in places
    ]
    return Shown(html, "\n".join(plain))


def _amount(value: float) -> str:
    return marked(f"{value:,.6f}".rstrip("0").rstrip("."))
