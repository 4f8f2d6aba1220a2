"""Large feeds, record by record: lines of JSON, lists of JSON, RSS, Atom and messages of NewsML-G2.

What belongs here: cutting a file into records in the memory of one, with the numbers that a whole reading gives them.
What does not: reading a record (json_feeds.py, feeds.py, newsml.py). What stands before damage is read.

A list is cut where Python's own parser of JSON says that a value ends. It looks at bytes as Latin-1, in which all that
is syntax is itself, whatever the encoding. An item of XML is handed on inside an empty feed of its own.
"""

from __future__ import annotations

import codecs
import gzip
import json
import re
import zlib
from collections.abc import Iterator
from copy import deepcopy
from io import BufferedReader
from pathlib import Path
from typing import Any

import zstandard
from lxml import etree

from pipelines.ingest.documents import Limits, RawDocument, RejectedError
from pipelines.ingest.readers import json_feeds, xml
from pipelines.ingest.readers.files import COMPRESSED, clean, encoding_of, read_file

WHOLE_BYTES = 64 * 1024**2
"""Bytes, unpacked, from which a feed is read record by record; and the most of one record."""

LINES, JSON = (".jsonl", ".ndjson"), (".json",)
XML = (".xml", ".rss", ".atom", ".rdf", ".newsml")
_BLOCK = 1 << 20
_DAMAGED = (EOFError, gzip.BadGzipFile, zlib.error, zstandard.ZstdError)

Raw = tuple[int, RawDocument | RejectedError | None]
"""Number from 1, and the record; None where the place is empty."""


def feed(path: Path, limits: Limits) -> Iterator[Raw] | None:
    """Records of a large feed; None for what is to be read whole. Raises RejectedError, also behind what was read."""
    if not is_feed(path.name) or not _is_large(path):
        return None
    name = _unpacked(path.name)
    with _opened(path) as handle:
        head = handle.read(min(1 << 20, WHOLE_BYTES))
    if name.endswith(LINES) or (name.endswith(JSON) and is_lines(head.decode("latin-1"))):
        return _lines(path, limits)
    if name.endswith(JSON) and head.removeprefix(codecs.BOM_UTF8).lstrip()[:1] in (b"[", b"{"):
        return _list(path, limits)
    root = xml.root_name(head.decode("utf-8", "replace").removeprefix("\ufeff"))
    if name.endswith(XML) and root in (*xml.FEEDS, "newsMessage"):
        return _items(path, limits)
    return None


def is_feed(name: str) -> bool:
    """May a file of this name hold many records?"""
    return _unpacked(name).endswith((*LINES, *JSON, *XML))


def _unpacked(name: str) -> str:
    name = name.lower()
    return next((name.removesuffix(ending) for ending in COMPRESSED if name.endswith(ending)), name)


def is_lines(text: str) -> bool:
    """Does a text of JSON hold one object a line?"""
    lines = [line for line in text.split("\n")[:3] if line.strip()]
    return len(lines) > 1 and all(line.strip().startswith("{") and line.strip().endswith("}") for line in lines)


def _is_large(path: Path) -> bool:
    """More bytes than are read at once? What is damaged is not large: it is refused whole, as any file."""
    if path.suffix.lower() not in COMPRESSED:
        return path.lstat().st_size > WHOLE_BYTES
    try:
        read_file(path, WHOLE_BYTES)
    except RejectedError as error:
        return error.reason == "too_large"
    return False


def _opened(path: Path) -> BufferedReader | gzip.GzipFile:
    suffix = path.suffix.lower()
    if suffix == ".gz":
        return gzip.open(path, "rb")
    if suffix == ".zst":
        return BufferedReader(zstandard.open(path, "rb"))
    return path.open("rb")


def _blocks(path: Path, limits: Limits) -> Iterator[bytes]:
    """A file's bytes, unpacked. Raises RejectedError: too_large; and _DAMAGED."""
    total = 0
    with _opened(path) as handle:
        while block := handle.read1(_BLOCK):  # `read` would lose what stands before damage
            total += len(block)
            _check_total(total, limits)
            yield block


def _check_total(total: int, limits: Limits) -> None:
    if total > limits.bundle_bytes:
        raise RejectedError(
            "too_large",
            f"found more than {limits.bundle_bytes} bytes, unpacked; split the file or raise DATELINE_MAX_BUNDLE_BYTES",
        )


def _cut_off(error: Exception) -> RejectedError:
    return RejectedError(
        "corrupt_archive",
        f"found a damaged or truncated file ({error}); expected a whole one; what stands before was read; fetch it "
        "again",
    )


# --- lines ------------------------------------------------------------------------------------------


