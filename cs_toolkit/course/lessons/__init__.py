"""The rows and the exercises of every lesson, by name and in their order."""

from . import (
    aht,
    ces,
    churn,
    clv,
    complement,
    cost,
    crc,
    csat,
    nrr,
    per,
    repeat,
    scale,
    sign,
    words,
)

LESSONS = {
    module.LESSON.name: module.LESSON
    for module in (
        nrr, churn, complement, words, clv, sign, scale, csat, ces, per, repeat, crc, aht, cost,
    )
}  # fmt: skip
