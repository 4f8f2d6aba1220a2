"""How fast raw files are read, by format: `python -m benchmarks.reading --articles 1000`

The same wire-length articles (corpus.py) as lines of JSON, saved pages with the furniture of a news site, pages of a
WARC file, plain text, and a feed of RSS, each read by the pipeline's own reading of a landing
day in a process of its own. Peers, over the same files, do a part of that work: `json.loads` of every line, and
trafilatura's text of every page. `--folder FOLDER` reads raw files of your own in place of all that.

What belongs here: measuring. What does not: a threshold; a loaded machine must not fail a build. Seconds are processor
seconds of all threads; MB are those of the raw files.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.corpus import articles
from benchmarks.measured import keep
from pipelines.ingest.day import read_landing_day

LANDED_ON = dt.date(2024, 1, 20)
PUBLISHED = "2024-01-19T08:00:00Z"
_MENU = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(40))
_RELATED = "".join(f'<div class="teaser"><a href="/story/{n}">Another story, number {n}</a></div>' for n in range(60))

Story = tuple[str, str, str]
"""address, headline, body"""


def stories(n: int) -> Iterator[Story]:
    """So many articles, each at an address of its own."""
    for number, (headline, body) in enumerate(articles(n).select("headline", "body").iter_rows()):
        yield f"https://outlet.example/world/{number}", headline, body


def paragraphs(body: str) -> str:
    """A body's paragraphs as elements."""
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in body.split("\n\n"))


def page(story: Story) -> str:
    """A saved page: 12 KB of menus, teasers and scripts around the article."""
    url, headline, body = story
    linked = {"@type": "NewsArticle", "headline": headline, "datePublished": PUBLISHED, "url": url}
    return (
        f'<!doctype html><html lang="en"><head><title>{escape(headline)} - The Outlet</title>'
        f'<meta property="og:title" content="{escape(headline)}"><link rel="canonical" href="{url}">'
        f'<script type="application/ld+json">{json.dumps(linked)}</script>'
        f"<script>{'var setting = 0; ' * 100}</script></head><body><header><nav><ul>{_MENU}</ul></nav></header>"
        f'<main><article><h1>{escape(headline)}</h1><time datetime="{PUBLISHED}">19 January 2024</time>'
        f"{paragraphs(body)}</article></main><aside>{_RELATED}</aside><footer>Imprint</footer></body></html>"
    )


def write_jsonl(folder: Path, n: int) -> None:
    """One feed of lines."""
    records = ({"url": u, "title": h, "text": b, "published": PUBLISHED} for u, h, b in stories(n))
    (folder / "feed.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))


def write_html(folder: Path, n: int) -> None:
    """One file a page."""
    for number, story in enumerate(stories(n)):
        (folder / f"{number:06}.html").write_text(page(story))


def write_warc(folder: Path, n: int) -> None:
    """One WARC file, each record compressed by itself."""
    with (folder / "pages.warc.gz").open("wb") as warc:
        for story in stories(n):
            content = page(story).encode()
            response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + content
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {story[0]}\r\nWARC-Date: {PUBLISHED}\r\n"
                f"WARC-Record-ID: <urn:{story[0]}>\r\nContent-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(response)}\r\n\r\n"
            )
            packed = io.BytesIO()
            with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as member:
                member.write(head.encode() + response + b"\r\n\r\n")
            warc.write(packed.getvalue())


def write_text(folder: Path, n: int) -> None:
    """One file an article: headline, time, paragraphs."""
    for number, (_, headline, body) in enumerate(stories(n)):
        (folder / f"{number:06}.txt").write_text(f"{headline}\n\nJan 19, 2024\n\n{body}\n")


def write_rss(folder: Path, n: int) -> None:
    """One feed with the whole text of each item."""
    items = "".join(
        f"<item><title>{escape(h)}</title><link>{u}</link><pubDate>Fri, 19 Jan 2024 08:00:00 GMT</pubDate>"
        f"<content:encoded>{escape(paragraphs(b))}</content:encoded></item>"
        for u, h, b in stories(n)
    )
    (folder / "feed.rss").write_text(
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>The Outlet</title>{items}</channel></rss>"
    )


WRITERS: dict[str, Callable[[Path, int], None]] = {
    "jsonl": write_jsonl,
    "rss": write_rss,
    "text": write_text,
    "html": write_html,
    "warc.gz": write_warc,
}


def _by_peer(name: str, folder: Path) -> int:
    """Number of articles that a peer took a text from."""
    if name == "json.loads":
        return sum(bool(json.loads(line)["text"]) for line in (folder / "feed.jsonl").open())
    from trafilatura import extract

    return sum(bool(extract(path.read_text())) for path in folder.glob("*.html"))


PEERS = {"json.loads": "jsonl", "trafilatura": "html"}


def measure(name: str, n: int, given: Path | None = None) -> dict[str, float | str]:
    """Read n articles of one format, or given files, or let a peer do so. Ends where a made article is lost."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / LANDED_ON.isoformat() / "0123456789ab"
        if given:
            shutil.copytree(given, folder)
        else:
            folder.mkdir(parents=True)
            WRITERS[PEERS.get(name, name)](folder, n)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        started = time.process_time()
        found = _by_peer(name, folder) if name in PEERS else read_landing_day(Path(home), LANDED_ON).article.height
        seconds = time.process_time() - started
    if found != n and not given:
        raise SystemExit(f"found {found} articles of {n} as {name}; expected all; read one by hand to see why")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"name": name, "seconds": seconds, "megabytes": size / 1e6, "peak": peak, "articles": found}


def main() -> None:
    """Measure every format and peer, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--folder", type=Path, help="raw files of your own")
    parser.add_argument(
        "--save", help="keep what was measured in measured.json; of a folder under this name", nargs="?", const=""
    )
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure, options.articles, options.folder)))
        return
    table = Table(title="Reading, one process")
    for column in ("format", "articles", "processor s", "articles/s and core", "MB/s and core", "peak MiB"):
        table.add_column(column, justify="left" if column == "format" else "right")
    saved = {}
    for name in [options.save or "folder"] if options.folder else (*WRITERS, *PEERS):
        command = [sys.executable, "-m", "benchmarks.reading", "--articles", str(options.articles), "--measure", name]
        command += ["--folder", str(options.folder)] if options.folder else []
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=os.environ)
        m = json.loads(done.stdout.splitlines()[-1])
        table.add_row(
            f"{name} over {PEERS[name]}" if name in PEERS else name,
            f"{m['articles']:,}",
            f"{m['seconds']:.2f}",
            f"{m['articles'] / m['seconds']:,.0f}",
            f"{m['megabytes'] / m['seconds']:,.1f}",
            f"{m['peak']:,.0f}",
        )
        saved[name] = {key: m[key] for key in ("articles", "seconds", "megabytes")}
    if options.save is not None:
        keep("reading", saved)
    Console().print(table)


if __name__ == "__main__":
    main()
