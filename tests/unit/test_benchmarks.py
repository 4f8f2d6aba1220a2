"""What benchmarks measure with: feeds as real ones are, and counts that are told apart by step."""

import json
from collections import Counter

import polars as pl
import pytest

from benchmarks.corpus import articles, stories
from benchmarks.extract import FOUND, in_duckdb, python_loop
from benchmarks.whole_way import Look, between, write_feeds
from pipelines.extract.batch import Batch
from pipelines.extract.codebook import Codebook
from pipelines.extract.fingerprints import fingerprint_table
from pipelines.settings import SEEDS_DIR

N = 300


def test_the_same_stories_are_made_again():
    assert list(stories(5)) == list(stories(7))[:5]


def test_two_stories_have_few_runs_of_words_in_common():
    """Those that the warehouse would take for one story share a tenth of a sketch of 128 runs, and figures."""
    sketches = fingerprint_table(Batch(articles(N), Codebook.load(SEEDS_DIR))).select("version_id", "shingle_hash")
    pairs = (
        sketches.join(sketches, on="shingle_hash", suffix="_other")
        .filter(pl.col("version_id") < pl.col("version_id_other"))
        .group_by("version_id", "version_id_other")
        .len()
    )
    assert pairs.filter(pl.col("len") > 12).height < N / 20


def test_a_feed_has_copies_versions_and_lines_that_are_cut_off(tmp_path):
    n_stories = write_feeds(tmp_path / "feeds", N)
    whole, n_cut = [], 0
    for line in (tmp_path / "feeds" / "feed-0000.jsonl").read_text().splitlines():
        try:
            whole.append(json.loads(line))
        except ValueError:
            n_cut += 1
    addresses, texts = Counter(r["url"] for r in whole), Counter(r["text"] for r in whole)
    n_versions, n_copies = len(whole) - len(addresses), len(whole) - len(texts)
    assert len(whole) + n_cut == N
    assert (n_cut, n_versions, n_copies) == pytest.approx((0.01 * N, 0.02 * N, 0.05 * N), abs=8)
    assert n_stories == pytest.approx(len(addresses) - n_copies, abs=3)


def test_what_a_step_took_is_told_from_what_was_taken_around_it():
    looks = [Look(at, processor=10.0 * at, memory=100 - at, written=at) for at in range(6)]
    step = between(looks, 1.0, 3.0)
    assert (step.wall, step.processor, step.peak_bytes, step.written) == (2.0, 20.0, 99, 2)


def test_peers_find_the_same_figures_and_speakers():
    frame = articles(20)
    by_hand, in_sql = python_loop(frame)(), in_duckdb(frame)()
    assert by_hand["figures"] == in_sql["figures"] > 0
    assert by_hand["places"] > in_sql["places"] > 0, "of capitalised words only those that the gazetteer has"
    assert set(in_sql) == set(FOUND)
