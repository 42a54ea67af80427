"""LaTeX to MathML, which a browser shows without a script and without the net."""

from xml.etree import ElementTree

from .markup import safe_text

_MATHML = "http://www.w3.org/1998/Math/MathML"
# What the converter makes; anything else came through it unread.
_ELEMENTS = {
    "math", "menclose", "mfenced", "mfrac", "mi", "mn", "mo", "mover", "mpadded", "mphantom",
    "mroot", "mrow", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd",
    "mtext", "mtr", "munder", "munderover",
}  # fmt: skip


class FormulaError(ValueError):
    """A piece of LaTeX that cannot be shown as a formula."""


def mathml(latex: str, *, block: bool = True) -> str:
    r"""A formula as MathML, which a screen reader reads by itself.

    >>> mathml(r"\frac{a}{b}", block=False)
    '<math displaystyle="true"><mrow><mfrac><mrow><mi>a</mi></mrow>...'
    >>> mathml(r"\frack{a}{b}")
    Traceback (most recent call last):
        ...
    cs_toolkit.display.formula.FormulaError: \frack is not a known command in \frack{a}{b}
    """
    from latex2mathml.converter import convert

    latex = latex.strip()
    try:
        root = ElementTree.fromstring(convert(latex, display="block" if block else "inline"))
    except Exception as error:  # the converter raises whatever it stumbles over
        raise FormulaError(f"{latex} cannot be read: {error}") from error
    for element in root.iter():
        element.tag = element.tag.removeprefix(
            f"{{{_MATHML}}}"
        )  # a page of HTML needs no namespace
        if element.tag not in _ELEMENTS:
            raise FormulaError(f"{latex} holds markup of its own")
        written = element.text or ""
        if written.startswith("\\") and len(written) > 1:
            raise FormulaError(f"{element.text} is not a known command in {latex}")
    if not block:
        del root.attrib["display"]  # inline is what a formula is
    root.set("displaystyle", "true")  # a fraction within a sentence keeps its size
    return ElementTree.tostring(root, encoding="unicode")


def formula_markup(latex: str, *, block: bool = True) -> str:
    """A formula as MathML; as the LaTeX that somebody wrote where it cannot be converted."""
    try:
        return mathml(latex, block=block)
    except FormulaError:
        return f"<code>{safe_text(latex)}</code>"
