"""The documentation as a site: ``make docs`` writes it into docs/_site."""

import cs_toolkit

project = "cs_toolkit"
author = "the cs_toolkit authors"
copyright = author
version = release = cs_toolkit.__version__

# The pages link to one another as they lie in the repository, so its root is where they are read.
root_doc = "docs/index"
include_patterns = [
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "benchmarks/*.md",
    "course/README.md",
    "course/lessons/*.md",
    "docs/*.md",
    "docs/recipes/*.md",
]
exclude_patterns = ["benchmarks/speed_notes.md"]  # a part of RESULTS.md
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_heading_anchors = 3
myst_enable_extensions = ["dollarmath"]
html_theme = "furo"
html_title = "cs_toolkit"
autodoc_member_order = "bysource"
autodoc_typehints = "description"
