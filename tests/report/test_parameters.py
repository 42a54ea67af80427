from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from cs_toolkit.report.parameters import declared_parameters, refused, without_lessons


def notebook(source, tag="parameters"):
    return new_notebook(cells=[new_code_cell(source, metadata={"tags": [tag]})])


def test_every_way_to_declare_a_parameter_is_seen():
    source = 'data = "x"\nperiod: str | None = "last"  # a = b\na, b = 1, 2\nresults: int = None'
    assert declared_parameters(notebook(source)) == ["data", "period", "a", "b", "results"]


def test_a_misspelt_parameter_is_refused_with_the_likely_name():
    failure = refused(notebook('perod = "last"'), {"period": "2026-10"})
    assert "does not set “period”" in failure.says
    assert 'did you mean "perod"' in failure.says


def test_a_notebook_without_a_parameters_cell_is_refused():
    failure = refused(notebook('period = "last"', tag="other"), {"period": "2026-10"})
    assert "no cell tagged “parameters”" in failure.says


def test_a_parameters_cell_that_is_not_python_is_refused():
    assert "not valid Python" in refused(notebook("period = = 1"), {"period": "2026-10"}).says


def test_a_notebook_that_declares_all_is_taken():
    assert refused(notebook('period = "last"'), {"period": "2026-10"}) is None


def test_lessons_and_empty_cells_are_left_out_and_the_notebook_stays_as_it_was():
    given = new_notebook(
        cells=[
            new_markdown_cell("# Title"),
            new_markdown_cell("for the class", metadata={"tags": ["lesson"]}),
            new_code_cell("1 / 0", metadata={"tags": ["lesson", "wide"]}),
            new_code_cell("  \n"),
            new_code_cell("1"),
        ]
    )
    assert [cell.source for cell in without_lessons(given).cells] == ["# Title", "1"]
    assert len(given.cells) == 5
