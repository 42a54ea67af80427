"""Customer health: which signs, how they add up, what moved, whom to help, whether the score tells.

>>> import cs_toolkit as cs
>>> company = cs.open("data/sample/company.toml")          # doctest: +SKIP
>>> scores = cs.health.health_scores(company, company.history("2026-10"))   # doctest: +SKIP
"""
