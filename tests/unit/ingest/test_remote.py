"""Drop zones and archives elsewhere: in memory, and on S3 as moto plays it."""

from __future__ import annotations

import datetime as dt
from unittest import mock

import pytest

from pipelines.ingest import archive, landing, remote
from pipelines.ingest.remote import RemoteError, land_address, waiting
from pipelines.ingest.withdrawal import withdraw, withdrawals
from pipelines.runner import RunError, ingest
from pipelines.settings import Settings
from pipelines.status import status

DAY = dt.date(2024, 5, 6)
INBOX = "memory://drop/inbox"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    monkeypatch.setattr(landing, "SECOND_LOOK_SECONDS", 0)


def names(fs) -> list[str]:
    return sorted(path.rsplit("/", 1)[-1] for path in fs.find("/drop/inbox"))


def test_what_is_complete_moves_and_what_is_not_stays(tmp_path, memory):
    memory.pipe({"/drop/inbox/a.txt": b"one", "/drop/inbox/deep/b.txt": b"two", "/drop/inbox/c.txt.part": b"three"})
    report = land_address(INBOX, tmp_path / "raw", DAY, is_inbox=True)
    assert sorted(path.name for path in report.landed) == ["a.txt", "b.txt"]
    assert [why for _, why in report.skipped] == ["still being written"]
    assert names(memory) == ["c.txt.part"]
    assert not (tmp_path / ".landing").exists()


def test_a_redelivery_leaves_the_address_and_is_kept_once(tmp_path, memory):
    settings = Settings(data_dir=tmp_path, inbox_url=INBOX)
    for name in ("a.txt", "b.txt"):
        memory.pipe(f"/drop/inbox/{name}", b"one")
        report = ingest(settings, [], DAY)
    assert len(report.redelivered) == 1
    assert len(list(settings.raw_dir.glob("*/*/*"))) == 1
    assert names(memory) == []


def test_what_grows_between_two_looks_stays(tmp_path, memory, monkeypatch):
    memory.pipe("/drop/inbox/a.txt", b"half")
    monkeypatch.setattr(remote.time, "sleep", lambda _: memory.pipe("/drop/inbox/a.txt", b"half and more"))
    report = land_address(INBOX, tmp_path / "raw", DAY, is_inbox=True)
    assert report.landed == []
    assert names(memory) == ["a.txt"]


def test_what_changes_while_it_is_fetched_stays(tmp_path, memory, monkeypatch):
    memory.pipe("/drop/inbox/a.txt", b"old")
    fetch = type(memory).get_file

    def get_file(self, path, copy, **knobs):
        fetch(self, path, copy, **knobs)
        memory.pipe(path, b"new")

    monkeypatch.setattr(type(memory), "get_file", get_file)
    report = land_address(INBOX, tmp_path / "raw", DAY, is_inbox=True, now=dt.datetime(2100, 1, 1))
    assert (report.landed, names(memory)) == ([], ["a.txt"])


def test_many_bytes_land_in_batches(tmp_path, memory, monkeypatch):
    monkeypatch.setattr(remote, "BATCH_BYTES", 4)
    memory.pipe({f"/drop/inbox/{n}.txt": f"no {n}".encode() for n in range(3)})
    assert len(land_address(INBOX, tmp_path / "raw", DAY, is_inbox=True).landed) == 3


def test_an_address_given_by_hand_is_only_copied(tmp_path, memory):
    memory.pipe("/drop/inbox/a.txt", b"one")
    settings = Settings(data_dir=tmp_path)
    assert len(ingest(settings, [f"{INBOX}/a.txt"], DAY).landed) == 1
    assert names(memory) == ["a.txt"]
    with pytest.raises(FileNotFoundError, match="give a file or a folder"):
        ingest(settings, ["memory://drop/nowhere"], DAY)


def test_an_empty_address_is_an_empty_inbox(tmp_path):
    assert land_address("memory://drop/nothing", tmp_path / "raw", DAY, is_inbox=True).landed == []


def test_an_address_without_a_library_says_what_to_do(tmp_path):
    with pytest.raises(RemoteError, match="check it, the network"):
        waiting("nosuchthing://secret@host/inbox")
    settings = Settings(data_dir=tmp_path, inbox_url="nosuchthing://secret@host/inbox")
    with pytest.raises(RunError, match="could not use the address nosuchthing") as failed:
        ingest(settings, [], DAY)
    assert "secret" not in str(failed.value)


