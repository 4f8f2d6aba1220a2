"""What can be proved of the dependencies without asking anyone: exact pins, of no index, and exceptions with a reason."""

from __future__ import annotations

import re
import tomllib

import pytest
from blocks import PROJECT_DIR

PINS = (
    "requirements.txt",
    "requirements-dev.txt",
    "requirements-docs.txt",
    "requirements-spark.txt",
    "tests/clients/requirements.txt",
)


def pinned(name: str) -> set[str]:
    lines = (PROJECT_DIR / name).read_text().splitlines()
    return {re.split(r"[=\[ ;]", line)[0].lower() for line in lines if line.strip() and not line.startswith("#")}


@pytest.mark.parametrize("name", PINS)
def test_every_pin_is_exact_and_of_no_index(name):
    for line in (PROJECT_DIR / name).read_text().splitlines():
        assert re.fullmatch(r"[a-z0-9._-]+(\[[a-z0-9,_-]+\])?==[\w.+!-]+( ; .+)?", line, re.IGNORECASE), line


def test_all_of_our_pins_are_of_the_same_versions():
    """They go into one environment: what differs would be installed twice, and the last would win."""
    found: dict[str, set[frozenset[str]]] = {}
    for name in PINS[:4]:
        versions: dict[str, set[str]] = {}  # some have another one for an older Python
        for line in (PROJECT_DIR / name).read_text().splitlines():
            package, version = line.split(" ;")[0].split("==")
            versions.setdefault(package, set()).add(version)
        for package, some in versions.items():
            found.setdefault(package, set()).add(frozenset(some))
    assert {package: differing for package, differing in found.items() if len(differing) > 1} == {}


def test_every_dependency_is_pinned():
    project = tomllib.loads((PROJECT_DIR / "pyproject.toml").read_text())["project"]
    for name, stated in (
        (PINS[0], project["dependencies"]),
        (PINS[1], project["dependencies"] + project["optional-dependencies"]["dev"]),
        ("requirements-spark.txt", project["dependencies"] + project["optional-dependencies"]["spark"]),
    ):
        names = {re.split(r"[=<>\[ ]", dependency)[0].lower() for dependency in stated}
        assert names <= pinned(name)


def test_every_exception_of_the_audit_has_its_reason_and_its_day():
    for line in (PROJECT_DIR / ".ci" / "audit-exceptions.txt").read_text().splitlines():
        assert line.startswith("#") or re.search(r"^\S+\s+# .{20,} look again \d{4}-\d\d-\d\d$", line), line
