"""The notebooks run on the sample, and what they tell is what the warehouse has."""

from __future__ import annotations

import importlib.util

import pytest
from blocks import PROJECT_DIR
from warehouses import query

NOTEBOOK = PROJECT_DIR / "docs" / "notebooks" / "one_war_many_numbers.py"
pytest.importorskip("marimo", reason="marimo is not installed: pip install 'dateline[notebook]'")


@pytest.fixture(scope="module")
def found(sample_warehouse):
    """Every name that the notebook's cells define, after a run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_DATA_DIR", str(sample_warehouse))
        spec = importlib.util.spec_from_file_location("notebook", NOTEBOOK)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        _, names = module.app.run()
    return names


def test_each_step_leaves_figures_out(sample_warehouse, found):
    ladder = found["ladder"]
    assert ladder["n_figures"].is_sorted(descending=True)
    assert ladder["n_figures"].n_unique() > 3
    ((n_all,),) = query(sample_warehouse, "select count(*) from marts.fct_casualty_claim where measure = 'killed'")
    ((n_counted,),) = query(
        sample_warehouse, "select count(*) from marts.fct_casualty_claim where measure = 'killed' and is_counted"
    )
    assert (ladder["n_figures"][0], ladder["n_figures"][-1]) == (n_all, n_counted)


def test_it_tells_of_disputes_sides_and_copies(sample_warehouse, found):
    assert 0.5 < found["share"] < 1
    assert (found["disputes"]["figure_highest"] > found["disputes"]["figure_lowest"]).all()
    assert found["sides"]["n_claims"].sum() == found["ladder"]["n_figures"][-1]
    ((n_reprints,),) = query(sample_warehouse, "select sum(n_articles - 1)::int from marts.fct_story")
    assert found["n_counted_twice"] == n_reprints
