"""A mirror of the data folder elsewhere: the sample's release on S3 as moto plays it, and what goes wrong, in memory."""

from __future__ import annotations

import json
import shutil

import duckdb
import pytest
from typer.testing import CliRunner
from warehouses import SAMPLE_DAY

from pipelines.cli import app
from pipelines.ingest.remote import RemoteError
from pipelines.ingest.withdrawal import withdraw
from pipelines.mirror import MANIFEST, Mirrored, mirror, restore
from pipelines.runner import run
from pipelines.settings import Settings
from pipelines.stamps import is_published, stale_days

URL = "memory://kept/dateline"


@pytest.fixture
def settings(tmp_path):
    """A data folder of one raw file, a partition, a release and a stamp, none of which is read."""
    settings = Settings(data_dir=tmp_path / "data")
    files = {
        "raw/2024-05-06/2c26b46b68ff/a.txt": b"foo",
        "lake/article/landed_on=2024-05-06/part-0.parquet": b"rows",
        "published/dateline.duckdb": b"release",
        "state/publish/all.json": b"{}",
        "state/publish/.half.tmp": b"half",
        "warehouse/build.duckdb": b"private",
    }
    for name, content in files.items():
        (settings.data_dir / name).parent.mkdir(parents=True, exist_ok=True)
        (settings.data_dir / name).write_bytes(content)
    return settings


def names(fs) -> set[str]:
    return {path.removeprefix("/kept/dateline/") for path in fs.find("/kept/dateline")}


def test_a_release_is_mirrored_on_s3_read_there_and_restored_as_current(sample_warehouse, tmp_path, s3):
    shutil.copytree(sample_warehouse, tmp_path / "data")
    here, there = Settings(data_dir=tmp_path / "data"), Settings(data_dir=tmp_path / "elsewhere")
    sent = CliRunner().invoke(app, ["mirror", "s3://drop/mirror", "--data-dir", str(here.data_dir)])
    assert sent.exit_code == 0, sent.output
    assert mirror(here, "s3://drop/mirror/").moved == 0

    article = f"drop/mirror/lake/article/landed_on={SAMPLE_DAY}/part-0.parquet"
    with duckdb.connect() as connection:
        connection.register_filesystem(s3)
        (n_there,) = connection.execute(f"select count(*) from read_parquet('s3://{article}')").fetchone()
    with duckdb.connect(str(here.published_file), read_only=True) as connection:
        assert n_there >= connection.execute("select count(*) from marts.fct_article").fetchone()[0] > 0

    got = CliRunner().invoke(app, ["restore", "s3://drop/mirror", "--data-dir", str(there.data_dir)])
    assert got.exit_code == 0, got.output
    assert not stale_days(there, thoroughly=True)
    assert is_published(there)
    assert there.published_file.read_bytes() == here.published_file.read_bytes()
    assert there.published_file.stat().st_mode & 0o222 == 0
    assert run(there, [next(iter(there.raw_dir.glob("*/*/*")))], SAMPLE_DAY).published is False, "nothing is left to do"


def test_only_what_changed_is_sent_and_what_went_is_deleted(settings, memory):
    assert mirror(settings, URL) == Mirrored(moved=3)
    assert names(memory) == {
        MANIFEST,
        "raw/2024-05-06/2c26b46b68ff/a.txt",
        "lake/article/landed_on=2024-05-06/part-0.parquet",
        "published/dateline.duckdb",
        "state/publish/all.json",
    }
    settings.published_file.write_bytes(b"another")
    (settings.data_dir / "state/publish/all.json").unlink()
    assert mirror(settings, URL) == Mirrored(moved=1, kept=1, deleted=1)
    assert memory.cat_file("/kept/dateline/published/dateline.duckdb") == b"another"
    assert "state/publish/all.json" not in names(memory)


def test_what_is_withdrawn_leaves_the_mirror_too(settings, memory):
    mirror(settings, URL)
    withdraw(settings.raw_dir, ["2c26b46b68ff/a.txt"], "asked for", SAMPLE_DAY)
    mirror(settings, URL)
    assert "raw/2024-05-06/2c26b46b68ff/a.txt" not in names(memory)


def test_what_was_cut_off_is_restored_by_a_second_call(settings, memory, tmp_path):
    mirror(settings, URL)
    other = Settings(data_dir=tmp_path / "other")
    content = memory.cat_file("/kept/dateline/published/dateline.duckdb")
    memory.pipe_file("/kept/dateline/published/dateline.duckdb", b"damaged")
    with pytest.raises(RemoteError, match="another content of"):
        restore(other, URL)
    assert not other.published_file.exists()
    memory.pipe_file("/kept/dateline/published/dateline.duckdb", content)
    assert restore(other, URL) == Mirrored(moved=2, kept=1)
    assert other.published_file.read_bytes() == b"release"


def test_another_release_is_not_written_over(settings, memory, tmp_path):
    mirror(settings, URL)
    other = Settings(data_dir=tmp_path / "other")
    other.published_dir.mkdir(parents=True)
    other.published_file.write_bytes(b"ours")
    with pytest.raises(FileExistsError, match="empty data folder"):
        restore(other, URL)
    assert not other.lake_dir.exists()


def test_a_list_of_names_that_lead_out_is_not_followed(settings, memory, tmp_path):
    mirror(settings, URL)
    listed = json.loads(memory.cat_file(f"/kept/dateline/{MANIFEST}"))
    made = listed["published/dateline.duckdb"]
    odd = {"published/../../x": made, "/etc/x": made, "raw/x": made, "published/.x": made}
    memory.pipe_file(f"/kept/dateline/{MANIFEST}", json.dumps(listed | odd).encode())
    other = Settings(data_dir=tmp_path / "other")
    assert restore(other, URL).moved == 3
    assert not (tmp_path / "x").exists()
    assert not (other.raw_dir / "x").exists()


def test_no_mirror_and_no_lake_are_said(memory, tmp_path):
    empty = ["--data-dir", str(tmp_path)]
    assert CliRunner().invoke(app, ["mirror", URL, *empty]).exit_code == 3
    assert CliRunner().invoke(app, ["restore", URL, *empty]).exit_code == 1
    with pytest.raises(RemoteError, match="dateline mirror"):
        restore(Settings(data_dir=tmp_path), URL)
