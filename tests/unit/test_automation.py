"""What sets runs off: the inbox, schedules, and alerts; no run is started."""

import datetime as dt
import json
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import dagster as dg
import pytest
from typer.testing import CliRunner

from pipelines import alerts, stamps
from pipelines.alerts import alert, what_is_too_old
from pipelines.automation.schedules import schedules
from pipelines.automation.sensors import sensors
from pipelines.cli import app
from pipelines.ingest import landing
from pipelines.ingest.landing import land_inbox, settled_files
from pipelines.runner import ingest, today
from pipelines.settings import Settings


@pytest.fixture
def settings(tmp_path) -> Settings:
    (tmp_path / "inbox").mkdir()
    return Settings(data_dir=tmp_path)


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    monkeypatch.setattr(landing, "SECOND_LOOK_SECONDS", 0)


def named(definitions, name):
    return next(one for one in definitions if one.name == name)


def tick(settings, instance=None):
    with instance or dg.DagsterInstance.ephemeral() as instance:
        return named(sensors(settings), "inbox")(dg.build_sensor_context(instance=instance))


def test_while_a_run_is_at_work_files_land_and_nothing_is_asked_for(settings):
    instance = dg.DagsterInstance.ephemeral()
    instance.add_run(dg.DagsterRun(job_name="dateline", status=dg.DagsterRunStatus.STARTED))
    (settings.inbox_dir / "a.txt").write_text("A headline\n\nA body.")
    assert f"a run is at work: 1 landed, 0 had landed before, 0 left alone; the look after it asks for {today()}" in (
        tick(settings, instance).skip_message
    )
    (asked,) = tick(settings)
    assert asked.partition_key == today().isoformat()


def test_a_file_in_the_inbox_lands_and_asks_for_its_day(settings):
    (settings.inbox_dir / "a.txt").write_text("A headline\n\nA body.")
    (asked,) = tick(settings)
    assert asked.partition_key == today().isoformat()
    assert asked.run_key == f"{today()}:{stamps.validate_stamp(settings, today())}"
    assert asked.tags["dateline/started_by"] == "inbox"
    assert list(settings.inbox_dir.iterdir()) == []


def test_a_tick_that_was_killed_after_landing_is_made_good_with_the_same_key(settings):
    (settings.inbox_dir / "a.txt").write_text("A headline\n\nA body.")
    assert [one.run_key for one in tick(settings)] == [one.run_key for one in tick(settings)]


def test_a_redelivery_under_another_name_leaves_the_inbox_and_changes_no_key(settings):
    (settings.inbox_dir / "a.txt").write_text("A headline\n\nA body.")
    (first,) = tick(settings)
    (settings.inbox_dir / "b.txt").write_text("A headline\n\nA body.")
    (again,) = tick(settings)
    assert again.run_key == first.run_key
    assert list(settings.inbox_dir.iterdir()) == []
    assert len(list(settings.raw_dir.glob("*/*/*"))) == 1


def test_an_empty_inbox_asks_for_nothing(settings):
    assert "nothing new: 0 landed" in tick(settings).skip_message


def test_a_file_that_changes_between_two_looks_stays(settings, monkeypatch):
    growing, still = settings.inbox_dir / "growing.txt", settings.inbox_dir / "still.txt"
    growing.write_text("half")
    still.write_text("whole")
    monkeypatch.setattr(landing.time, "sleep", lambda _: growing.write_text("half and more"))
    report = land_inbox(settings.inbox_dir, settings.raw_dir, today())
    assert [path.name for path in report.landed] == ["still.txt"]
    assert report.skipped == [(growing, "still being written")]
    assert growing.exists()


def test_an_old_file_needs_no_second_look(settings, monkeypatch):
    path = settings.inbox_dir / "a.txt"
    path.write_text("x")
    monkeypatch.setattr(landing.time, "sleep", lambda _: pytest.fail("looked twice"))
    assert settled_files([path], now=path.stat().st_ctime + 11) == {path}


def test_a_file_written_on_while_it_is_copied_is_not_kept(settings, monkeypatch):
    (settings.inbox_dir / "a.txt").write_text("x")
    monkeypatch.setattr(landing, "digest_of_file", lambda path: "0" * 12)
    report = land_inbox(settings.inbox_dir, settings.raw_dir, today())
    assert report.landed == []
    assert (settings.inbox_dir / "a.txt").exists()
    assert not [path for path in settings.raw_dir.rglob("*") if path.is_file()]


def at(hour: int, instance: dg.DagsterInstance | None = None) -> dg.ScheduleEvaluationContext:
    return dg.build_schedule_context(instance, scheduled_execution_time=dt.datetime(2026, 11, 21, hour, tzinfo=dt.UTC))


def test_the_daily_round_asks_for_stale_days_newest_first_and_anew_each_day(settings):
    source = settings.data_dir / "a.txt"
    for day in (19, 20):
        source.write_text(f"text of {day}")
        ingest(settings, [source], dt.date(2026, 11, day))
    asked = named(schedules(settings), "daily_stale_days")(at(2))
    assert [one.partition_key for one in asked] == ["2026-11-20", "2026-11-19"]
    assert all(one.run_key.startswith("2026-11-21:2026-11-") for one in asked)


