"""WARC, plain or packed (.warc, .warc.gz, .warc.zst), as CC-NEWS and crawlers write it: one page a response.

What belongs here: which records are documents, their bytes as the server meant them, and what the record says of them.
What does not: reading a page (html.py). Records are read one by one: a file of many GB takes the memory of one page.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader
from fastwarc.warc import ArchiveIterator, WarcRecordType

from pipelines.ingest.documents import Limits, RawDocument, RejectedError

DOCUMENTS = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
"""Types of records that hold a document: what a server answered, a file, and a text made of one (WET)."""

_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/json": ".json",
    "application/ld+json": ".json",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
}


def pages(path: Path, limits: Limits) -> Iterator[RawDocument | RejectedError | None]:
    """Documents of a WARC file in its order; None for a record that is none: a picture, an answer other than 200.

    Raises RejectedError: corrupt_archive, too_large, behind the records that could be read.
    """
    total = 0
    with path.open("rb") as handle:
        try:
            for record in ArchiveIterator(handle, record_types=DOCUMENTS, strict_mode=False):
                total += record.content_length
                if total > limits.bundle_bytes:
                    raise RejectedError(
                        "too_large",
                        f"found more than {limits.bundle_bytes} bytes in records; split the file or raise "
                        "DATELINE_MAX_BUNDLE_BYTES",
                    )
                yield _document(record, limits)
        except OSError as error:
            if error.errno is not None:  # the disk, not the file
                raise
            raise RejectedError(
                "corrupt_archive",
                f"found a damaged WARC file ({error}); expected records to its end; what stands before was read; fetch "
                "it again",
            ) from error


def _document(record: Any, limits: Limits) -> RawDocument | RejectedError | None:
    http = record.http_headers if record.is_http_parsed else None
    if http is not None and http.status_code != 200:
        return None
    kind = (record.http_content_type if http is not None else record.headers.get("Content-Type")) or ""
    ending = _ENDINGS.get(kind.split(";")[0].strip().lower())
    if ending is None:
        return None
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>") or None
    stated = record.content_length
    if stated > limits.file_bytes:
        return RejectedError(
            "too_large",
            f"found a record of {stated} bytes; expected at most {limits.file_bytes}; raise DATELINE_MAX_FILE_BYTES",
            url,
        )
    content = record.reader.read(stated)
    if len(content) < stated:
        return RejectedError(
            "corrupt_archive",
            f"found {len(content)} of a record's {stated} bytes; the file was cut; fetch it again",
            url,
        )
    if http is not None:
        content = _decoded(content, http, limits.file_bytes)
        if len(content) > limits.file_bytes:
            return RejectedError(
                "too_large",
                f"found a page of more than {limits.file_bytes} bytes, unpacked; raise DATELINE_MAX_FILE_BYTES",
                url,
            )
    charset = record.http_charset if http is not None else None
    fetched = record.record_date
    return RawDocument(f"record{ending}", content, url=url, charset=charset, fetched_on=fetched and fetched.date())


def _decoded(content: bytes, http: Any, limit: int) -> bytes:
    """The body without transfer and content encoding; crawlers that took them off left the headers as they were."""
    transfer, packed = ((http.get(name) or "").lower() for name in ("Transfer-Encoding", "Content-Encoding"))
    if "chunked" in transfer and re.match(rb"[0-9A-Fa-f]{1,8}\s*(?:;[^\r\n]*)?\r\n", content):
        content = _unpacked(ChunkedReader(io.BytesIO(content)), content, limit)
    if "gzip" in packed and content[:2] == b"\x1f\x8b":
        content = _unpacked(GzipReader(io.BytesIO(content)), content, limit)
    elif "deflate" in packed:
        content = _unpacked(GzipReader(io.BytesIO(content), zlib=True), content, limit)
    elif packed == "br":
        content = _unpacked(BrotliReader(io.BytesIO(content)), content, limit)
    return content


def _unpacked(reader: Any, content: bytes, limit: int) -> bytes:
    """What a reader gives, at most one byte more than the limit; the content as it is, where it is not so encoded."""
    parts, size = [], 0
    try:
        while size <= limit and (part := reader.read(min(1 << 20, limit + 1 - size))):
            parts.append(part)
            size += len(part)
    except OSError:
        return content
    return b"".join(parts) or content
