"""Quarantine: looking at what was refused, with its raw text, and giving it another chance.

What belongs here: reading the lake's quarantine and the raw text behind it, and putting a mended copy in a file's
place. What does not: why something is refused (ingest, expectations), and showing it (cli.py).
"""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path
from typing import IO

import polars as pl

from pipelines import stamps
from pipelines.ingest.documents import RejectedError
from pipelines.ingest.landing import archived, land
from pipelines.ingest.readers import json_feeds
from pipelines.ingest.readers.files import clean, decode, read_file
from pipelines.ingest.reading import raw_document
from pipelines.ingest.withdrawal import list_file, withdraw
from pipelines.lake import partition_file
from pipelines.schemas import QUARANTINE
from pipelines.settings import Settings


class NotInQuarantineError(ValueError):
    """Nothing of that name is in quarantine; says what was asked for and where to look."""


def rejects(
    settings: Settings, *, reason: str | None = None, landed_on: dt.date | None = None, source_uri: str | None = None
) -> pl.DataFrame:
    """Rows of the lake's quarantine in the columns of schemas.QUARANTINE, newest landing day first.

    `source_uri`: of a document, or of a file for all its records.
    """
    days = [landed_on] if landed_on else reversed(stamps.known_days(settings))
    files = [file for day in days if (file := partition_file(settings.lake_dir, QUARANTINE, day)).exists()]
    found = [pl.read_parquet(file, hive_partitioning=False).select(QUARANTINE.schema.names()) for file in files]
    rows = pl.concat(found) if found else QUARANTINE.empty()
    if reason:
        rows = rows.filter(pl.col("reason") == reason)
    if source_uri:
        rows = rows.filter(
            (pl.col("source_uri") == source_uri) | pl.col("source_uri").str.starts_with(f"{source_uri}#")
        )
    return rows


def raw_file(settings: Settings, landed_on: dt.date, source_uri: str) -> Path:
    """The raw file behind a document. Raises NotInQuarantineError where it is gone."""
    path = settings.raw_dir / landed_on.isoformat() / source_uri.split("#")[0]
    if not path.is_file():
        raise NotInQuarantineError(
            f"found no raw file {path}; was it withdrawn? see {list_file(settings.raw_dir)}, else restore the backup"
        )
    return path


def raw_text(settings: Settings, landed_on: dt.date, source_uri: str, record: int | None) -> str:
    """What stands in the raw file, or in the record of it; as a dump of bytes where it is no text.

    Of a feed in XML the whole file. Control characters are left out: nothing in a file can speak to the terminal.
    """
    path = raw_file(settings, landed_on, source_uri)
    if record is not None and (raw := raw_document(path, record, settings.limits)):
        try:
            return decode(raw.content, raw.charset)
        except RejectedError:
            return _dump(io.BytesIO(raw.content))
    try:
        text = decode(read_file(path, settings.max_file_bytes))
    except RejectedError:
        with path.open("rb") as handle:
            return _dump(handle)
    if record is not None and not text.lstrip().startswith("<"):
        for lines in (False, True) if ".json" in path.suffixes else (True, False):
            for number, found in json_feeds.records(text, lines=lines):
                if number == record and not isinstance(found, RejectedError):
                    return clean(json.dumps(found, ensure_ascii=False, indent=2))
        line = text.split("\n")[record - 1 : record]
        return line[0] if line else text
    return text


def mend(settings: Settings, landed_on: dt.date, source_uri: str, mended: Path, on: dt.date) -> str:
    """Land a mended copy on the broken file's landing day, and take the broken one out; returns the copy's file_uri.

    The broken file stays beside its old place under a hidden name. Raises FileNotFoundError, NotInQuarantineError.
    """
    broken = raw_file(settings, landed_on, source_uri)
    report = land([mended], settings.raw_dir, landed_on)
    if report.skipped:
        raise NotInQuarantineError(f"{mended} was not taken: {report.skipped[0][1]}; give the mended copy itself")
    # A copy that has landed before, on any day, is kept once: the broken file gives way to that one.
    copy = report.landed[0] if report.landed else archived(settings.raw_dir, mended)
    uri = "/".join(copy.parts[-2:])
    if copy == broken:
        raise NotInQuarantineError(f"{mended} was not taken: it is the broken file; give the mended copy itself")
    withdraw(settings.raw_dir, [str(broken)], "mended", on, replaced_by=uri)
    return uri


def _dump(handle: IO[bytes], n_bytes: int = 512) -> str:
    """The first bytes of a file, 16 a line: offset, digits, letters."""
    data = handle.read(n_bytes)
    lines = []
    for start in range(0, len(data), 16):
        row = data[start : start + 16]
        letters = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in row)
        lines.append(f"{start:08x}  {row.hex(' '):<47}  {letters}")
    return "\n".join(lines) or "(no bytes)"