def _lines(path: Path, limits: Limits) -> Iterator[Raw]:
    """Lines of a feed. Raises RejectedError: corrupt_archive, too_large."""
    total, number, skipping = 0, 0, False
    longest = min(limits.file_bytes, WHOLE_BYTES)
    try:
        with _opened(path) as handle:
            while line := handle.readline(longest + 1):
                total += len(line)
                _check_total(total, limits)
                is_whole = line.endswith(b"\n")
                if not skipping:
                    number += 1
                    if len(line) > longest:
                        detail = f"found a line of more than {longest} bytes; expected one object; split it"
                        yield number, RejectedError("too_large", detail, clean(line[:200].decode("utf-8", "replace")))
                    elif line.strip():
                        yield number, RawDocument("line.jsonl", line.rstrip(b"\r\n"), where=f"line {number}")
                    else:
                        yield number, None
                skipping = not is_whole
    except _DAMAGED as error:
        raise _cut_off(error) from error


# --- lists of JSON ----------------------------------------------------------------------------------


def _list(path: Path, limits: Limits) -> Iterator[Raw]:
    """Elements of a list, or of the first list of articles in an object. Raises RejectedError.

    Of several such lists a whole reading takes the one whose name is best known, this one the first.
    """
    number = 0
    window = _Window(_blocks(path, limits), min(limits.file_bytes, WHOLE_BYTES))
    try:
        is_object = window.next() == "{"
        if is_object and not _has_entered_list(window):
            raise window.unfit(
                "found one object without a list of articles", f"expected one of {', '.join(json_feeds.LISTS[:4])}"
            )
        for number, value in enumerate(window.elements(), start=1):
            yield number, RawDocument("record.json", value, where=f"record {number}")
        if not is_object and window.next():
            raise window.unfit(f"found more behind the list of {number} records", "expected its end")
    except RejectedError as error:
        detail = f"{error.detail}; the {number} records before were read" if number else error.detail
        raise RejectedError(error.reason, detail, error.excerpt) from error
    except _DAMAGED as error:
        raise _cut_off(error) from error


def _has_entered_list(window: _Window, above: str = "") -> bool:
    """Go to the first list of objects that has the name of one of articles; False at the object's end without."""
    window.take("{")
    while window.next() != "}":
        path = above + str(json.loads(window.value().decode("utf-8", "replace"), strict=False, parse_int=str))
        window.take(":")
        opens = window.next()
        if opens == "[" and path in json_feeds.LISTS:
            return True
        if opens == "{" and any(name.startswith(f"{path}.") for name in json_feeds.LISTS):
            if _has_entered_list(window, f"{path}."):
                return True
        else:
            window.value()
        if window.next() != "}":
            window.take(",")
    window.take("}")
    return False


class _Window:
    """The part of a text of JSON that is in memory: from its next value on."""

    _SPACE = re.compile(r"[ \t\r\n]*")
    _DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_float=str)

    def __init__(self, blocks: Iterator[bytes], longest: int) -> None:
        self.blocks, self.longest = blocks, longest
        self.text, self.at, self.is_last = "", 0, False
        self.more()
        self.text = self.text.removeprefix(codecs.BOM_UTF8.decode("latin-1"))

    def more(self) -> None:
        """As much again as is there."""
        parts, wanted = [self.text[self.at :]], len(self.text) - self.at
        while block := next(self.blocks, b""):
            parts.append(block.decode("latin-1"))
            wanted -= len(block)
            if wanted <= 0:
                break
        self.is_last = not block
        self.text, self.at = "".join(parts), 0

    def next(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            self.at = self._SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self.text) or self.is_last:
                return self.text[self.at : self.at + 1]
            self.more()

    def take(self, *expected: str) -> str:
        """The next character, where it is one of these. Raises RejectedError: malformed_json."""
        found = self.next()
        if found not in expected:
            raise self.unfit(f"found {found or 'the end'!r}", f"expected {' or '.join(expected)}")
        self.at += 1
        return found

    def value(self) -> bytes:
        """The next value as it stands there. Raises RejectedError: malformed_json, too_large."""
        self.next()
        while True:
            try:
                end = self._DECODER.raw_decode(self.text, self.at)[1]
                if end < len(self.text) or self.is_last:  # a number at the end may go on
                    break
            except RecursionError as error:
                raise self.unfit("found objects nested too deeply", "expected a record") from error
            except json.JSONDecodeError as error:
                goes_on = error.msg.startswith("Unterminated string") or error.pos > len(self.text) - 20
                if self.is_last or not goes_on:
                    raise self.unfit(f"found no JSON ({error.msg})", "expected a record") from error
            if len(self.text) - self.at > self.longest:
                detail = f"found a record of more than {self.longest} bytes; expected one article; split it"
                raise RejectedError("too_large", detail, self.excerpt())
            self.more()
        found = self.text[self.at : end]
        self.at = end
        return found.encode("latin-1")

    def elements(self) -> Iterator[bytes]:
        """Values of the list that comes next."""
        self.take("[")
        if self.next() == "]":
            self.take("]")
            return
        separator = ","
        while separator == ",":
            yield self.value()
            separator = self.take(",", "]")

    def unfit(self, found: str, expected: str) -> RejectedError:
        """A refusal of what stands here."""
        return RejectedError("malformed_json", f"{found}; {expected}; mend the file, or fetch it again", self.excerpt())

    def excerpt(self) -> str:
        """The next characters."""
        return clean(self.text[self.at : self.at + 200].encode("latin-1").decode("utf-8", "replace"))


