"""Costs at scale follow from what was measured: the tables of docs/scale.md are those that benchmarks/scale.py reckons."""

from __future__ import annotations

import dataclasses
import math

import pytest

from benchmarks.measured import measured
from benchmarks.plot import HEIGHT, LABEL, PICTURE, labels, picture
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


def test_the_picture_is_drawn_of_what_was_measured():
    assert PICTURE.read_text() == picture(), "run `python -m benchmarks.plot`"


def test_labels_keep_their_distance():
    points = [
        {"stage": stage, "records": 10, "seconds": seconds} for stage, seconds in (("a", 9.0), ("b", 9.1), ("c", 50.0))
    ]
    found = labels(points, lowest=0.1, highest=100)
    placed = [HEIGHT * math.log10(label["y"] / 0.1) / 3 for label in found]
    assert [label["text"] for label in found] == ["a 9 s", "b 9 s", "c 50 s"]
    assert placed[1] - placed[0] == pytest.approx(LABEL)
    assert placed[2] == pytest.approx(HEIGHT * math.log10(500) / 3)
