"""What the documents show is what the project does."""

from __future__ import annotations

import re
from itertools import chain

import pytest
import yaml
from blocks import PROJECT_DIR, blocks, documents, output_of
from typer.testing import CliRunner

from pipelines.cli import app

BLOCKS = blocks()


@pytest.mark.parametrize("block", BLOCKS, ids=[block.name for block in BLOCKS])
def test_a_block_gives_the_output_shown_below_it(sample_warehouse, block):
    assert output_of(sample_warehouse, block.kind, block.code) == block.output, (
        "python tests/docs/blocks.py writes outputs anew"
    )


def test_blocks_of_every_kind_are_run():
    """A pattern that finds no block would test nothing."""
    assert {block.kind for block in BLOCKS} == {"sql", "bash", "python"}
    shown = sum(document.read_text().count("```\n\n```text\n") for document in documents())
    assert len(BLOCKS) > 0.8 * shown


def test_the_readme_shows_three_queries_with_their_output():
    assert sum(block.document.name == "README.md" for block in BLOCKS) >= 3


def test_commands_in_the_documents_exist():
    """Every `make x` is a target, every `dateline x` a command."""
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT_DIR / "Makefile").read_text(), re.MULTILINE))
    commands = {command.name or command.callback.__name__ for command in app.registered_commands}
    commands |= {group.name for group in app.registered_groups}
    for document in documents():
        for line in _code(document.read_text()):
            for name in re.findall(r"(?:^|`|&& )make ([a-z-]+)", line):
                assert name in targets, f"{document.name}: make {name}"
            for name in re.findall(r"(?:^|`|&& )(?:\.venv/bin/)?dateline ([a-z]+)", line):
                assert name in commands, f"{document.name}: dateline {name}"


def test_links_to_files_lead_somewhere():
    for document in documents():
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text()):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_the_command_s_help_is_whole():
    shown = CliRunner().invoke(app, ["run", "--help"], env={"COLUMNS": "120"}).output
    assert "--landed-on" in shown


def _code(text: str) -> list[str]:
    """Lines of fenced blocks and inline code."""
    fenced = re.findall(r"```(?:bash|sh|console)?\n(.*?)```", text, re.DOTALL)
    inline = re.findall(r"(`[^`\n]+`)", text)
    return [line.strip().removeprefix("$ ") for block in fenced for line in block.splitlines()] + inline


def test_the_guide_leads_to_every_page():
    config = yaml.safe_load((PROJECT_DIR / ".ci" / "mkdocs.yml").read_text())
    entries = [entry for part in config["nav"] for entry in part.values()]
    listed = [
        page
        for entry in entries
        for page in ([entry] if isinstance(entry, str) else [*chain(*map(dict.values, entry))])
    ]
    assert sorted(listed) == sorted(path.name for path in (PROJECT_DIR / "docs").glob("*.md"))


def test_every_picture_says_what_it_shows():
    for document in documents():
        for words in re.findall(r"!\[([^\]]*)\]\(", document.read_text()):
            assert len(words) > 15, f"{document.name}: a picture without words"
