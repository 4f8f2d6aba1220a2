"""What a person sees of an evaluation: the table, what changed since the last one, and the misses of a field.

What belongs here: showing, and keeping the last result to compare with. What does not: scoring (quality.py).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipelines.evaluate.compare import FIELDS, Outcomes
from pipelines.evaluate.quality import Evaluation, quality_table, scores_of

LAST = "evaluation.json"
"""File of the last result, below the data folder."""
SIDES = ("right", "missed", "invented")


def show(console: Console, evaluation: Evaluation) -> None:
    """Both halves side by side, F1 of the baseline beside ours."""
    table = Table(header_style="bold", box=None, padding=(0, 1))
    table.add_column("field")
    for half in ("tuning", "held-out"):
        for name in (f"{half}\nprecision", "\nrecall", "\nF1", "\nsupport", "\nbaseline"):
            table.add_column(name, justify="right")
    rows = {(row["field"], row["half"]): row for row in quality_table(evaluation).iter_rows(named=True)}
    for name in FIELDS:
        cells = []
        for half in ("tuning", "held_out"):
            row = rows[name, half]
            ours = [_shown(row[column]) for column in ("precision", "recall", "f1")]
            naive = row["baseline_f1"] if row["baseline_f1"] is not None else row["baseline_recall"]
            cells += [*ours, str(row["support"]), f"[dim]{_shown(naive)}[/]"]
        table.add_row(name, *cells)
    console.print(table)
    n_held = sum(article.half == "held_out" for article in evaluation.articles)
    console.print(
        f"[dim]{len(evaluation.articles)} articles, {n_held} of them held out; codebook {evaluation.codebook_version}; "
        "what each field means: docs/quality.md[/]"
    )


def show_misses(console: Console, evaluation: Evaluation, name: str) -> None:
    """Every miss and invention of a field in the tuning half: the held-out half is for measuring only."""
    for article in evaluation.articles:
        outcome = evaluation.ours[article.id][name]
        if article.half == "tuning" and (outcome.missed or outcome.invented):
            console.print(f"[bold]{article.id}[/]", highlight=False)
            for item in outcome.missed:
                console.print(f"  missed    {escape(item)}", highlight=False)
            for item in outcome.invented:
                console.print(f"  invented  {escape(item)}", highlight=False)


def save(path: Path, evaluation: Evaluation) -> None:
    """Keep the items of every article, for the next comparison."""
    path.parent.mkdir(parents=True, exist_ok=True)
    items = {key: _items(outcomes) for key, outcomes in evaluation.ours.items()}
    f1 = {f"{r['field']} {r['half']}": r["f1"] for r in quality_table(evaluation).iter_rows(named=True)}
    path.write_text(json.dumps({"f1": f1, "items": items}, ensure_ascii=False), encoding="utf-8")


def show_changes(console: Console, evaluation: Evaluation, path: Path) -> bool:
    """What is read otherwise than in the last result: F1 by field, then item by item. False where there is none.

    Of the held-out half only the scores are shown.
    """
    if not path.is_file():
        console.print("Nothing to compare with yet: this result is kept for the next time.")
        return False
    last: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    changed = []
    for row in quality_table(evaluation).filter(pl.col("half") != "all").iter_rows(named=True):
        before, after = last["f1"].get(f"{row['field']} {row['half']}"), row["f1"]
        if before is not None and after is not None and abs(after - before) >= 0.00005:
            changed.append(f"{row['field']:<18}{row['half']:<10}{before:.3f} → {after:.3f}  ({after - before:+.3f})")
    moves = list(_moves(evaluation, last["items"]))
    if not changed and not moves:
        console.print("Nothing is read otherwise than in the last result.")
    for line in [*changed, *moves]:
        console.print(line, highlight=False, markup=False)
    return True


def _moves(evaluation: Evaluation, last: dict[str, Any]) -> list[str]:
    moves = []
    for article in evaluation.articles:
        if article.half != "tuning" or article.id not in last:
            continue
        now = _items(evaluation.ours[article.id])
        for name in FIELDS:
            before, after = last[article.id].get(name, {}), now[name]
            moves += [
                f"{article.id}  {name}: now {side}: {item}"
                for side in SIDES
                for item in after[side]
                if item not in before.get(side, [])
            ]
            gone = set(before.get("invented", [])) - set(after["invented"]) - set(after["right"])
            moves += [f"{article.id}  {name}: no longer invented: {item}" for item in sorted(gone)]
    return moves


def _items(outcomes: Outcomes) -> dict[str, dict[str, list[str]]]:
    return {name: {side: getattr(outcome, side) for side in SIDES} for name, outcome in outcomes.items()}


def markdown(evaluation: Evaluation) -> str:
    """The first table of docs/quality.md."""
    rows = {(row["field"], row["half"]): row for row in quality_table(evaluation).iter_rows(named=True)}
    lines = [
        "| field | precision | recall | F1 | support | baseline F1 | precision | recall | F1 | support | baseline F1 |",
        "| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |",
    ]
    for name in FIELDS:
        cells = [name]
        for half in ("tuning", "held_out"):
            row = rows[name, half]
            cells += [_shown(row[column]) for column in ("precision", "recall", "f1")]
            naive = row["baseline_f1"] if row["baseline_f1"] is not None else row["baseline_recall"]
            cells += [str(row["support"]), _shown(naive)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def markdown_by_register(evaluation: Evaluation) -> str:
    """Casualty figures by register, both halves together: the second table of docs/quality.md."""
    lines = ["| register | articles | figures | precision | recall |", "| --- | --: | --: | --: | --: |"]
    registers = sorted({article.register for article in evaluation.articles if article.conflict})
    for register in registers:
        ids = [article.id for article in evaluation.articles if article.register == register]
        scores = scores_of("casualty", (evaluation.ours[key] for key in ids))
        cells = [register, str(len(ids)), str(scores["support"]), _shown(scores["precision"]), _shown(scores["recall"])]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}".removeprefix("0") if value < 1 else "1"
