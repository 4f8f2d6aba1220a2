"""The serving file: marts and meta copied to a fresh DuckDB file, proved by reading it back, swapped in by a rename.

What belongs here: copying with comments, keys and a pinned storage version, and replacing the published files whole or
not at all. What does not: what a mart holds (dbt_project/models).

Readers are never disturbed: they keep the file that they opened (its name now means the new one), and nobody writes the
published path.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.publish.contracts import SCHEMAS, listed

STORAGE_VERSION = "v1.0.0"
"""Storage for every DuckDB from 1.1 on; a file with a newer engine's default is closed to older ones.

DuckDB 1.0 knows the storage, but cannot read the primary keys that a newer engine writes into it. `make test-clients`
reads by real engines.
"""
MOST_THREADS = 4
ROWS_AT_ONCE = 1_000_000


class PublishError(RuntimeError):
    """The new release was not published; the last good file stands. Says what was found and what to do next."""


@dataclass(frozen=True)
class Release:
    """One published file, as meta.release describes it."""

    release_id: str
    published_at: dt.datetime
    run_id: str
    code_version: str
    codebook_version: str


@dataclass(frozen=True)
class Published:
    """What was published: rows per relation (`marts.fct_story`), and the bytes of the file."""

    release: Release
    path: Path
    rows: dict[str, int]
    n_bytes: int


def publish(
    build_file: Path,
    published_dir: Path,
    *,
    run_id: str,
    code_version: str,
    codebook_version: str,
    published_at: dt.datetime,
    keys: Mapping[str, Sequence[str]] | None = None,
    memory: str = "2GB",
    on_relation: Callable[[str], None] = lambda _: None,
) -> Published:
    """Copy schemas marts and meta of `build_file` to `<published_dir>/dateline.duckdb` and to Parquet.

    `published_at`: UTC, naive. `keys`: columns of the primary key by relation (`marts.fct_article`); the build file has
    none, since a key is an index that is held in memory whole (dbt_project/macros/keys.sql). `memory`: of DuckDB; the
    rest is put on disk beside the file, and a file larger than that is not kept in memory. Raises PublishError where
    the build file is missing or empty, or where the copy does not read back with the same rows; then the files
    published before stay as they are.
    """
    if not build_file.exists():
        raise PublishError(f"no build file: expected {build_file}; run `dbt build` (the job does) before publishing")
    published_dir.mkdir(parents=True, exist_ok=True)
    target = published_dir / "dateline.duckdb"
    fresh = published_dir / f".dateline.{os.getpid()}.duckdb"
    fresh_parquet = published_dir / f".parquet.{os.getpid()}"
    _remove_leftovers(published_dir)
    try:
        rows = _copy(build_file, fresh, keys or {}, memory, on_relation)
        release = _write_release(fresh, memory, run_id, code_version, codebook_version, published_at)
        _prove(fresh, memory, rows | {"meta.release": 1})
        _write_parquet(fresh, memory, fresh_parquet)
        fresh.chmod(0o444)
        _sync(fresh)
        # Whoever opened the last release for writing may have left its log: beside another file it closes that to all.
        target.with_name(f"{target.name}.wal").unlink(missing_ok=True)
        fresh.replace(target)
        swap_folder(fresh_parquet, published_dir / "parquet")
    finally:
        _remove_leftovers(published_dir)
    return Published(release, target, rows | {"meta.release": 1}, target.stat().st_size)


def _copy(
    build_file: Path,
    fresh: Path,
    keys: Mapping[str, Sequence[str]],
    memory: str,
    on_relation: Callable[[str], None],
) -> dict[str, int]:
    """Copy every relation with its columns, not-null constraints and comments; return rows per relation."""
    with _bounded(":memory:", memory) as connection:
        connection.execute(f"SET temp_directory = '{_quoted(fresh)}.tmp'")
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"ATTACH '{_quoted(build_file)}' AS build (READ_ONLY)")
        connection.execute(f"ATTACH '{_quoted(fresh)}' AS fresh (STORAGE_VERSION '{STORAGE_VERSION}')")
        relations = connection.execute(
            "select schema_name, table_name, sql, comment from duckdb_tables() "
            "where database_name = 'build' and schema_name in ('marts', 'meta') order by schema_name, table_name"
        ).fetchall()
        if not relations:
            raise PublishError(f"{build_file} has no table in marts or meta: build the warehouse first (`dbt build`)")
        counts = {}
        for schema in SCHEMAS:
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS fresh.{schema}")
        for schema, table, sql, comment in relations:
            on_relation(f"{schema}.{table}")
            connection.execute("USE fresh")
            connection.execute(_as_published(sql, schema, table, keys.get(f"{schema}.{table}", ())))
            connection.execute("USE memory")
            source, copy = f'build.{schema}."{table}"', f'fresh.{schema}."{table}"'
            # In one go the index of all of them would have to fit into the memory, beside what is indexed.
            ((end,),) = connection.execute(f"SELECT coalesce(max(rowid) + 1, 0) FROM {source}").fetchall()
            for start in range(0, end, ROWS_AT_ONCE):
                rows = f"rowid >= {start} AND rowid < {start + ROWS_AT_ONCE}"
                connection.execute(f"INSERT INTO {copy} SELECT * FROM {source} WHERE {rows}")
            _copy_comments(connection, schema, table, comment)
            counts[f"{schema}.{table}"] = _count(connection, source)
        for schema, view, sql, comment in connection.execute(
            "select schema_name, view_name, sql, comment from duckdb_views() where database_name = 'build' "
            "and schema_name in ('marts', 'meta') and not internal order by schema_name, view_name"
        ).fetchall():
            on_relation(f"{schema}.{view}")
            connection.execute("USE fresh")
            connection.execute(sql)
            connection.execute("USE memory")
            _copy_comments(connection, schema, view, comment, kind="VIEW")
            counts[f"{schema}.{view}"] = _count(connection, f'build.{schema}."{view}"')
        connection.execute("CHECKPOINT fresh")
        connection.execute("DETACH fresh")
    return counts


def _as_published(sql: str, schema: str, table: str, key: Sequence[str]) -> str:
    """The CREATE TABLE statement without the build file's name and with the key."""
    head, rest = sql.split("(", 1)
    if not head.upper().startswith("CREATE TABLE"):
        raise PublishError(f"cannot copy {schema}.{table}: expected a CREATE TABLE statement, found {head!r}")
    columns = rest.rstrip().removesuffix(";").removesuffix(")")
    primary_key = f", PRIMARY KEY ({listed(key)})" if key else ""
    return f'CREATE TABLE {schema}."{table}"({columns}{primary_key})'


