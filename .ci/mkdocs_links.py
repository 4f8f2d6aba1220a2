"""A hook of MkDocs: links from the guide to files of the repository that are no pages become their paths, as text."""

from __future__ import annotations

import re
from typing import Any

_OUT = re.compile(r"\[(?P<words>[^\]]+)\]\((?P<path>(?:\.\./|deploy/|notebooks/)[^)]*)\)")


def on_page_markdown(markdown: str, **_: Any) -> str:
    """`[README](../dbt_project/seeds/README.md)` becomes `README (dbt_project/seeds/README.md)`."""
    return _OUT.sub(lambda link: f"{link['words']} (`{_in_the_repository(link['path'])}`)", markdown)


def _in_the_repository(path: str) -> str:
    return path.removeprefix("../") if path.startswith("../") else f"docs/{path}"
