"""The published file: whole or not at all, never disturbing who reads it, closed to writers."""

from __future__ import annotations

import datetime as dt
import signal
import stat
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipelines.publish.serving import PublishError, publish, reading

MOMENT = dt.datetime(2026, 11, 20, 12)


def make_build_file(path: Path, n_articles: int) -> Path:
    """A build file of one mart, one view and an empty release."""
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema marts; create schema meta; create schema staging")
        connection.execute("create table marts.fct_article(article_id varchar not null, published_on date not null)")
        connection.execute("comment on table marts.fct_article is 'One row per article: it''s newest version'")
        connection.execute("comment on column marts.fct_article.article_id is 'Identity; \"quoted\"'")
        connection.execute(
            "insert into marts.fct_article "
            f"select 'a' || i, date '2026-01-01' + i::integer from range({n_articles}) t(i)"
        )
        connection.execute("create view marts.export_article as select article_id from marts.fct_article")
        connection.execute("comment on view marts.export_article is 'Loses the day'")
        connection.execute("create table staging.secret as select 1 as n")
        connection.execute(
            "create table meta.release(release_id varchar, published_at timestamp, run_id varchar, "
            "code_version varchar, codebook_version varchar, duckdb_version varchar, storage_version varchar, "
            "n_articles bigint, first_published_on date, last_published_on date)"
        )
    return path


def publish_to(folder: Path, build_file: Path):
    return publish(
        build_file,
        folder,
        run_id="run",
        code_version="code",
        codebook_version="book",
        published_at=MOMENT,
        keys={"marts.fct_article": ["article_id"], "meta.release": []},
    )


def test_what_is_published_has_rows_comments_keys_and_views(tmp_path):
    published = publish_to(tmp_path / "published", make_build_file(tmp_path / "build.duckdb", 3))
    with reading(published.path) as connection:
        assert connection.execute("select count(*) from marts.export_article").fetchone() == (3,)
        comments = connection.execute("select comment from duckdb_tables() where table_name = 'fct_article'").fetchall()
        assert comments == [("One row per article: it's newest version",)]
        assert connection.execute(
            "select comment from duckdb_columns() where table_name = 'fct_article' and column_name = 'article_id'"
        ).fetchall() == [('Identity; "quoted"',)]
        assert connection.execute(
            "select comment from duckdb_views() where view_name = 'export_article'"
        ).fetchall() == [("Loses the day",)]
        assert connection.execute(
            "select table_name, constraint_column_names from duckdb_constraints() where constraint_type = 'PRIMARY KEY'"
        ).fetchall() == [("fct_article", ["article_id"])]
        assert (
            connection.execute("select schema_name from duckdb_tables() where schema_name = 'staging'").fetchall() == []
        )


def test_the_file_is_in_the_pinned_storage_and_closed_to_writers(tmp_path):
    published = publish_to(tmp_path / "published", make_build_file(tmp_path / "build.duckdb", 3))
    assert stat.S_IMODE(published.path.stat().st_mode) == 0o444
    # Bytes 12 to 19 of a DuckDB file are its storage version: 64 is what every engine from 1.0 on reads.
    assert int.from_bytes(published.path.read_bytes()[12:20], "little") == 64
    with reading(published.path) as connection, pytest.raises(duckdb.Error, match="read-only"):
        connection.execute("create table marts.mine as select 1")


def test_a_reader_can_reach_no_other_file(tmp_path):
    published = publish_to(tmp_path / "published", make_build_file(tmp_path / "build.duckdb", 3))
    other = tmp_path / "other.csv"
    other.write_text("n\n1\n")
    with reading(published.path) as connection, pytest.raises(duckdb.Error, match="disabled"):
        connection.execute(f"select * from read_csv('{other}')")


def test_each_mart_is_a_parquet_file_too(tmp_path):
    publish_to(tmp_path / "published", make_build_file(tmp_path / "build.duckdb", 3))
    parquet = tmp_path / "published" / "parquet"
    assert sorted(path.name for path in parquet.iterdir()) == ["export_article.parquet", "fct_article.parquet"]
    assert duckdb.sql(f"select count(*) from '{parquet}/fct_article.parquet'").fetchall() == [(3,)]


def test_the_same_rows_are_the_same_release(tmp_path):
    build_file = make_build_file(tmp_path / "build.duckdb", 3)
    first = publish_to(tmp_path / "one", build_file).release.release_id
    assert publish_to(tmp_path / "two", build_file).release.release_id == first
    changed = make_build_file(tmp_path / "build.duckdb", 4)
    assert publish_to(tmp_path / "one", changed).release.release_id != first


READER = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
print(connection.execute("select count(*) from marts.fct_article").fetchone()[0], flush=True)
for line in sys.stdin:
    print(connection.execute("select count(*) from marts.fct_article").fetchone()[0], flush=True)
