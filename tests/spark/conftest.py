"""Without Java or PySpark there is no Spark to test: its tests say so, and are left out. `make test-spark` wants both."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def spark_is_there() -> None:
    from pipelines.engines import EngineMissingError
    from pipelines.engines.spark_session import expect_spark

    try:
        expect_spark()
    except EngineMissingError as error:
        pytest.skip(str(error))
