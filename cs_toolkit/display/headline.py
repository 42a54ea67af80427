"""The sentences that open a page."""

import re
from collections.abc import Sequence

from ..language import gettext
from .markup import NO_MATH, Shown, safe_text

# a sign, perhaps a currency, and digits
_AMOUNT = re.compile(
    r"(\(?[+−][^\d\s<>&]{0,4}\d[\d.,]*(?:\xa0?%|[kMbn]\b|\xa0[€$]|\xa0[A-Z]{3}\b)?\)?)"
)


def headline(sentences: Sequence[str]) -> Shown:
    """The sentences of ``company.headline``, the first of them larger.

    >>> print(headline(["MRR is €100.", "Nothing changed beyond noise."]))
    MRR is €100.
    Nothing changed beyond noise.
    """
    items = "\n".join(f"<p>{_unbroken(safe_text(one))}</p>" for one in sentences)
    html = f'<section class="cs-headline {NO_MATH}" aria-label="{gettext("Headline")}">\n{items}\n</section>'
    return Shown(html, "\n".join(sentences))


def _unbroken(html: str) -> str:
    """Amounts that no line ends within: a browser would break after the sign of +€22.87.

    >>> _unbroken("exchange rates +€22.87 (+1.2%)")
    'exchange rates <span class="cs-amount">+€22.87</span> <span class="cs-amount">(+1.2%)</span>'
    """
    return _AMOUNT.sub(r'<span class="cs-amount">\1</span>', html)