"""


def test_a_reader_in_another_process_goes_on_undisturbed_while_a_release_is_published(tmp_path):
    folder = tmp_path / "published"
    path = publish_to(folder, make_build_file(tmp_path / "build.duckdb", 3)).path
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdin
        assert reader.stdout
        assert reader.stdout.readline() == "3\n"
        publish_to(folder, make_build_file(tmp_path / "build.duckdb", 5))
        reader.stdin.write("again\n")
        reader.stdin.flush()
        assert reader.stdout.readline() == "3\n"
        reader.stdin.close()
        assert reader.wait() == 0
    with reading(path) as connection:
        assert connection.execute("select count(*) from marts.fct_article").fetchone() == (5,)


def test_a_copy_that_does_not_read_back_is_not_published(tmp_path, monkeypatch):
    from pipelines.publish import serving

    folder = tmp_path / "published"
    path = publish_to(folder, make_build_file(tmp_path / "build.duckdb", 3)).path
    before = path.read_bytes()
    copy = serving._copy
    monkeypatch.setattr(serving, "_copy", lambda *args: copy(*args) | {"marts.fct_article": 7})
    with pytest.raises(PublishError, match=r"marts\.fct_article differ .*last good file stays"):
        publish_to(folder, make_build_file(tmp_path / "build.duckdb", 5))
    assert path.read_bytes() == before
    assert sorted(entry.name for entry in folder.iterdir()) == ["dateline.duckdb", "parquet"]


KILLED = """
import datetime, os, signal, sys
from pathlib import Path
from pipelines.publish import serving

setattr(serving, sys.argv[3], lambda *_: os.kill(os.getpid(), signal.SIGKILL))
serving.publish(Path(sys.argv[1]), Path(sys.argv[2]), run_id="run", code_version="code", codebook_version="book",
                published_at=datetime.datetime(2026, 11, 21))
"""


@pytest.mark.parametrize(
    ("moment", "n_articles"), [("_write_release", 3), ("_write_parquet", 3), ("_sync", 3), ("swap_folder", 5)]
)
def test_after_a_kill_there_is_a_whole_release_and_the_next_run_removes_the_rest(tmp_path, moment, n_articles):
    folder, build_file = tmp_path / "published", make_build_file(tmp_path / "build.duckdb", 3)
    path = publish_to(folder, build_file).path
    make_build_file(build_file, 5)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(build_file), str(folder), moment], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert len(list(folder.iterdir())) > 2
    with reading(path) as connection:
        assert connection.execute("select count(*) from marts.fct_article").fetchone() == (n_articles,)
    publish_to(folder, build_file)
    with reading(path) as connection:
        assert connection.execute("select count(*) from marts.fct_article").fetchone() == (5,)
    assert sorted(entry.name for entry in folder.iterdir()) == ["dateline.duckdb", "parquet"]


def test_what_a_killed_run_had_put_on_disk_is_removed(tmp_path):
    folder = tmp_path / "published"
    spilled = folder / ".dateline.1.duckdb.tmp" / "duckdb_temp_block-1.block"
    spilled.parent.mkdir(parents=True)
    spilled.touch()
    publish_to(folder, make_build_file(tmp_path / "build.duckdb", 3))
    assert sorted(entry.name for entry in folder.iterdir()) == ["dateline.duckdb", "parquet"]


def test_rows_that_are_copied_in_parts_are_all_rows_in_their_order(tmp_path, monkeypatch):
    build_file = make_build_file(tmp_path / "build.duckdb", 11)
    with duckdb.connect(str(build_file)) as connection:
        connection.execute("delete from marts.fct_article where article_id in ('a2', 'a3', 'a10')")
        rows = connection.execute("select * from marts.fct_article").fetchall()
    whole = publish_to(tmp_path / "whole", build_file)
    monkeypatch.setattr("pipelines.publish.serving.ROWS_AT_ONCE", 2)
    parted = publish_to(tmp_path / "parted", build_file)
    assert parted.release.release_id == whole.release.release_id
    with reading(parted.path) as connection:
        assert connection.execute("select * from marts.fct_article").fetchall() == rows
        assert len(rows) == 8


def test_every_connection_of_a_release_is_bounded(tmp_path, monkeypatch):
    """Of a machine with much memory DuckDB takes most, if nobody says how much."""
    build_file, connect, limits = make_build_file(tmp_path / "build.duckdb", 3), duckdb.connect, []

    def looked_at(*args, **kwargs):
        connection = connect(*args, **kwargs)
        limits.append(connection.execute("select current_setting('memory_limit')").fetchone()[0])
        return connection

    monkeypatch.setattr(duckdb, "connect", looked_at)
    publish(
        build_file, tmp_path / "published", run_id="run", code_version="code", codebook_version="book",
        published_at=MOMENT, memory="512MiB",
    )  # fmt: skip
    assert limits == ["512.0 MiB"] * 4


@pytest.mark.parametrize("content", [None, ""])
def test_without_a_built_warehouse_nothing_is_published(tmp_path, content):
    build_file = tmp_path / "build.duckdb"
    if content is not None:
        duckdb.connect(str(build_file)).close()
    with pytest.raises(PublishError, match="dbt build"):
        publish_to(tmp_path / "published", build_file)


def test_reading_before_the_first_release_says_what_to_do(tmp_path):
    with pytest.raises(FileNotFoundError, match="dateline run"), reading(tmp_path / "dateline.duckdb"):
        pass
