"""The rows and the exercises of every lesson, by name and in their order."""

from . import (
    aht,
    basics,
    ces,
    churn,
    clv,
    complement,
    cost,
    crc,
    csat,
    health,
    interval,
    nrr,
    own,
    per,
    repeat,
    scale,
    sign,
    story,
    table,
    words,
)

LESSONS = {
    module.LESSON.name: module.LESSON
    for module in (
        basics, interval, table,
        nrr, churn, complement, words, clv, sign, scale, csat, ces, per, repeat, crc, aht, cost,
        story, health, own,
    )
}  # fmt: skip
