"""Fixtures of the warehouse's tests: dbt over the sample corpus."""

from __future__ import annotations

from pathlib import Path

import pytest
from dbt_runs import Warehouse, copy_of


@pytest.fixture(scope="session")
def warehouse(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The sample warehouse, parsed; tests that use it leave its tables as they are."""
    copied = copy_of(sample_warehouse, tmp_path_factory.mktemp("dbt") / "data")
    said = copied.dbt("parse")
    assert said.code == 0, "\n".join(said.lines)
    assert not said.complaints, "\n".join(said.complaints)
    return copied
