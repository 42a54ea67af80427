"""Every metric by its name, and by each of its aliases: filled by ``@metric``, read by all."""

METRICS: dict = {}
ALIASES: dict = {}
