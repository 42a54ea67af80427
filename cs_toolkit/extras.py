"""What is not installed with the core: which extra has a module, in a sentence."""

EXTRA_OF = {
    **dict.fromkeys(
        ("matplotlib", "seaborn", "PIL", "cycler", "jinja2", "markupsafe", "latex2mathml", "pygments",
         "nbformat", "nbconvert", "nbclient", "nh3", "papermill", "ipykernel", "IPython",
         "jupyter_client", "traitlets"), "report",
    ),
    **dict.fromkeys(("jupyterlab", "jupyter_server", "ipywidgets", "itables"), "lab"),
    "nbgrader": "course",
}  # fmt: skip


def how_to_install(error: ModuleNotFoundError) -> str | None:
    """The sentence for a module of an extra that is not installed; None for any other module.

    >>> how_to_install(ModuleNotFoundError("No module named 'papermill'", name="papermill.cli"))
    'this needs papermill, which an extra installs: pip install "cs_toolkit[report]"'
    >>> how_to_install(ModuleNotFoundError("No module named 'mine'", name="mine")) is None
    True
    """
    module = (error.name or "").partition(".")[0]
    extra = EXTRA_OF.get(module)
    if extra is None:
        return None
    return f'this needs {module}, which an extra installs: pip install "cs_toolkit[{extra}]"'