def _copy_comments(
    connection: duckdb.DuckDBPyConnection, schema: str, table: str, comment: str | None, kind: str = "TABLE"
) -> None:
    """Descriptions of the table or view and its columns."""
    if comment:
        connection.execute(f"COMMENT ON {kind} fresh.{schema}.\"{table}\" IS '{_escaped(comment)}'")
    for column, description in connection.execute(
        "select column_name, comment from duckdb_columns() where database_name = 'build' and schema_name = ? "
        "and table_name = ? and comment is not null order by column_index",
        [schema, table],
    ).fetchall():
        connection.execute(f'COMMENT ON COLUMN fresh.{schema}."{table}"."{column}" IS \'{_escaped(description)}\'')


def _bounded(file: Path | str, memory: str, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection that takes so much memory, not most of the machine's: each thread holds rows that it writes."""
    threads = min(os.cpu_count() or 1, MOST_THREADS)
    return duckdb.connect(str(file), read_only=read_only, config={"memory_limit": memory, "threads": threads})


def _write_release(
    fresh: Path, memory: str, run_id: str, code_version: str, codebook_version: str, published_at: dt.datetime
) -> Release:
    """Fill meta.release. The release's name is a digest of its content: the same rows are the same release."""
    with _bounded(fresh, memory) as connection:
        content = hashlib.sha256()
        for schema, table in _relations(connection):
            if (schema, table) not in {("meta", "release"), ("meta", "validation")}:
                digest = connection.execute(
                    f'select count(*), sum(hash(columns_of::varchar)) from {schema}."{table}" as columns_of'
                ).fetchone()
                content.update(f"{schema}.{table}:{digest}".encode())
        release = Release(content.hexdigest()[:12], published_at, run_id, code_version, codebook_version)
        connection.execute("DELETE FROM meta.release")
        connection.execute(
            "INSERT INTO meta.release BY NAME SELECT ? AS release_id, ? AS published_at, ? AS run_id, "
            "? AS code_version, ? AS codebook_version, ? AS duckdb_version, ? AS storage_version, "
            "count(*) AS n_articles, min(published_on) AS first_published_on, max(published_on) AS last_published_on "
            "FROM marts.fct_article",
            [*vars(release).values(), duckdb.__version__, STORAGE_VERSION],
        )
        connection.execute("CHECKPOINT")
    return release


def _prove(fresh: Path, memory: str, expected: dict[str, int]) -> None:
    """Read every relation of the closed file back, all columns, and compare the rows."""
    with _bounded(fresh, memory, read_only=True) as connection:
        found = {}
        for schema, table in _relations(connection):
            relation = f'{schema}."{table}"'
            connection.execute(f"select sum(hash(columns_of::varchar)) from {relation} as columns_of").fetchone()
            found[f"{schema}.{table}"] = _count(connection, relation)
    if found != expected:
        differing = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
        raise PublishError(
            f"the copy does not read back as it was built: rows of {', '.join(differing)} differ "
            f"(built {[expected.get(n) for n in differing]}, read {[found.get(n) for n in differing]}); "
            "the last good file stays; run again, and report it if it happens twice"
        )


def _write_parquet(fresh: Path, memory: str, folder: Path) -> None:
    """Every mart as `<table>.parquet`."""
    folder.mkdir(parents=True)
    with _bounded(fresh, memory, read_only=True) as connection:
        for schema, table in _relations(connection):
            if schema == "marts":
                path = _quoted(folder / f"{table}.parquet")
                connection.execute(f"COPY marts.\"{table}\" TO '{path}' (FORMAT parquet, COMPRESSION zstd)")


def _relations(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    return connection.execute(
        "select table_schema, table_name from information_schema.tables "
        "where table_schema in ('marts', 'meta') and table_catalog = current_database() order by 1, 2"
    ).fetchall()


def _count(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    row = connection.execute(f"select count(*) from {relation}").fetchone()
    assert row is not None
    return int(row[0])


def _escaped(text: str) -> str:
    return text.replace("'", "''")


def _quoted(path: Path) -> str:
    return _escaped(str(path))


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def swap_folder(fresh: Path, target: Path) -> None:
    """Put `fresh` in `target`'s place: in one step where the system can, else the old one steps aside first."""
    if target.exists() and _exchange(fresh, target):
        shutil.rmtree(fresh, ignore_errors=True)
        return
    aside = target.with_name(f".{target.name}.old")
    shutil.rmtree(aside, ignore_errors=True)
    if target.exists():
        target.replace(aside)
    fresh.replace(target)
    shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two paths of a file system change places in one step (Linux: renameat2); False where that is not to be had.

    Between two renames a kill would leave no folder at all under the name that people read.
    """
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    at_working_folder, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of linux/fs.h
    return rename is not None and not rename(
        at_working_folder, os.fsencode(one), at_working_folder, os.fsencode(other), exchange
    )


def _remove_leftovers(published_dir: Path) -> None:
    """Half-written files of this run or of one that was killed."""
    folders = [*published_dir.glob(".parquet.[0-9]*"), published_dir / ".parquet.old"]
    for path in published_dir.glob(".dateline.*.duckdb*"):
        if path.is_dir():  # what DuckDB put on disk
            folders.append(path)
        else:
            path.chmod(0o644)
            path.unlink(missing_ok=True)
    for path in folders:
        shutil.rmtree(path, ignore_errors=True)


def expect_published(published_file: Path) -> None:
    """Raises FileNotFoundError before the first release, with what to do."""
    if not published_file.exists():
        raise FileNotFoundError(f"nothing is published yet: expected {published_file}; `dateline run` makes it")


@contextmanager
def reading(published_file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the published file read-only, with access to other files and the network off."""
    expect_published(published_file)
    connection = duckdb.connect(str(published_file), read_only=True)
    try:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET enable_external_access = false")
        yield connection
    finally:
        connection.close()
