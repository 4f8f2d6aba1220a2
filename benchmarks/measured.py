"""What was measured last, in measured.json beside this file: other benchmarks keep it there, scale.py reckons with it.

What belongs here: reading and writing that file. What does not: measuring.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("measured.json")


def measured() -> dict[str, Any]:
    """By benchmark: what it measured."""
    kept: dict[str, Any] = json.loads(FILE.read_text()) if FILE.exists() else {}
    return kept


def keep(benchmark: str, values: dict[str, Any]) -> None:
    """Put values in the place of those that have their names; others stay."""
    kept = measured()
    kept[benchmark] = kept.get(benchmark, {}) | values
    FILE.write_text(json.dumps(kept, indent=1) + "\n")
