"""Costs at scale follow from what was measured: the tables of docs/scale.md are those that benchmarks/scale.py reckons."""

from __future__ import annotations

import dataclasses

import pytest

from benchmarks.measured import measured
from benchmarks.scale import WORKS, Assumed, Costs, hours, tables
from pipelines.settings import PROJECT_DIR


@pytest.mark.parametrize("name", ["costs", "sizes", "hours", "money", "limits"])
def test_a_table_of_the_guide_is_the_one_that_is_reckoned(name):
    shown = (PROJECT_DIR / "docs" / "scale.md").read_text()
    assert tables(Costs.of(measured()), Assumed())[name] in shown, "python -m benchmarks.scale prints it"


def test_assumptions_are_named_in_the_guide():
    shown = (PROJECT_DIR / "docs" / "scale.md").read_text()
    for value in dataclasses.astuple(Assumed()):
        assert f"{value:g}" in shown


def test_costs_grow_with_records_and_cores_help_only_what_is_spread():
    costs, more = Costs.of(measured()), dataclasses.replace(Assumed(), cores=32)
    day, year = WORKS[1], WORKS[2]
    assert hours(costs, year, Assumed())["core hours"] > 100 * hours(costs, day, Assumed())["core hours"]
    assert hours(costs, day, more)["machine"] < hours(costs, day, Assumed())["machine"]
    assert hours(costs, day, more)["machine, one process"] == hours(costs, day, Assumed())["machine, one process"]


def test_more_nodes_help_no_further_than_the_guide_says():
    spent = hours(Costs.of(measured()), WORKS[2], Assumed())
    assert spent["machine, one process"] > 0.75 * spent["cluster"]