def test_the_daily_warehouse_waits_for_something_to_land(settings):
    warehouse = named(schedules(settings), "daily_warehouse")
    assert "nothing has landed" in warehouse(at(4)).skip_message
    (settings.inbox_dir / "a.txt").write_text("text")
    ingest(settings, [], dt.date(2026, 11, 20))
    assert warehouse(at(4)).tags["dateline/started_by"] == "daily_warehouse"


def test_the_hourly_inbox_is_off_and_does_what_the_sensor_does(settings):
    hourly = named(schedules(settings), "hourly_inbox")
    assert hourly.default_status is dg.DefaultScheduleStatus.STOPPED
    (settings.inbox_dir / "a.txt").write_text("text")
    with dg.DagsterInstance.local_temp(str(settings.data_dir)) as instance:
        (asked,) = hourly(at(5, instance))
    assert asked.partition_key == "2026-11-21"


def test_what_is_too_old_is_told_once(settings, monkeypatch):
    told = []
    old = {"published": {"age_hours": 30.0}, "backlog": {"oldest_hours": 3.0}}
    monkeypatch.setattr(alerts, "status", lambda *_: old)
    monkeypatch.setattr(alerts, "alert", lambda _, subject, text: told.append(subject))
    named(sensors(settings), "freshness")(dg.build_sensor_context())
    assert CliRunner().invoke(app, ["status", "--alert", "--data-dir", str(settings.data_dir)]).exit_code == 0
    both = ["the inbox is not taken up", "the published file is too old"]
    assert told == both  # by the sensor, and not again by a timer
    old["backlog"] = {"oldest_hours": None}
    alerts.watch(settings)
    old["backlog"] = {"oldest_hours": 3.0}
    alerts.watch(settings)
    assert told == [*both, "the inbox is not taken up"]
    assert what_is_too_old(settings, {"published": None, "backlog": {"oldest_hours": 1.0}}) == {}


def test_a_run_that_fails_is_told_with_its_step_and_its_reason(settings):
    @dg.op
    def ingest_files() -> None:
        raise dg.Failure("machine: no") from OSError(28, "No space left on device")

    @dg.job(tags={"dagster/partition": "2026-11-20"})
    def whole() -> None:
        ingest_files()

    with dg.DagsterInstance.ephemeral() as instance:
        done = whole.execute_in_process(instance=instance, raise_on_error=False)
        failed = dg.build_run_status_sensor_context(
            "run_failure", done.get_run_failure_event(), instance, done.dagster_run
        ).for_run_failure()
        named(sensors(settings), "run_failure")(failed)
    (told,) = [json.loads(line) for line in (settings.data_dir / "logs" / "dateline.jsonl").read_text().splitlines()]
    assert told["subject"] == f"run {done.run_id[:8]} of whole failed"
    assert told["text"].startswith("landing day 2026-11-20: step ingest_files: OSError: [Errno 28] No space left")
    assert "the disk is full: free space" in told["text"]


def test_a_look_that_found_nothing_is_not_written_down(settings):
    tick(settings)
    assert not (settings.data_dir / "logs" / "dateline.jsonl").exists()


def test_an_inbox_that_can_not_be_reached_is_told(settings):
    settings.inbox_url = "nosuchthing://host/inbox"
    told = named(sensors(settings), "freshness")(dg.build_sensor_context())
    assert told.skip_message == "the inbox or the data folder can't be looked at"
    assert "could not use the address" in (settings.data_dir / "logs" / "dateline.jsonl").read_text()


def test_a_file_that_its_sender_closed_stops_nobody_else_s(settings, monkeypatch):
    for name in ("closed.txt", "open.txt", "kept.txt"):
        (settings.inbox_dir / name).write_text(name)
    digest_of_file, unlink = landing.digest_of_file, Path.unlink

    def refusing(path, *, name, then):
        if path.name == name:
            raise PermissionError(13, "Permission denied", str(path))
        return then(path)

    monkeypatch.setattr(landing, "digest_of_file", partial(refusing, name="closed.txt", then=digest_of_file))
    monkeypatch.setattr(
        Path, "unlink", lambda path, **given: refusing(path, name="kept.txt", then=partial(unlink, **given))
    )
    report = land_inbox(settings.inbox_dir, settings.raw_dir, dt.date(2026, 11, 20))
    assert [path.name for path in report.landed] == ["kept.txt", "open.txt"]
    assert {path.name: why for path, why in report.skipped} == dict.fromkeys(["closed.txt", "kept.txt"], landing.CLOSED)
    assert sorted(path.name for path in settings.inbox_dir.iterdir()) == ["closed.txt", "kept.txt"]


def test_an_alert_goes_to_the_webhook_and_the_journal(settings):
    got = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self):
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        settings.alert_webhook = f"http://127.0.0.1:{server.server_port}/hook"
        assert alert(settings, "a run failed", "the disk is full") == []
    assert got == [{"subject": "a run failed", "text": "the disk is full", "data_dir": str(settings.data_dir)}]
    assert '"event": "alert"' in (settings.data_dir / "logs" / "dateline.jsonl").read_text()


def test_an_alert_that_can_not_be_delivered_is_written_down_without_its_address(settings):
    settings.alert_webhook = "file:///secret"
    settings.alert_mail, settings.alert_mail_server = "a@example.org", "127.0.0.1:1"
    failed = alert(settings, "a run failed", "why")
    assert [why.split(":")[0] for why in failed] == ["webhook", "mail"]
    assert "secret" not in (settings.data_dir / "logs" / "dateline.jsonl").read_text()
