"""How the explorer's page is served.

What belongs here: Streamlit's command line, which closes the page to other machines. What does not: the page (page.py).
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from pipelines.publish.serving import expect_published
from pipelines.settings import Settings

OPTIONS = {
    "server.address": "127.0.0.1",
    "server.headless": "true",  # asks for no address of mail, opens no browser
    "server.fileWatcherType": "none",
    "server.enableCORS": "true",
    "server.enableXsrfProtection": "true",
    "browser.gatherUsageStats": "false",
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
}


def arguments(settings: Settings, port: int) -> list[str]:
    """The command that serves the page. Raises FileNotFoundError before the first release, ModuleNotFoundError."""
    expect_published(settings.published_file)
    if importlib.util.find_spec("streamlit") is None:
        raise ModuleNotFoundError("found no Streamlit: `pip install 'dateline[explorer]'` brings it")
    page = Path(__file__).with_name("app.py")
    options = [f"--{name}={value}" for name, value in OPTIONS.items()]
    return [sys.executable, "-m", "streamlit", "run", str(page), f"--server.port={port}", *options]
