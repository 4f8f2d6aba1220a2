"""Alerts: what somebody must hear of, written to the journal and the log, and sent on where the environment says so.

What belongs here: delivery by webhook and mail, and what is too old. What does not: what to do about an alert
(docs/operations.md). An alert that can't be delivered is written down as such, and stops nothing.
"""

from __future__ import annotations

import datetime as dt
import http.client
import json
import logging
import smtplib
import urllib.request
from contextlib import suppress
from email.message import EmailMessage
from typing import Any

from pipelines.files import written_whole
from pipelines.journal import Journal
from pipelines.progress import Silent
from pipelines.settings import Settings
from pipelines.status import status

PATIENCE_SECONDS = 10


def alert(settings: Settings, subject: str, text: str) -> list[str]:
    """Write an alert down and send it on; returns why a delivery failed, one a way that was set.

    The webhook gets `{"subject", "text", "data_dir"}` as JSON.
    """
    log = logging.getLogger("dateline")
    log.error("%s: %s", subject, text)
    failed = []
    for name, asked, send in (("webhook", settings.alert_webhook, _post), ("mail", settings.alert_mail, _mail)):
        if asked:
            try:
                send(settings, asked, subject, text)
            except (OSError, ValueError, http.client.HTTPException, smtplib.SMTPException) as error:
                failed.append(f"{name}: {type(error).__name__}: {error}")  # the URL may hold a secret: it is not named
                log.error("the alert could not be delivered by %s", failed[-1])
    Journal(settings, Silent()).write("alert", subject=subject, text=text, undelivered=failed)
    return failed


def what_is_too_old(settings: Settings, status: dict[str, Any]) -> dict[str, str]:
    """Alerts that a status (pipelines.status) calls for: subject to text."""
    found = {}
    published, oldest = status["published"], status["backlog"]["oldest_hours"]
    if published and (published["age_hours"] or 0) > settings.alert_after_hours:
        found["the published file is too old"] = (
            f"found a release of {published['age_hours']} hours ago; expected one within "
            f"{settings.alert_after_hours:g}; look at the last runs (`dateline status`), and run again"
        )
    if oldest is not None and oldest > settings.alert_inbox_hours:
        found["the inbox is not taken up"] = (
            f"found a file that waits for {oldest} hours; expected at most {settings.alert_inbox_hours:g}; is the "
            "sensor `inbox` on, and does the file's name say that it is unfinished?"
        )
    return found


def watch(settings: Settings) -> dict[str, str]:
    """Look at what is too old, and raise an alert for it once, again only after it was well; returns what is.

    What was told stands in a file, so that a timer and Dagster's sensor tell nothing twice. Where the folder is closed
    to writing, each look tells again.
    """
    try:
        found = what_is_too_old(settings, status(settings, dt.datetime.now(dt.UTC).replace(tzinfo=None)))
    except OSError as error:
        found = {"the inbox or the data folder can't be looked at": str(error)}
    memory = settings.data_dir / "logs" / "told.json"
    try:
        told = set(json.loads(memory.read_text()))
    except (OSError, ValueError):
        told = set()
    for subject in sorted(found.keys() - told):
        alert(settings, subject, found[subject])
    if found.keys() != told:
        with suppress(OSError):
            memory.parent.mkdir(parents=True, exist_ok=True)
            with written_whole(memory) as beside:
                beside.write_text(json.dumps(sorted(found)))
    return found


def _post(settings: Settings, url: str, subject: str, text: str) -> None:
    if not url.startswith(("http://", "https://")):
        raise ValueError("expected DATELINE_ALERT_WEBHOOK to begin with http:// or https://")
    told = {"subject": subject, "text": text, "data_dir": str(settings.data_dir)}
    request = urllib.request.Request(
        url, json.dumps(told).encode(), {"Content-Type": "application/json"}, method="POST"
    )
    with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS):
        pass


def _mail(settings: Settings, to: str, subject: str, text: str) -> None:
    host, _, port = settings.alert_mail_server.partition(":")
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = f"Dateline: {subject}", f"dateline@{host}", to
    message.set_content(f"{text}\n\n{settings.data_dir}\n")
    with smtplib.SMTP(host, int(port or 25), timeout=PATIENCE_SECONDS) as server:
        server.send_message(message)
