"""One expectation's answers over the slices of a table, added up to one.

What belongs here: adding, and what the sum says of a threshold. What does not: what follows from it (validate.py).

Great Expectations answers for one slice (library.py): whether it is met, how many rows are not, and which. A threshold
is one of the whole table, so that success is told from the sums, by its own rule: of the rows that are asked (NULL is
not, except where NULL is what is asked for) the share that meets it is at least `mostly`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import polars as pl

from pipelines.schemas import Table

if TYPE_CHECKING:
    from great_expectations.core.expectation_validation_result import ExpectationValidationResult

N_SAMPLES = 3
_SAMPLE_CHARACTERS = 160
_ERROR_CHARACTERS = 200


@dataclass
class Tally:
    """Sums of one expectation on one table. `kwargs` and `meta` are the expectation's own (suites.py)."""

    table: Table
    expectation: str
    kwargs: dict[str, Any]
    meta: dict[str, Any]
    n_rows: int = 0
    n_asked: int = 0
    n_unexpected: int = 0
    rows: list[tuple[int, int]] = field(default_factory=list)
    """Rows that do not meet it and were named: number of the slice, number of the row in the ordered slice."""
    samples: list[dict[str, Any]] = field(default_factory=list)
    error: str | None = None
    """Why it could not be evaluated: a check that fails open is none."""
    observed_value: int | None = None
    """Of an expectation on the table as a whole (its number of rows)."""

    def add(self, slice_number: int, result: ExpectationValidationResult, ruled: pl.DataFrame) -> None:
        """Add the answer for a slice. `ruled`: its rows in their order, with the columns of the rules."""
        found = result.result
        self.n_rows += ruled.height
        if "observed_value" in found:
            self.observed_value = (self.observed_value or 0) + int(found["observed_value"])
            return
        if not result.success and "element_count" not in found:
            self.error = self.error or _error(result)
            return
        rows = sorted(found.get("unexpected_index_list") or ())
        self.n_asked += self._asked(result, ruled)
        self.n_unexpected += int(found.get("unexpected_count") or len(rows))
        self.rows += [(slice_number, row) for row in rows]
        if wanted := rows[: N_SAMPLES - len(self.samples)]:
            self.samples += _samples(self.table, ruled[wanted], self.meta["shows"])

    def _asked(self, result: ExpectationValidationResult, ruled: pl.DataFrame) -> int:
        config = result.expectation_config
        asks_for_nulls = config is not None and config.type == "expect_column_values_to_not_be_null"
        missing = 0 if asks_for_nulls or "column" not in self.kwargs else ruled[self.kwargs["column"]].null_count()
        return ruled.height - missing

    @property
    def success(self) -> bool:
        """Is the threshold met over all slices?"""
        if self.error is not None:
            return False
        if self.observed_value is not None:
            least, most = self.kwargs.get("min_value"), self.kwargs.get("max_value")
            return (least is None or self.observed_value >= least) and (most is None or self.observed_value <= most)
        share = (self.n_asked - self.n_unexpected) / self.n_asked if self.n_asked else 1.0
        return bool(share >= self.kwargs.get("mostly", 1))

    @property
    def unexpected_percent(self) -> float:
        """Of the rows asked, rounded to 3 places."""
        return round(100 * self.n_unexpected / self.n_asked, 3) if self.n_asked else 0.0


def row_key(table: Table) -> pl.Expr:
    """The table's key as one text."""
    return pl.concat_str([pl.col(name).cast(pl.String).fill_null("") for name in table.key], separator="|")


def shown(name: str) -> pl.Expr:
    """A column as a reader sees it in a sample or a detail."""
    return pl.col(name).cast(pl.String).str.slice(0, _SAMPLE_CHARACTERS)


def _samples(table: Table, picked: pl.DataFrame, shows: list[str]) -> list[dict[str, Any]]:
    return picked.select(row_key(table).alias("key"), *map(shown, shows)).to_dicts()


def _error(result: ExpectationValidationResult) -> str:
    """First message of an exception, which Great Expectations nests by metric."""
    info: Any = result.exception_info or {}
    while isinstance(info, dict) and "exception_message" not in info and info:
        info = next(iter(info.values()))
    return str(info.get("exception_message") if isinstance(info, dict) else info)[:_ERROR_CHARACTERS]
