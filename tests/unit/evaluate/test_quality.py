import io
import json
import shutil

import polars as pl
import pytest
from rich.console import Console
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.evaluate import quality, report
from pipelines.evaluate.baseline import Lookups, read_naively
from pipelines.evaluate.compare import FIELDS
from pipelines.extract.codebook import Codebook
from pipelines.schemas import EXTRACTION_QUALITY
from pipelines.settings import GOLD_DIR, SEEDS_DIR


@pytest.fixture(scope="module")
def codebook():
    return Codebook.load(SEEDS_DIR)


@pytest.fixture(scope="module")
def evaluation(codebook):
    return quality.evaluate(GOLD_DIR, codebook)


def test_every_gold_article_is_read_whole_and_dated(evaluation):
    for name in ("body", "published_on"):
        wrong = {key: o[name] for key, o in evaluation.ours.items() if o[name].counts()[1:] != (0, 0)}
        assert wrong == {}


def test_every_evidence_slices_back(evaluation):
    assert {key: o["offsets"].counts()[1] for key, o in evaluation.ours.items() if o["offsets"].counts()[1]} == {}


def test_the_extractors_read_more_than_the_baseline(evaluation):
    table = quality.quality_table(evaluation).filter(half="all")
    for name in ("casualty", "casualty_group", "claimant", "place", "region_hit", "actor_speaker", "statement_speaker"):
        row = table.row(by_predicate=pl.col("field") == name, named=True)
        assert row["f1"] > row["baseline_f1"], name


def test_the_table_has_every_field_and_half_and_its_halves_add_up(evaluation):
    table = quality.quality_table(evaluation)
    assert table.schema == EXTRACTION_QUALITY.schema
    assert table.height == 3 * len(FIELDS)
    support = table.pivot("half", index="field", values="support")
    assert (support["tuning"] + support["held_out"] == support["all"]).all()
    assert table.filter(pl.col("precision") > 1).height == 0
    assert table.filter(field="statement")["precision"].null_count() == 3


def test_a_change_of_the_codebook_is_shown_item_by_item(tmp_path, codebook, evaluation):
    last = tmp_path / "evaluation.json"
    out = io.StringIO()
    console = Console(file=out, width=200)
    assert not report.show_changes(console, evaluation, last)
    report.save(last, evaluation)
    assert report.show_changes(console, evaluation, last)
    assert "Nothing is read otherwise" in out.getvalue()
    weapons = codebook.table("weapon_terms").filter(~pl.col("term").str.contains("(?i)machete"))
    changed = quality.evaluate(
        GOLD_DIR, Codebook({**codebook.tables, "weapon_terms": weapons}, f"{codebook.version}-changed")
    )
    report.show_changes(console, changed, last)
    assert "la-caps-peru  weapon_class: now missed: bladed" in out.getvalue()


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("At least six people were killed.", {("killed", 6, None)}),
        ("A shell killed 12 people. Up to 20 were injured.", {("killed", 12, 12), ("wounded", None, 20)}),
        ("The town has 4,000 cellars.", set()),
    ],
)
def test_the_baseline_reads_numbers_beside_words_of_death(codebook, text, figures):
    read = read_naively(None, text, None, Lookups.of(codebook))
    assert {(f.measure, f.low, f.high) for f in read.figures} == figures


def test_the_command_writes_the_lake_table(tmp_path):
    result = CliRunner().invoke(app, ["evaluate", "--data-dir", str(tmp_path), "--compare", "--misses", "casualty"])
    assert result.exit_code == 0, result.output
    assert "Nothing to compare with yet" in result.output
    written = pl.read_parquet(quality.quality_file(tmp_path / "lake"))
    assert written.schema == EXTRACTION_QUALITY.schema


@pytest.mark.parametrize("arguments", [["--misses", "colour"], ["--gold", "nowhere"]])
def test_wrong_use_is_told(tmp_path, arguments):
    result = CliRunner().invoke(app, ["evaluate", "--data-dir", str(tmp_path), *arguments])
    assert result.exit_code == 2


def test_the_document_has_every_field_and_register(evaluation):
    text = (GOLD_DIR.parents[1] / "docs" / "quality.md").read_text(encoding="utf-8")
    for table in (report.markdown(evaluation), report.markdown_by_register(evaluation)):
        for line in table.splitlines()[2:]:
            assert f"\n{' |'.join(line.split(' |')[:1])} |" in text, line


def test_another_corpus_does_not_stand_for_the_project_s_own(tmp_path):
    line = (GOLD_DIR / "gold.jsonl").read_text(encoding="utf-8").splitlines()[0]
    other = tmp_path / "other"
    (other / "raw").mkdir(parents=True)
    (other / "gold.jsonl").write_text(line + "\n", encoding="utf-8")
    name = json.loads(line)["file"]
    shutil.copy(GOLD_DIR / "raw" / name, other / "raw" / name)
    result = CliRunner().invoke(app, ["evaluate", "--data-dir", str(tmp_path), "--gold", str(other)])
    assert result.exit_code == 0, result.output
    assert not quality.quality_file(tmp_path / "lake").exists()
