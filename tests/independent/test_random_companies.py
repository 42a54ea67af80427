"""All families of companies drawn by a seed, worked out a second time in plain pandas."""

import pytest

import cs_toolkit as cs

from .figures import KINDS, by_key, differences
from .random_company import draw_company
from .tables import OCTOBER, Company
from .test_sample import FAMILIES


@pytest.mark.parametrize("seed", [11, 29])
def test_the_same_figures_as_in_plain_pandas(tmp_path, seed):
    file = draw_company(tmp_path / "drawn", seed)
    found = by_key(cs.open(file).metrics(OCTOBER.name, family=FAMILIES, by="plan"))
    by_hand = Company(folder=file.parent)
    figures = {kind: of(by_hand, OCTOBER) for kind, of in KINDS.items()}
    assert sum(map(len, figures.values())) > 800
    wrong = {kind: told for kind, one in figures.items() if (told := differences(one, found))}
    assert wrong == {}
