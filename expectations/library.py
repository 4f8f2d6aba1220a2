"""Great Expectations itself: loaded late, quiet, and without calling home.

What belongs here: how the library is loaded and asked. What does not: what is expected (suites.py) and what follows
from an answer (validate.py). Importing it takes 4 to 8 seconds, so nothing imports it before a validation runs.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from types import ModuleType
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite
    from great_expectations.core.expectation_validation_result import ExpectationValidationResult
    from great_expectations.expectations.expectation import Expectation


@contextmanager
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def _without_spark() -> Iterator[None]:
    """Keep PySpark out of what is imported within: the library would load it where it is there, and needs none here.

    Its Spark Connect, without its own extras, ends a process whose main module has no file (`python -c`, a worker of
    pytest-xdist) by `sys.exit(0)`, taking it for one that runs doctests (pyspark 4.3, sql/connect/utils.py).
    """
    kept_out = [name for name in ("pyspark", "pyspark.sql.connect") if name not in sys.modules]
    sys.modules.update(dict.fromkeys(kept_out))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in kept_out:
            sys.modules.pop(name, None)


@cache
def load() -> ModuleType:
    """The library, its analytics off (it would send usage events to its maker's host)."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    with _quiet(), _without_spark():
        import great_expectations
        import great_expectations.expectations
    return great_expectations


def expectation_name(expectation_type: str, kwargs: dict[str, Any]) -> str:
    """`expect_…(columns)`, with the threshold where one is set: unique in its suite."""
    columns = kwargs.get("column_list") or [kwargs["column"]] if _COLUMN_ARGUMENTS & kwargs.keys() else []
    threshold = f"; mostly {kwargs['mostly']:g}" if kwargs.get("mostly", 1) != 1 else ""
    return f"{expectation_type}({', '.join(columns)}{threshold})"


def result_name(result: ExpectationValidationResult) -> str:
    """Name of the expectation that a result answers."""
    config = result.expectation_config
    if config is None:
        raise RuntimeError("found a result without its expectation; expected great-expectations 1.24 to give it")
    return expectation_name(config.type, config.kwargs)


def _name(expectation: Expectation) -> str:
    return expectation_name(expectation.configuration.type, expectation.configuration.kwargs)


class Library:
    """An ephemeral context: nothing is kept on disk, no progress bar is drawn."""

    def __init__(self) -> None:
        gx = load()
        with _quiet():
            self.context = gx.get_context(mode="ephemeral")
            self.context.variables.progress_bars = {"globally": False}
            self.runs = count(1)
            self.source = self.context.data_sources.add_pandas("lake")

    def run(self, suite: ExpectationSuite, frame: pl.DataFrame) -> list[ExpectationValidationResult]:
        """Validate a frame of scalar columns; the results' unexpected_index_list holds row numbers of the frame.

        Strict expectations are first asked for a yes or no, then the failed ones again, with those that have a
        threshold, for their rows: a complete answer costs twice a plain one (measured: 364 expectations over 40
        articles 3.8 s when all are complete, 1.9 s so), and most expectations are met. A strict one that is met has no
        counts in its result: they are nought.
        """
        wanted = _columns(suite)
        with _quiet():
            pandas = frame.select(c for c in frame.columns if c in wanted).to_pandas(use_pyarrow_extension_array=True)
            batch = (
                self.source.add_dataframe_asset(f"{suite.name} {next(self.runs)}")
                .add_batch_definition_whole_dataframe("day")
                .get_batch(batch_parameters={"dataframe": pandas})
            )
            strict = [e for e in suite.expectations if _is_strict(e)]
            answers = batch.validate(_part(suite, strict), result_format={"result_format": "BOOLEAN_ONLY"}).results
            met = [answer for answer in answers if answer.success]
            met_names = {result_name(answer) for answer in met}
            rest = [e for e in suite.expectations if _name(e) not in met_names]
            if not rest:
                return met
            form: dict[str, Any] = {
                "result_format": "COMPLETE",
                "partial_unexpected_count": 0,
                "return_unexpected_index_query": False,
            }
            return met + list(batch.validate(_part(suite, rest), result_format=form).results)


def _is_strict(expectation: Expectation) -> bool:
    """Must every row meet it? (Then met means that no row differs.)"""
    kwargs = expectation.configuration.kwargs
    return kwargs.get("mostly", 1) == 1 and bool(_COLUMN_ARGUMENTS & kwargs.keys())


def _part(suite: ExpectationSuite, expectations: list[Expectation]) -> ExpectationSuite:
    part: ExpectationSuite = load().ExpectationSuite(name=suite.name, expectations=expectations)
    return part


_COLUMN_ARGUMENTS = {"column", "column_list"}


def _columns(suite: ExpectationSuite) -> set[str]:
    names: set[str] = set()
    for expectation in suite.expectations:
        kwargs = expectation.configuration.kwargs
        names |= {kwargs["column"]} if "column" in kwargs else set()
        names |= set(kwargs.get("column_list", ()))
    return names
