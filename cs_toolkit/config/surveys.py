"""What is known of each survey: its kind, its scale, and which answers count as good.

A scale is declared, never guessed from the answers: whatever lies outside it is set aside and
counted. The top box of a scale follows one table, and the box is named beside the number.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ..errors import InputError, did_you_mean

KINDS = ("nps", "csat", "ces")
USUAL_SCALES = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}
# The lowest answer that counts as satisfied: the conventions that survey tools publish.
TOP_BOX_FROM: dict[tuple[float, float], int] = {
    (0, 1): 1, (1, 2): 2, (1, 3): 3, (1, 4): 3, (1, 5): 4, (1, 6): 5, (1, 7): 6,
    (0, 10): 8, (1, 10): 8,
}  # fmt: skip
LOW_EFFORT_FROM: dict[tuple[float, float], int] = {(1, 5): 4, (1, 7): 5}
USUAL_BORDERS: dict[str, dict[tuple[float, float], int]] = {
    "nps": {(0, 10): 9, (1, 10): 9}, "csat": TOP_BOX_FROM, "ces": LOW_EFFORT_FROM,
}  # fmt: skip
SETTINGS = ("kind", "scale", "top_box", "direction", "positive")


@dataclass(frozen=True)
class Survey:
    """One survey of the company: ``kind`` is nps, csat or ces, ``scale`` its lowest and highest answer.

    ``high_is_good`` is False for an effort question on which a low answer is good. The borders are
    the last answers that count on the way from good to bad: 4 for satisfied on 1–5, and 2 for
    little effort on a scale of 1–5 that is the other way round.
    """

    name: str
    kind: str
    lowest: int
    highest: int
    high_is_good: bool
    top_box_from: int
    positive_from: int | None = None

    @property
    def box(self) -> str:
        """The answers that count as good, named: "4–5 of 1–5"."""
        ends = (self.top_box_from, self.highest)
        low, high = ends if self.high_is_good else (self.lowest, self.top_box_from)
        return f"{low}–{high} of {self.lowest}–{self.highest}"


def usual_survey(name: str, kind: str) -> Survey:
    """A survey of a known kind on that kind's usual scale.

    >>> usual_survey("nps", "nps").box
    '9–10 of 0–10'
    """
    return _survey(name, {"kind": kind})


def declared_surveys(settings: Mapping[str, Mapping]) -> dict[str, Survey]:
    """The surveys that a company file declares under ``[surveys.NAME]``, and the three usual ones.

    >>> declared_surveys({"nps": {"scale": [1, 10]}})["nps"].lowest
    1
    >>> declared_surveys({"visit": {"kind": "csat"}})["visit"].box
    '4–5 of 1–5'
    >>> declared_surveys({"ces": {"direction": "low_is_good"}})["ces"].box
    '1–3 of 1–7'

    Names are matched without case, so that [surveys.NPS] is the survey "nps" of the data.
    """
    folded: dict[str, str] = {}
    for name in settings:
        if name.lower() in folded:
            raise InputError(
                f"[surveys.{folded[name.lower()]}] and [surveys.{name}] are one survey, as names are "
                "matched without case: keep one of them"
            )
        folded[name.lower()] = name
    surveys = {kind: usual_survey(kind, kind) for kind in KINDS if kind not in folded}
    return surveys | {name: _survey(name, given) for name, given in settings.items()}


def _survey(name: str, given: Mapping) -> Survey:
    where = f"[surveys.{name}]"
    if not isinstance(given, Mapping):
        raise InputError(f"{where} must be a section with kind and scale, not {given!r}")
    for key in given:
        if key not in SETTINGS:
            raise InputError(f'{where} has no "{key}": {did_you_mean(key, SETTINGS)}')
    kind = given.get("kind", name.lower())
    if kind not in KINDS:
        raise InputError(f'{where} needs kind = one of nps, csat, ces; it says "{kind}"')
    scale = given.get("scale", USUAL_SCALES[kind])
    try:
        lowest, highest = scale
    except (TypeError, ValueError):
        lowest = highest = None
    if not (type(lowest) is type(highest) is int):
        raise InputError(
            f"{where} scale must be two whole numbers such as [1, 10]; yes or no is [0, 1]"
        )
    if lowest >= highest:
        raise InputError(f"{where} scale [{lowest}, {highest}] must rise")
    if kind == "nps" and (lowest, highest) not in ((0, 10), (1, 10)):
        raise InputError(
            f"{where} scale [{lowest}, {highest}]: the net promoter question is asked on "
            "[0, 10] or [1, 10]; for another scale use kind = \"csat\""
        )  # fmt: skip
    direction = given.get("direction", "high_is_good")
    if direction not in ("high_is_good", "low_is_good"):
        raise InputError(f'{where} direction is "high_is_good" or "low_is_good"')
    if kind == "nps" and direction == "low_is_good":
        raise InputError(f"{where} direction: a net promoter question is good where it is high")
    positive = given.get("positive")
    return Survey(
        name, kind, lowest, highest, direction == "high_is_good",
        _top_box_from(where, kind, (lowest, highest), direction, given.get("top_box")),
        None if positive is None else _on_scale(where, "positive", positive, lowest, highest),
    )  # fmt: skip


def _top_box_from(
    where: str, kind: str, scale: tuple[int, int], direction: str, declared: object
) -> int:
    if declared is not None:
        return _on_scale(where, "top_box", declared, *scale)
    usual = USUAL_BORDERS[kind]
    if scale not in usual:
        raise InputError(
            f"{where} scale {list(scale)} has no usual top box: "
            f"declare the lowest answer that counts as good, for example top_box = {scale[1] - 1}"
        )
    return usual[scale] if direction == "high_is_good" else sum(scale) - usual[scale]


def _on_scale(where: str, key: str, value: object, lowest: int, highest: int) -> int:
    if not isinstance(value, int) or not lowest <= value <= highest:
        raise InputError(f"{where} {key} = {value} must lie on the scale {lowest} to {highest}")
    return value
