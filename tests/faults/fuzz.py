"""Fuzzing readers and extractors: `make fuzz`, or `python tests/faults/fuzz.py --inputs 100000 --seed 1`.

Readers get files: pieces of the sample corpus, cut, joined, spoilt and salted with what has broken readers before.
Extractors get articles made of sentences and salt. What must hold of every input: nothing is raised, every file ends as
one document or more, texts are clean, and all offsets slice their evidence back from the text.

With `--atheris` (where it is installed: `pip install atheris`), readers are driven by coverage instead of by chance.
"""

from __future__ import annotations

import argparse
import collections
import datetime as dt
import gzip
import io
import json
import os
import random
import sys
import tarfile
import tempfile
import time
import unicodedata
import zipfile
from pathlib import Path
from unittest.mock import patch

os.environ.setdefault("POLARS_MAX_THREADS", "1")

import polars as pl
import zstandard

from pipelines.extract.codebook import Codebook
from pipelines.extract.engine import extract
from pipelines.ingest.day import Ingested, read_landing_day
from pipelines.ingest.readers import large
from pipelines.schemas import ARTICLE, EXTRACT_TABLES, OUTCOMES
from pipelines.settings import SAMPLE_DIR, SEEDS_DIR

LANDED = dt.date(2026, 11, 20)
ENDINGS = (
    ".txt",
    ".html",
    ".json",
    ".jsonl",
    ".htm",
    ".text",
    ".txt.gz",
    ".html.zst",
    ".json.gz",
    ".xhtml",
    "",
    ".pdf",
    ".xml",
    ".rss",
    ".nitf",
    ".warc",
    ".warc.gz",
    ".tar",
    ".tar.gz",
    ".zip",
)
SALT = (
    b"\x00", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\x1b[31m", b"\xc3\x83\xc2\xa9", b"<", b">",
    b"<div>" * 300, b"</p>", b"<script>", b"<!--", b"<![CDATA[", b"<?xml version='1.0'?>", b"<!DOCTYPE html [", b"&#0;",
    b"&#x110000;", b"&amp;lt;", b'{"title":', b"[" * 1200, b"]}", b'"', b"\\ud800", b"NaN", b"1e999", b"9" * 5000,
    b'<script type="application/ld+json">{"@type":"NewsArticle","headline":[]}</script>', b"<meta charset=idna>",
    b'<meta property="og:title" content="">', b"\n" * 50, b" " * 2000, b"- " * 500, "\u202e\u0301\u200d".encode(),
    "👩‍👩‍👧‍👦".encode(), "Ａ１２".encode(), b"=cmd|' /C calc'!A0", b"'; drop table x; --", b"\x1f\x8b\x08", b"PK\x03\x04",
)  # fmt: skip
PIECES = (
    "Officials said on Monday that 12 people were killed when a missile hit a market in Kharkiv.",
    "At least 14 soldiers, including 3 officers, were killed and dozens wounded, the ministry said.",
    "“We lost six men,” said Olena Kovalenko, who leads the brigade’s press office.",
    "The army denied that its drones had struck the hospital in Gaza on 5 May 2024.",
    "Between 20 and 30 fighters died near Goma, according to the Syrian Observatory for Human Rights.",
    "KYIV, Nov 16 (Reuters) - Russia fired 40 missiles and 120 Shahed drones overnight.",
    "99999999999999999999999 people were killed on 31 December 9999 in the year 0.",
    "Nine hundred thousand million billion were wounded; 1,000,000,000,000,000,000,000 fled.",
    "قال مسؤولون إن 12 شخصا قتلوا", "\u202eOfficials\u202c", "e\u0301\u0301\u0301", "👩‍👩‍👧‍👦", "１２ ٣٤ ²³ ½ Ⅷ", "ﬁghters", "ß İ ı ŉ",
    "(((((", "“““", "\n\n", "\n", "\t", " ", "...", "—", "killed", "and", "two dozen", "no one", "not", "who", "12", "-",
    "a,b,c,", "Mr. ", "U.S. ", "No. 5", "\u00a0", "\u2028", "\u0085", "0", "-1", "1.5", "12-year-old", "12-13", "$12 million",
)  # fmt: skip


class FoundError(AssertionError):
    """An input for which something that must hold does not."""


def some_file(chance: random.Random, corpus: list[bytes]) -> tuple[str, bytes]:
    """An ending and the bytes of a file."""
    data = bytearray(chance.choice(corpus))
    for _ in range(chance.randrange(6)):
        at, to = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        match chance.randrange(7):
            case 0:
                del data[at:to]
            case 1:
                other = chance.choice(corpus)
                data[at:at] = other[chance.randrange(len(other) + 1) :][:3000]
            case 2:
                data[at:at] = chance.choice(SALT)
            case 3:
                data[at:at] = chance.choice(SALT) * chance.randrange(1, 4)
            case 4:
                for _ in range(chance.randrange(1, 20)):
                    if data:
                        data[chance.randrange(len(data))] = chance.randrange(256)
            case 5:
                del data[to:]
            case 6:
                data[at:at] = data[at:to][:3000]
    ending, packed = chance.choice(ENDINGS), bytes(data[:60_000])
    if chance.random() < 0.1:
        packed = packed.decode("utf-8", "ignore").encode(
            chance.choice(["utf-16", "cp1251", "utf-16-be", "cp1252"]), "replace"
        )
    if chance.random() < 0.8:
        packed = gzip.compress(packed, 1) if ending.endswith(".gz") else packed
        packed = zstandard.compress(packed, 1) if ending.endswith(".zst") else packed
    return ending, packed


def some_text(chance: random.Random) -> str:
    """A body of sentences and salt."""
    parts = [chance.choice(PIECES) for _ in range(chance.randrange(1, 25))]
    if chance.random() < 0.1:
        parts *= chance.randrange(1, 30)
    text = chance.choice([" ", "", "\n\n", " "]).join(parts)
    if chance.random() < 0.3:
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chr(chance.choice([0x301, 0x200D, 0x2028, 0x1F4A5, 0xFB01, 0x130, 0xA0])) + text[at:]
    return text


def check_read(ingested: Ingested, n_files: int) -> None:
    """What must hold of a landing day. Raises FoundError."""
    documents, articles = ingested.document, ingested.article
    if documents["file_uri"].n_unique() != n_files:
        raise FoundError(f"{n_files - documents['file_uri'].n_unique()} files ended as nothing")
    if not documents["source_uri"].is_unique().all() or not documents["outcome"].is_in(OUTCOMES).all():
        raise FoundError("a document has no outcome, or two")
    if articles.height + ingested.quarantine.height + documents.filter(outcome="duplicate").height != documents.height:
        raise FoundError("the sums disagree")
    if "reader_failed" in ingested.quarantine["reason"]:
        raise FoundError(ingested.quarantine.filter(reason="reader_failed")["detail"][0])
    for text in [*articles["headline"], *articles["body"]]:
        if text != unicodedata.normalize("NFC", text) or any(ord(c) < 32 and c not in "\n\t" for c in text):
            raise FoundError(f"a text is not clean: {text[:200]!r}")


def articles_of(bodies: list[str], headline: str = "Twelve killed in strike on Kharkiv market") -> pl.DataFrame:
    """Article rows of texts, as the ingest floor hands them on."""
    at = dt.datetime(2026, 11, 20)
    given = {"outlet_id": "wire.example", "language": "en", "format": "text", "published_on_source": "landing"}
    rows = [
        dict.fromkeys(ARTICLE.schema) | given | {
            "version_id": f"{number:016x}-00000000", "article_id": f"{number:016x}", "source_uri": f"{number}.txt",
            "headline": headline, "body": unicodedata.normalize("NFC", body).strip() or ".", "published_on": LANDED,
            "word_count": len(body.split()), "content_hash": "0" * 64, "article_version": 1, "landed_at": at,
            "landed_on": LANDED,
        }
        for number, body in enumerate(bodies)
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=ARTICLE.schema)


def check_extracted(articles: pl.DataFrame, codebook: Codebook) -> int:
    """Extract, and slice all evidence back; returns the number of rows. Raises FoundError."""
    tables, n_rows = extract(articles, codebook), 0
    for table in EXTRACT_TABLES:
        rows = tables[table.name]
        n_rows += rows.height
        if rows.schema != table.schema or not rows.select(table.key).is_unique().all():
            raise FoundError(f"{table.name}: other columns than promised, or two rows of one key")
        if "evidence" not in rows.columns:
            continue
        told = rows.join(articles.select("version_id", "headline", "body"), on="version_id", how="left")
        text = pl.col("body")
        if "in_headline" in rows.columns:
            text = pl.when("in_headline").then("headline").otherwise("body")
        sliced = text.str.slice(pl.col("char_start"), pl.col("char_end") - pl.col("char_start"))
        wrong = told.filter(~sliced.eq_missing(pl.col("evidence")))
        if wrong.height:
            raise FoundError(f"{table.name}: evidence that does not slice back: {wrong.row(0, named=True)}")
        bounded = {"low", "high"} <= set(rows.columns)
        if bounded and rows.filter((pl.col("low") > pl.col("high")) | (pl.col("low") < 0)).height:
            raise FoundError(f"{table.name}: bounds that are none")
    return n_rows


def corpus_of() -> list[bytes]:
    """The sample corpus, unpacked, and the texts of this file."""
    texts = [
        path.read_bytes()
        for path in sorted(SAMPLE_DIR.iterdir())
        if path.suffix in (".txt", ".html", ".json", ".jsonl")
    ]
    unpacked = [gzip.decompress(path.read_bytes()) for path in sorted(SAMPLE_DIR.glob("*.html.gz"))]
    body = " ".join(PIECES[:8])
    page = f"<html><head><title>Twelve killed</title></head><body><h1>Twelve killed</h1><p>{body}</p></body></html>"
    feed = json.dumps([{"title": "Twelve killed", "text": body, "published": "2024-05-05"}] * 3)
    return [text for text in [*texts, *unpacked, page.encode(), feed.encode(), *held(page, body)] if text]


def held(page: str, body: str) -> list[bytes]:
    """The same article as a crawl, a feed, a story and a bundle hold it."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}".encode()
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/1\r\nWARC-Date: 2024-05-05T10:00:00Z"
    crawl = f"{head}\r\nContent-Type: application/http\r\nContent-Length: {len(answer)}\r\n\r\n".encode() + answer
    rss = f"<rss><channel><title>A</title><item><title>Twelve killed</title><description>{body}</description></item>"
    story = f"<nitf><body><body.head><hedline><hl1>Twelve killed</hl1></hedline></body.head><body.content><p>{body}</p>"
    item = f"<newsItem guid='1'><contentMeta><headline>Twelve killed</headline></contentMeta><inlineData>{body}"
    tar, packed = io.BytesIO(), io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive, zipfile.ZipFile(packed, "w") as other:
        for name, content in (("a.html", page.encode()), ("b.txt", f"Twelve killed\n\n{body}".encode())):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
            other.writestr(name, content)
    xml = [
        f"{rss}</channel></rss>",
        f"{story}</body.content></body></nitf>",
        f"{item}</inlineData></newsItem>",
    ]
    return [(crawl + b"\r\n\r\n") * 2, tar.getvalue(), packed.getvalue(), *(text.encode() for text in xml)]


def fuzz_readers(chance: random.Random, n_inputs: int, until: float, batch: int = 200) -> collections.Counter[str]:
    """Read files by the batch; returns the number of documents by outcome. Raises FoundError."""
    corpus, counts = corpus_of(), collections.Counter[str]()
    while counts["files"] < n_inputs and time.monotonic() < until:
        with tempfile.TemporaryDirectory(
            prefix="dateline-fuzz-", dir="/dev/shm" if Path("/dev/shm").exists() else None
        ) as home:
            folder = Path(home) / LANDED.isoformat()
            folder.mkdir()
            n_files = min(batch, n_inputs - counts["files"])
            for number in range(n_files):
                ending, data = some_file(chance, corpus)
                (folder / f"{number:05d}{ending}").write_bytes(data)
            # Half of the batches: feeds record by record.
            with patch.object(large, "WHOLE_BYTES", chance.choice([64 << 20, 4_000])):
                ingested = read_landing_day(Path(home), LANDED, max_file_bytes=1 << 22)
            try:
                check_read(ingested, n_files)
            except FoundError:
                keep(folder)
                raise
            counts["files"] += n_files
            counts.update(dict(ingested.document.group_by("outcome").len().iter_rows()))
            counts.update({f"refused: {r}": n for r, n in ingested.quarantine.group_by("reason").len().iter_rows()})
    return counts


def fuzz_extractors(chance: random.Random, n_inputs: int, until: float, batch: int = 400) -> collections.Counter[str]:
    """Extract texts by the batch; returns the numbers of texts and rows. Raises FoundError."""
    codebook, counts = Codebook.load(SEEDS_DIR), collections.Counter[str]()
    while counts["texts"] < n_inputs and time.monotonic() < until:
        bodies = [some_text(chance) for _ in range(min(batch, n_inputs - counts["texts"]))]
        counts["rows"] += check_extracted(articles_of(bodies), codebook)
        counts["texts"] += len(bodies)
    return counts


def keep(folder: Path) -> None:
    """Put the files of a finding where they can be looked at."""
    target = Path(tempfile.mkdtemp(prefix="dateline-found-"))
    for path in folder.iterdir():
        (target / path.name).write_bytes(path.read_bytes())
    print(f"the files are in {target}", flush=True)


def fuzz_by_coverage(seconds: int) -> None:
    """Drive the readers by coverage (libFuzzer). Ends the process."""
    import atheris

    atheris.instrument_all()
    home = tempfile.TemporaryDirectory(prefix="dateline-atheris-", dir="/dev/shm")
    folder = Path(home.name) / LANDED.isoformat()
    folder.mkdir()

    def one(data: bytes) -> None:
        path = folder / f"a{ENDINGS[data[0] % 6] if data else '.txt'}"
        path.write_bytes(data[1:])
        try:
            check_read(read_landing_day(Path(home.name), LANDED, max_file_bytes=1 << 20), 1)
        finally:
            path.unlink()

    seeds = Path(tempfile.mkdtemp(prefix="dateline-seeds-"))
    for number, data in enumerate(corpus_of()):
        (seeds / str(number)).write_bytes(bytes([number % 6]) + data[:8000])
    atheris.Setup([sys.argv[0], str(seeds), f"-max_total_time={seconds}", "-max_len=8000", "-print_final_stats=1"], one)
    atheris.Fuzz()


def main() -> int:
    """Fuzz, and say how many inputs were tried."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--inputs", type=int, default=100_000, help="Files for the readers, and texts for the extractors."
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=10, help="Stop after this time, each half, and say so.")
    parser.add_argument("--only", choices=["readers", "extractors"])
    parser.add_argument("--atheris", action="store_true")
    options = parser.parse_args()
    if options.atheris:
        fuzz_by_coverage(int(options.minutes * 60))
    for name, fuzz in (("readers", fuzz_readers), ("extractors", fuzz_extractors)):
        if options.only in (None, name):
            counts = fuzz(random.Random(options.seed), options.inputs, time.monotonic() + options.minutes * 60)
            print(name, dict(sorted(counts.items())), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
