"""Before the first test: which texts the tables of each module hold, so that they are read together."""

from __future__ import annotations

import pytest
import reading


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    tables: dict[str, dict[str, None]] = {}
    for item in items:
        parameters = getattr(getattr(item, "callspec", None), "params", {})
        texts = tables.setdefault(item.path.name, {})
        texts.update((value, None) for value in parameters.values() if isinstance(value, str))
    for texts in tables.values():
        reading.expect(tuple(texts))
