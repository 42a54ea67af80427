"""The sentences that open a page."""

from collections.abc import Sequence

from .markup import NO_MATH, Shown, safe_text


def headline(sentences: Sequence[str]) -> Shown:
    """The sentences of ``company.headline``, the first of them larger.

    >>> print(headline(["MRR is €100.", "Nothing changed beyond noise."]))
    MRR is €100.
    Nothing changed beyond noise.
    """
    items = "\n".join(f"<p>{safe_text(one)}</p>" for one in sentences)
    html = f'<section class="cs-headline {NO_MATH}" aria-label="Headline">\n{items}\n</section>'
    return Shown(html, "\n".join(sentences))