def test_what_waits_elsewhere_is_in_the_backlog(tmp_path, memory):
    memory.pipe({"/drop/inbox/a.txt": b"one", "/drop/inbox/README.md": b"what to drop here"})
    told = status(Settings(data_dir=tmp_path, inbox_url=INBOX), dt.datetime(2100, 1, 1))["backlog"]
    assert (told["inbox_files"], told["inbox_bytes"]) == (1, 3)
    assert told["oldest_hours"] > 1


ARCHIVE = "memory://drop/raw"


def machine(folder) -> Settings:
    return Settings(data_dir=folder, archive_url=ARCHIVE)


def land_text(settings: Settings, name: str, text: str) -> list:
    settings.data_dir.mkdir(exist_ok=True)
    (settings.data_dir / name).write_text(text)
    return ingest(settings, [settings.data_dir / name], DAY).landed


def test_a_new_machine_gets_the_archive_from_its_address(tmp_path, memory):
    (landed,) = land_text(machine(tmp_path / "one"), "a.txt", "one")
    assert land_text(machine(tmp_path / "two"), "b.txt", "one") == [], "it has landed before, on another machine"
    there = tmp_path / "two" / "raw" / landed.relative_to(tmp_path / "one" / "raw")
    assert there.read_text() == "one"
    assert archive.sync(tmp_path / "two" / "raw", ARCHIVE) == archive.Synced()


def test_what_could_not_be_sent_is_sent_by_the_next_look(tmp_path, memory, monkeypatch):
    settings = machine(tmp_path / "one")
    monkeypatch.setattr(type(memory), "put_file", mock.Mock(side_effect=ConnectionResetError("by peer")))
    with pytest.raises(RunError, match="could not use the address memory"):
        land_text(settings, "a.txt", "one")
    monkeypatch.undo()
    assert ingest(settings, [], DAY).landed == []
    assert len(memory.find("/drop/raw")) == 1


def test_what_was_withdrawn_leaves_the_address_and_comes_back_nowhere(tmp_path, memory):
    one, two = machine(tmp_path / "one"), machine(tmp_path / "two")
    (landed,) = land_text(one, "a.txt", "one")
    archive.sync(two.raw_dir, ARCHIVE)
    withdraw(one.raw_dir, [str(landed)], "asked by the outlet", DAY)
    assert archive.sync(one.raw_dir, ARCHIVE) == archive.Synced(deleted=1)
    archive.sync(two.raw_dir, ARCHIVE)
    for settings in (one, two):
        assert not list(settings.raw_dir.glob("*/*/*"))
        assert [entry.reason for entry in withdrawals(settings.raw_dir)] == ["asked by the outlet"]
    assert [path for path in memory.find("/drop/raw") if path.endswith(".txt")] == []


def test_a_file_that_was_half_sent_is_sent_again(tmp_path, memory):
    settings = machine(tmp_path / "one")
    (landed,) = land_text(settings, "a.txt", "the whole text")
    address = f"/drop/raw/{landed.relative_to(settings.raw_dir).as_posix()}"
    memory.pipe(address, b"the wh")
    assert archive.sync(settings.raw_dir, ARCHIVE).sent == 1
    assert memory.cat(address) == b"the whole text"


def test_a_spoilt_or_foreign_file_at_the_address_is_not_taken(tmp_path, memory):
    memory.pipe({"/drop/raw/2024-05-06/x.txt": b"x", "/drop/raw/notes/0123456789ab/x.txt": b"x"})
    memory.pipe("/drop/raw/2024-05-06/0123456789ab/.hidden.txt", b"x")
    assert archive.sync(tmp_path / "raw", ARCHIVE) == archive.Synced()
    memory.pipe("/drop/raw/2024-05-06/0123456789ab/a.txt", b"spoilt")
    with pytest.raises(RemoteError, match="found another content at the address than"):
        archive.sync(tmp_path / "raw", ARCHIVE)
    assert not [path for path in (tmp_path / "raw").rglob("*") if path.is_file()]


def test_a_bucket_is_emptied_into_the_archive(tmp_path, s3):
    s3.pipe({"drop/inbox/a.txt": b"one", "drop/inbox/deep/b.txt": b"two", "drop/inbox/c.tmp": b"three"})
    settings = Settings(data_dir=tmp_path, inbox_url="s3://drop/inbox", archive_url="s3://drop/raw")
    report = ingest(settings, [], DAY)
    assert sorted(path.name for path in report.landed) == ["a.txt", "b.txt"]
    assert (settings.raw_dir / report.landed[0].relative_to(settings.raw_dir)).read_bytes() == b"one"
    s3.invalidate_cache()
    kept = [f"drop/raw/{path.relative_to(settings.raw_dir).as_posix()}" for path in report.landed]
    assert s3.find("drop") == ["drop/inbox/c.tmp", *sorted(kept)]
