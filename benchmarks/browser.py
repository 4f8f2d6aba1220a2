"""The explorer in Chromium: how long until the page shows its numbers, and pictures of it.

    python -m benchmarks.browser <data folder> [folder for pictures]

Serves the page as `dateline explore` does, opens it twice (the first visit also loads Streamlit's own files), and
prints how long it took from the address to the numbers. With a folder it also writes pictures: as it opens, a claim
with its sentence, a telephone's width. Chromium is driven by its DevTools protocol.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from pipelines.explorer import launch
from pipelines.publish.serving import reading
from pipelines.settings import Settings

PORT, DEBUG_PORT = 8617, 9617
IS_DRAWN = "document.querySelectorAll('[data-testid=stMetricValue]').length >= 6"
IS_READ = "!!document.querySelector('.dateline-passage mark')"


class Tab:
    """One tab of Chromium."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket, self.number = socket, 0

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command; returns its result."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            told = json.loads(self.socket.recv(timeout=60))
            if told.get("id") == self.number:
                return told.get("result", {})

    def wait(self, condition: str, seconds: float = 30) -> float:
        """Until a JavaScript expression is true; returns the seconds that it took."""
        started = time.perf_counter()
        while time.perf_counter() - started < seconds:
            if self.ask("Runtime.evaluate", expression=condition).get("result", {}).get("value") is True:
                return time.perf_counter() - started
            time.sleep(0.02)
        raise TimeoutError(f"found no {condition} after {seconds} s")

    def open(self, address: str, condition: str = IS_DRAWN) -> float:
        """Go to an address; returns the seconds until the condition holds."""
        self.ask("Page.navigate", url="about:blank")
        started = time.perf_counter()
        self.ask("Page.navigate", url=address)
        self.wait(condition)
        return time.perf_counter() - started

    def size(self, width: int, height: int) -> None:
        """The window's size."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def picture(self, file: Path) -> None:
        """Write what is seen as PNG, when it has settled."""
        time.sleep(2.5)
        file.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot", format="png")["data"]))


@contextmanager
def served(data_dir: Path) -> Iterator[str]:
    """The page's address while it is served."""
    settings = Settings(data_dir=data_dir.absolute())
    environment = os.environ | {"DATELINE_DATA_DIR": str(settings.data_dir)}
    server = subprocess.Popen(launch.arguments(settings, PORT), env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{PORT}/_stcore/health")
        yield f"http://127.0.0.1:{PORT}/"
    finally:
        server.terminate()
        server.wait()


@contextmanager
def tab() -> Iterator[Tab]:
    """A tab of a Chromium with a profile of its own."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        sys.exit("found no Chromium; install it (Debian: apt-get install chromium)")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        flags = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync"
        browser = subprocess.Popen(
            [program, *flags.split(), f"--remote-debugging-port={DEBUG_PORT}", f"--user-data-dir={profile}"],
            stderr=subprocess.DEVNULL,
        )
        try:
            tabs = json.loads(_wait_for(f"http://127.0.0.1:{DEBUG_PORT}/json"))
            address = next(each["webSocketDebuggerUrl"] for each in tabs if each["type"] == "page")
            with connect(address, max_size=None) as socket:
                yield Tab(socket)
        finally:
            browser.terminate()
            browser.wait()


def _wait_for(address: str) -> bytes:
    for _ in range(200):
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.read()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise TimeoutError(f"found no answer at {address}")


def main(data_dir: Path, pictures: Path | None) -> None:
    """Time two visits, take pictures."""
    with reading(Settings(data_dir=data_dir).published_file) as connection:
        (n_claims, claim_id) = connection.execute(
            "select count(*), min(claim_id) filter (is_counted and n_articles > 2) "
            "from marts.fct_casualty_claim join marts.fct_story using (story_id)"
        ).fetchone() or (0, None)
    with served(data_dir) as address, tab() as page:
        page.size(1440, 1000)
        for visit in ("first visit", "second visit"):
            print(f"{visit}, {n_claims:,} claims: {page.open(address):.2f} s to the numbers")
        if pictures is not None:
            page.picture(pictures / "explorer.png")
            page.size(1440, 1900)
            page.open(f"{address}?claim={claim_id}", IS_READ)
            page.picture(pictures / "explorer-claim.png")
            page.size(420, 1500)
            page.open(f"{address}?claim={claim_id}", IS_READ)
            page.picture(pictures / "explorer-narrow.png")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