# --- XML --------------------------------------------------------------------------------------------


def _items(path: Path, limits: Limits) -> Iterator[Raw]:
    """Items of a feed or a message, each in a feed of its own, with what the head says. Raises RejectedError.

    What a feed says of itself behind its first item is not seen.
    """
    names = ("item", "entry", *xml.ITEMS)
    parser = etree.XMLPullParser(
        events=("start", "end"), tag=[f"{{*}}{name}" for name in names], **xml.SAFELY, encoding="utf-8"
    )
    number, depth, empty_feed, since = 0, 0, None, 0
    longest = min(limits.file_bytes, WHOLE_BYTES)
    blocks = _as_utf8(_blocks(path, limits), _encoding(path))
    block, failed = b" ", None
    while block and failed is None:
        try:
            if block := next(blocks, b""):
                parser.feed(block)
            else:
                parser.close()
        except RejectedError as error:
            failed = error
        except (etree.XMLSyntaxError, UnicodeError) as error:
            failed = RejectedError(
                "malformed_xml",
                f"found no well-formed XML ({error}); expected one root element; what stands before was read; fetch it "
                "again",
            )
        except _DAMAGED as error:
            failed = _cut_off(error)
        since += len(block)
        for event, element in parser.read_events():  # what stands before the fault
            depth += 1 if event == "start" else -1
            if event == "start" and empty_feed is None:
                xml.refuse_entities(element.getroottree(), "")
                empty_feed = _empty(element.getroottree().getroot())
            elif event == "end" and depth == 0:
                number, since = number + 1, 0
                yield number, RawDocument("record.xml", _within(empty_feed, element), where=f"item {number}")
                element.clear(keep_tail=True)
                while element.getprevious() is not None:
                    del element.getparent()[0]
        if since > longest:
            detail = f"found an item of more than {longest} bytes; expected one article; the {number} before were read"
            raise RejectedError("too_large", detail)
    if failed:
        raise failed


def _encoding(path: Path) -> str:
    """UTF-8 where all of the file is that, else what the file says, else what its beginning looks like."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with _opened(path) as handle:
        head = handle.read(min(1 << 20, WHOLE_BYTES))
        if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        try:
            block = head
            while block:
                decoder.decode(block)
                block = handle.read1(_BLOCK)
        except UnicodeDecodeError:
            return encoding_of(head)
        except _DAMAGED:
            pass
    return "utf-8-sig"


def _as_utf8(blocks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """A text of XML as the parser takes it, cut behind tags: without control characters, entities of HTML unfolded."""
    decoder, rest = codecs.getincrementaldecoder(encoding)(), ""
    for block in blocks:
        whole, bracket, rest = (rest + decoder.decode(block)).rpartition(">")
        if len(rest) > WHOLE_BYTES:
            raise RejectedError("too_large", f"found a text of more than {WHOLE_BYTES} characters without a tag")
        if bracket:
            yield xml.unfolded(clean(whole + bracket)).encode()
    if rest := rest + decoder.decode(b"", final=True):
        yield xml.unfolded(clean(rest)).encode()


def _empty(root: Any) -> Any:
    """The feed with what its head says, and no items."""
    made = etree.Element(root.tag, root.attrib, nsmap=root.nsmap)
    source, target = root, made
    channel = xml.first(root, "channel")
    if channel is not None:
        source, target = channel, etree.SubElement(made, channel.tag, nsmap=channel.nsmap)
    if xml.local(root) in xml.FEEDS:
        for child in source.iterchildren():
            if xml.local(child) in ("title", "link", "language"):
                target.append(deepcopy(child))
    return made


def _within(empty_feed: Any, item: Any) -> bytes:
    """An item's bytes in a feed of its own."""
    copy = deepcopy(item)
    copy.tail = None
    empty_feed.append(copy)
    content = etree.tostring(empty_feed, encoding="utf-8")
    empty_feed.remove(copy)
    return bytes(content)
