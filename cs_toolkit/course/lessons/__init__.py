"""The rows and the exercises of every lesson, by name."""

from . import nrr

LESSONS = {module.LESSON.name: module.LESSON for module in (nrr,)}
