"""Great Expectations itself: loaded late, quiet, and without calling home.

What belongs here: how the library is loaded and asked. What does not: what is expected (suites.py) and what follows
from an answer (validate.py). Importing it takes 4 to 8 seconds, so nothing imports it before a validation runs.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite
    from great_expectations.core.expectation_validation_result import ExpectationValidationResult


@contextmanager
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def load() -> ModuleType:
    """The library, its analytics off (it would send usage events to its maker's host)."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    with _quiet():
        import great_expectations
        import great_expectations.expectations
    return great_expectations


class Library:
    """An ephemeral context: nothing is kept on disk, no progress bar is drawn."""

    def __init__(self) -> None:
        gx = load()
        with _quiet():
            self.context = gx.get_context(mode="ephemeral")
            self.context.variables.progress_bars = {"globally": False}
            self.source = self.context.data_sources.add_pandas("lake")

    def run(self, suite: ExpectationSuite, frame: pl.DataFrame) -> list[ExpectationValidationResult]:
        """Validate a frame of scalar columns; the results' unexpected_index_list holds row numbers of the frame.

        Only the columns that the suite names are handed over. One list-typed column would make each expectation 15 to
        20 times slower (measured).
        """
        wanted = _columns(suite)
        with _quiet():
            pandas = frame.select(c for c in frame.columns if c in wanted).to_pandas(use_pyarrow_extension_array=True)
            asset = self.source.add_dataframe_asset(suite.name)
            batch = asset.add_batch_definition_whole_dataframe("day").get_batch(batch_parameters={"dataframe": pandas})
            form: dict[str, Any] = {
                "result_format": "COMPLETE",
                "partial_unexpected_count": 0,
                "return_unexpected_index_query": False,
            }
            return list(batch.validate(suite, result_format=form).results)


def _columns(suite: ExpectationSuite) -> set[str]:
    names: set[str] = set()
    for expectation in suite.expectations:
        kwargs = expectation.configuration.kwargs
        names |= {kwargs[k] for k in ("column", "column_A", "column_B") if k in kwargs}
        names |= set(kwargs.get("column_list", ()))
    return names
