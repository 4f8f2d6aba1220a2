"""`dateline sql`: one query in four forms, and Harlequin over the published file."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipelines.cli import app

QUERY = "select date '2024-05-06' as day, 1.5 as number, 'x, \"y\"' as text, null::int as nothing, 'nan'::double as odd"


def invoke(*arguments: object, typed: str = ""):
    return CliRunner().invoke(app, ["sql", *map(str, arguments)], input=typed)


def test_json_has_days_numbers_and_nulls(sample_warehouse):
    done = invoke("-c", QUERY, "--format", "json", "--data-dir", sample_warehouse)
    assert json.loads(done.output) == [
        {"day": "2024-05-06", "number": 1.5, "text": 'x, "y"', "nothing": None, "odd": None}
    ]


def test_parquet_keeps_the_types(sample_warehouse, tmp_path):
    file = tmp_path / "claims.parquet"
    query = "select claim_id, low, event_date from marts.fct_casualty_claim"
    done = invoke("-c", query, "--format", "parquet", "-o", file, "--data-dir", sample_warehouse)
    assert done.exit_code == 0
    table = pq.read_table(file)
    assert [str(kind) for kind in table.schema.types] == ["string", "int64", "date32[day]"]
    assert table.num_rows > 0


def test_parquet_can_be_piped(sample_warehouse):
    done = invoke("select 7 as n", "--format", "parquet", "--data-dir", sample_warehouse)
    assert pq.read_table(io.BytesIO(done.stdout_bytes)).to_pylist() == [{"n": 7}]


def test_csv_and_table_go_to_a_file(sample_warehouse, tmp_path):
    for form in ("csv", "table"):
        file = tmp_path / form
        done = invoke("-c", "select 7 as n", "--format", form, "-o", file, "--data-dir", sample_warehouse)
        assert done.exit_code == 0
        assert done.output == ""
        assert "7" in file.read_text()


def test_a_query_can_be_piped_in(sample_warehouse):
    assert invoke("--format", "csv", "--data-dir", sample_warehouse, typed="select 7 as n").output == "n\n7\n"


def test_two_queries_are_one_too_many(sample_warehouse):
    done = invoke("select 1", "-c", "select 2", "--data-dir", sample_warehouse)
    assert done.exit_code == 2
    assert "expected one" in done.output


def test_a_folder_that_can_not_be_written_is_told(sample_warehouse, tmp_path):
    gone = tmp_path / "gone" / "n.csv"
    done = invoke("select 1", "--format", "csv", "-o", gone, "--data-dir", sample_warehouse)
    assert done.exit_code == 2
    assert "No such file" in done.output


def test_nothing_piped_in_is_told(sample_warehouse):
    done = invoke("--data-dir", sample_warehouse)
    assert done.exit_code == 2
    assert "found no query" in done.output


def test_before_the_first_release_it_ends_with_3(tmp_path):
    done = invoke("select 1", "--data-dir", tmp_path)
    assert done.exit_code == 3
    assert "dateline run" in done.output


@pytest.fixture
def at_a_terminal(monkeypatch):
    """What `dateline sql` becomes when typed at a terminal."""
    became = []
    monkeypatch.setattr(os, "execv", lambda program, arguments: became.append([str(program), *arguments[1:]]))
    monkeypatch.setattr("pipelines.cli.sys.stdin", type("Terminal", (io.StringIO,), {"isatty": lambda self: True})())
    return became


def test_without_a_query_it_opens_harlequin_read_only(sample_warehouse, at_a_terminal):
    from pipelines.cli import _open_harlequin

    file = sample_warehouse / "published" / "dateline.duckdb"
    _open_harlequin(file)
    program, *arguments = at_a_terminal[0]
    assert Path(program).exists()
    assert arguments == ["--adapter", "duckdb", "--read-only", str(file)]


def test_harlequin_before_the_first_release(tmp_path, at_a_terminal):
    from pipelines.cli import _open_harlequin

    with pytest.raises(FileNotFoundError, match="dateline run"):
        _open_harlequin(tmp_path / "dateline.duckdb")
    assert not at_a_terminal


def test_harlequin_is_an_extra(sample_warehouse, tmp_path, monkeypatch, at_a_terminal):
    from pipelines.cli import _open_harlequin

    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(ModuleNotFoundError, match=r"dateline\[sql\]"):
        _open_harlequin(sample_warehouse / "published" / "dateline.duckdb")


def test_harlequin_reads_the_published_file_and_can_not_write_it(sample_warehouse):
    """By Harlequin's own adapter, opened as `dateline sql` opens it."""
    from harlequin_duckdb import DuckDbAdapter

    file = sample_warehouse / "published" / "dateline.duckdb"
    connection = DuckDbAdapter((str(file),), read_only=True, no_init=True).connect()
    schemas = {schema.label for database in connection.get_catalog().items for schema in database.fetch_children()}
    assert {"marts", "meta"} <= schemas
    (row,) = connection.execute("select count(*) as n from marts.fct_story").fetchall().to_pylist()
    assert row["n"] > 0
    with pytest.raises(Exception, match="read-only"):
        connection.execute("delete from marts.fct_story")
