"""What a reader hands on: a document as found, and the ways in which one can be refused.

What belongs here: the shape between readers and the rest of the ingest floor. What does not: reading.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


class RejectedError(Exception):
    """A document or file that can't be read: `reason` is one of schemas.QUARANTINE_REASONS.

    `detail` says what was found, what was expected and what to do next; `excerpt` is the beginning of it.
    """

    def __init__(self, reason: str, detail: str, excerpt: str | None = None) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.excerpt = excerpt


@dataclass(frozen=True)
class Limits:
    """How much of a file is read, after decompression: what is larger is refused."""

    file_bytes: int = 512 * 1024**2
    """Of a file that is read whole, of a bundle's member, of a line."""
    article_chars: int = 1_000_000
    bundle_bytes: int = 64 * 1024**3
    """Of all members of a bundle, all records of a WARC file, all of a large feed."""
    bundle_members: int = 1_000_000


@dataclass(frozen=True)
class RawDocument:
    """One document of a raw file before it is read: its bytes, and what its file says of it."""

    name: str
    """A file name, whose ending says the format."""
    content: bytes
    url: str | None = None
    charset: str | None = None
    """The encoding that its server named."""
    fetched_on: dt.date | None = None
    where: str | None = None
    """Its place in a feed that is read record by record (`line 7`): it holds one article."""


@dataclass
class Document:
    """One article as a reader found it; texts are NFC, fields that the source does not give are None."""

    headline: str | None
    body: str
    format: str
    url: str | None = None
    outlet_name: str | None = None
    outlet_domain: str | None = None
    author: str | None = None
    language: str | None = None
    published: str | None = None
    """Date of publication as metadata gives it."""
    modified: str | None = None
    """Date of the last change as metadata gives it."""
    surroundings: str = ""
    """Text beside the body (byline, date lines, footers): read for dates, credits and outlets, never for figures."""
    agency_hint: str | None = None
    """Credit fields of the source: author, source, copyright."""
    fetched_on: dt.date | None = None
    """Day on which a crawler took it: the latest day of its publication, where nothing else tells one."""
    record_key: str | None = None
    """What tells this record from another of its outlet, where its headline is made from its text."""
