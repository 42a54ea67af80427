"""Made-up exports in the shapes of known systems: to try the path before having one's own.

Nothing is drawn at random: the same rows come out each time, so that tests know the truth.
"""

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from ...errors import InputError, did_you_mean
from .demo_billing import chargebee, chartmogul, paddle, recurly, stripe
from .demo_contracts import Rows
from .demo_deals import hubspot, salesforce
from .demo_events import amplitude, ga4, mixpanel, posthog, segment
from .demo_orders import shopify, woocommerce
from .demo_surveys import delighted, qualtrics, surveymonkey, typeform
from .demo_tickets import freshdesk, helpscout, zendesk
from .demo_warehouse import intercom, stripe_api, stripe_tables, zendesk_tables

DEMOS: dict[str, Callable[[], Iterable[tuple[str, Rows]]]] = {
    "stripe": stripe, "recurly": recurly, "chargebee": chargebee, "chartmogul": chartmogul, "paddle": paddle,
    "zendesk": zendesk, "freshdesk": freshdesk, "helpscout": helpscout, "delighted": delighted, "qualtrics": qualtrics,
    "segment": segment, "amplitude": amplitude, "shopify": shopify, "woocommerce": woocommerce,
    "salesforce": salesforce, "hubspot": hubspot, "surveymonkey": surveymonkey, "typeform": typeform,
    "mixpanel": mixpanel, "posthog": posthog, "ga4": ga4, "intercom": intercom,
    "stripe_tables": stripe_tables, "stripe_api": stripe_api, "zendesk_tables": zendesk_tables,
}  # fmt: skip

# a recipe whose demo goes by its system's name: `recipes` lists these
BY_RECIPE = {
    "stripe_dashboard": "stripe", "zendesk_view": "zendesk", "intercom_tables": "intercom",
    "salesforce_opportunities": "salesforce", "salesforce_accounts": "salesforce",
    "hubspot_companies": "hubspot", "woocommerce_api": "woocommerce",
}  # fmt: skip


def write_demo(system: str, folder: Path) -> list[Path]:
    """Write a system's made-up export into a folder; raises InputError where a file is there."""
    system = BY_RECIPE.get(system, system)
    if system not in DEMOS:
        raise InputError(f'there is no demo "{system}": {did_you_mean(system, DEMOS)}')
    made = list(DEMOS[system]())
    for name, _ in made:
        if (folder / name).exists():
            raise InputError(f"{folder / name} is there already: name another folder with --out")
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in made:
        with (folder / name).open("w", newline="", encoding="utf-8") as file:
            if name.endswith(".json"):
                json.dump({"data": [nested(row) for row in rows]}, file)
                continue
            if name.endswith(".jsonl"):
                file.writelines(json.dumps(nested(row)) + "\n" for row in rows)
                continue
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return [folder / name for name, _ in made]


def nested(row: Mapping[str, object]) -> dict:
    """A row with dotted names as an object in objects; ``items``, or the ``data`` in it, is a list of one.

    >>> nested({"id": 1, "items.data.id": "a"})
    {'id': 1, 'items': {'data': [{'id': 'a'}]}}
    >>> nested({"id": 1, "items.price.id": "a", "source.type": "email"})
    {'id': 1, 'items': [{'price': {'id': 'a'}}], 'source': {'type': 'email'}}
    """
    made: dict = {}
    for name, value in row.items():
        *outer, last = name.split(".")
        place = made
        for part in outer:
            place = place.setdefault(part, {})
        place[last] = value
    if "items" in made:
        items = made["items"]
        made["items"] = {"data": [items["data"]]} if "data" in items else [items]
    return made
