"""What dbt's manifest promises of the tables of marts and meta.

What belongs here: reading contracts (columns, keys, descriptions). What does not: making tables and filling them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SCHEMAS = ("marts", "meta")

Node = dict[str, Any]
"""A model as dbt's manifest tells it."""


def promised_tables(manifest: Path) -> list[Node]:
    """The models of marts and meta that are tables, by schema and name."""
    nodes = json.loads(manifest.read_text(encoding="utf-8"))["nodes"].values()
    return sorted((node for node in nodes if _is_table(node)), key=lambda node: (node["schema"], node["name"]))


def primary_keys(manifest: Path) -> dict[str, list[str]]:
    """Columns of the key by relation (`marts.fct_article`)."""
    return {f"{model['schema']}.{model['name']}": primary_key(model) for model in promised_tables(manifest)}


def primary_key(model: Node) -> list[str]:
    """Columns of a model's key; none where it promises none."""
    # a column that is a word of SQL's own stands in the contract with its quotes
    return [column.strip('"') for key in constraints(model, "primary_key") for column in key["columns"]]


def listed(names: Iterable[str]) -> str:
    """Names of columns as a statement lists them."""
    return ", ".join(f'"{name}"' for name in names)


def constraints(described: Node, kind: str) -> list[Node]:
    """The constraints of a model or column that are of a kind."""
    return [constraint for constraint in described["constraints"] if constraint["type"] == kind]


def _is_table(node: Node) -> bool:
    return node["resource_type"] == "model" and node["schema"] in SCHEMAS and node["fqn"][1] != "exports"
