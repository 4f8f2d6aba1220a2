"""What runs in Spark's Python workers: the same reading and the same extraction, between Arrow batches.

What belongs here: taking Arrow batches apart, calling ingest and extract, and packing what they made. What does not:
any rule. A worker writes no file: what it made goes back through Spark, so a killed one leaves nothing.

Frames travel as the bytes of Arrow files: Spark moves them and looks at no column, so no type is translated on the way.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterator

import polars as pl
import pyarrow as pa

from pipelines import versions
from pipelines.extract.codebook import Codebook, seeds_version
from pipelines.extract.engine import extract
from pipelines.ingest.day import FileTask, read_in_packs
from pipelines.schemas import ARTICLE, EXTRACT_TABLES
from pipelines.settings import SEEDS_DIR

TASKS = "tasks binary"
"""A row: pickled FileTasks, which one Spark task reads."""

READ = "number int, article binary, quarantine binary"
"""A row: rows of some files, numbered within a Spark task."""

EXTRACTED = ", ".join(["number int", "first_version_id string", *(f"{table.name} binary" for table in EXTRACT_TABLES)])
"""A row: the tables of a batch of articles, numbered within a Spark task; batches are ordered by first_version_id."""

Work = Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]


class OtherCodeError(RuntimeError):
    """A worker has another state of the code or of the codebook than the driver: its rows would be other rows."""


def state_of_the_code() -> str:
    """What decides the rows of both steps: code and codebook, as they stand on this machine."""
    return versions.digest_of([versions.ingest_version(), versions.extract_version(), seeds_version(SEEDS_DIR)])


def reads_files(expected: str) -> Work:
    """Work over rows of TASKS, which gives rows of READ. `expected`: the driver's state of the code."""

    def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        refuse_other_code(expected)
        for batch in batches:
            for packed in batch.column("tasks"):
                tasks: list[FileTask] = pickle.loads(packed.as_py())
                for number, rows in enumerate(read_in_packs(tasks)):
                    articles, refused = rows.frames()
                    yield _row(READ, number, to_bytes(articles), to_bytes(refused))

    return work


def extracts(expected: str, batch_articles: int) -> Work:
    """Work over rows of schemas.ARTICLE in the order of version_id, which gives rows of EXTRACTED."""

    def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        refuse_other_code(expected)
        for number, articles in enumerate(_in_batches(batches, batch_articles)):
            tables = extract(articles, Codebook.load(SEEDS_DIR))
            parts = [to_bytes(tables[table.name]) for table in EXTRACT_TABLES]
            yield _row(EXTRACTED, number, articles["version_id"][0], *parts)

    return work


def refuse_other_code(expected: str) -> None:
    """Raises OtherCodeError."""
    if (found := state_of_the_code()) != expected:
        raise OtherCodeError(
            f"found the state {found} of code and codebook on a worker, in {SEEDS_DIR.parent.parent}; expected the "
            f"driver's, {expected}; install the same checkout on all machines"
        )


def _in_batches(batches: Iterator[pa.RecordBatch], n: int) -> Iterator[pl.DataFrame]:
    """Articles, so many at once: Spark may cut its Arrow batches where their bytes are many."""
    held: list[pa.RecordBatch] = []
    for whole in batches:
        rest = whole
        while rest.num_rows:
            taken = rest.slice(0, n - sum(batch.num_rows for batch in held))
            rest = rest.slice(taken.num_rows)
            held.append(taken)
            if sum(batch.num_rows for batch in held) == n:
                yield _articles(held)
                held = []
    if held:
        yield _articles(held)


def _articles(batches: list[pa.RecordBatch]) -> pl.DataFrame:
    frame = pl.DataFrame(pl.from_arrow(pa.Table.from_batches(batches))).select(ARTICLE.schema.names())
    assert frame.schema == ARTICLE.schema, f"found {frame.schema}; expected the columns of a lake's articles"
    return frame


def to_bytes(frame: pl.DataFrame) -> bytes:
    """A frame as an Arrow file."""
    target = io.BytesIO()
    frame.write_ipc(target, compression="lz4")
    return target.getvalue()


def _row(schema: str, *values: object) -> pa.RecordBatch:
    """One row in the columns of a schema in Spark's words."""
    types = {"binary": pa.binary(), "string": pa.string(), "int": pa.int32()}
    fields = [column.split() for column in schema.split(", ")]
    arrays = [pa.array([value], types[kind]) for value, (_, kind) in zip(values, fields, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, names=[name for name, _ in fields])
