"""Files to text: decompression within a limit, and decoding.

What belongs here: bytes. What does not: what the text says.
"""

from __future__ import annotations

import codecs
import gzip
import re
import unicodedata
import zlib
from pathlib import Path
from typing import IO

import ftfy
import zstandard
from charset_normalizer import from_bytes

from pipelines.ingest.documents import RejectedError

COMPRESSED = (".gz", ".zst")
_ZSTD_BLOCK = 2048
"""Compressed bytes taken at once: the densest of them (4 bytes a block of 128 KiB) unfold to 64 MiB."""
_MAGIC_BINARY = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_LATIN_FIRST = "ÂÃÄÅÎÏÐÑØÙâãäå"
_READ_AS_LATIN = re.compile(f"Â[\u00a0-\u00bf]|[{_LATIN_FIRST[1:]}][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
"""First bytes of two and three byte characters of UTF-8, as Latin-1 and cp1252 show them, with a byte behind."""
_NO_CHARSETS = ("unicode_escape", "raw_unicode_escape", "idna", "punycode", "utf_7", "undefined")
"""Encodings that Python knows and no page is written in."""
_CHARSET = re.compile(
    rb"""(?:<meta[^>]+charset\s*=\s*["']?\s*|<\?xml[^>]{1,60}encoding\s*=\s*["'])([\w-]+)""", re.IGNORECASE
)


def read_file(path: Path, max_bytes: int) -> bytes:
    """Bytes of a file, decompressed by its ending. Raises RejectedError: empty, too_large, corrupt_archive."""
    if path.is_symlink():
        raise RejectedError(
            "unknown_format", "found a symbolic link; expected a file; land the file itself that it leads to"
        )
    with path.open("rb") as raw:
        return unfold(raw, path.suffix.lower(), max_bytes)


def unfold(raw: IO[bytes], suffix: str, max_bytes: int) -> bytes:
    """Bytes of an open file, decompressed by its ending. Raises RejectedError: empty, too_large, corrupt_archive."""
    try:
        if suffix == ".gz":
            with gzip.open(raw, "rb") as handle:
                data = handle.read(max_bytes + 1)
        elif suffix == ".zst":
            data = _unfold_zstd(raw, max_bytes + 1)
        else:
            data = raw.read(max_bytes + 1)
    except (EOFError, gzip.BadGzipFile, zlib.error, zstandard.ZstdError) as error:
        raise RejectedError(
            "corrupt_archive",
            f"found a damaged or truncated {suffix} file ({error}); expected a whole one; fetch it again",
        ) from error
    if len(data) > max_bytes:
        raise RejectedError(
            "too_large",
            f"found more than {max_bytes} bytes after decompression; split the file or raise DATELINE_MAX_FILE_BYTES",
        )
    if not data.strip():
        raise RejectedError("empty", "found no characters; expected an article; fetch the file again")
    return data


def _unfold_zstd(raw: IO[bytes], enough: int) -> bytes:
    """Bytes of all frames of a file, until there are `enough`. Raises EOFError where the file ends inside a frame."""
    parts, size, frame, rest = [], 0, None, b""
    while size < enough and (block := rest or raw.read(_ZSTD_BLOCK)):
        frame = frame or zstandard.ZstdDecompressor().decompressobj()
        parts.append(frame.decompress(block))
        size += len(parts[-1])
        rest = frame.unused_data if frame.eof else b""
        frame = None if frame.eof else frame
    if frame is not None and size < enough:
        raise EOFError("the file ends inside a frame")
    return b"".join(parts)


def decode(data: bytes, charset: str | None = None) -> str:
    """Bytes to NFC text without control or private-use characters. Raises RejectedError: not_text, undecodable.

    `charset`: what the server called it; the page's own word goes before it.
    """
    for magic, kind in _MAGIC_BINARY:
        if data.startswith(magic):
            raise RejectedError("not_text", f"found {kind}; expected text, HTML or JSON; extract its text first")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _as_written(_strict(data, "utf-16"))
    if b"\x00" in data[:4096] and data[:4096].count(b"\x00") > len(data[:4096]) // 50:
        raise RejectedError("not_text", "found NUL bytes, as in a binary file; expected text, HTML or JSON")
    try:
        return _as_written(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    for name in filter(None, (_declared(data), charset)):
        try:
            if _is_charset(name):
                return _as_written(data.decode(name))
        except (LookupError, UnicodeError):  # no such encoding, none of text, or another than the page says
            pass
    if data[:65536].count(b"\x00") or _share_of_controls(data[:65536]) > 0.02:
        raise RejectedError("not_text", "found control bytes, as in a binary file; expected text, HTML or JSON")
    return _as_written(_strict(data, _guessed(data)))


def encoding_of(head: bytes) -> str:
    """The encoding of a text that is no UTF-8, by its first bytes: what it says, else what it looks like."""
    return _declared(head) or _guessed(head)


def _declared(data: bytes) -> str | None:
    """The encoding that a text names, where Python knows it and texts are written in it."""
    declared = _CHARSET.search(data[:4096])
    name = declared.group(1).decode("ascii") if declared else ""
    return name if _is_charset(name) else None


def _is_charset(name: str) -> bool:
    try:
        known = codecs.lookup(name)
    except LookupError:
        return False
    return known._is_text_encoding and known.name.replace("-", "_") not in _NO_CHARSETS


def _guessed(data: bytes) -> str:
    best = from_bytes(
        data[:200_000], cp_isolation=["cp1252", "latin_1", "cp1251", "cp1250", "cp1256", "gb18030"]
    ).best()
    return "cp1252" if best is None or best.encoding in ("latin_1", "ascii") else best.encoding


def _as_written(text: str) -> str:
    """Clean text; lines of UTF-8 that somebody read as Latin (`GuantÃ¡namo`) are mended where they all agree."""
    if any(letter in text for letter in _LATIN_FIRST) and _READ_AS_LATIN.search(text):
        text = "\n".join(ftfy.fix_encoding(line) if _READ_AS_LATIN.search(line) else line for line in text.split("\n"))
    return clean(text)


def clean(text: str) -> str:
    """NFC, line feeds only, without control, private-use or zero-width characters and halves of surrogate pairs."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff\ud800-\udfff\ue000-\uf8ff]", "", text)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError) as error:
        raise RejectedError(
            "undecodable", f"found bytes that are not {encoding} ({error}); save the file as UTF-8 and land it again"
        ) from error


def _share_of_controls(data: bytes) -> float:
    """Share of bytes that no text encoding uses."""
    controls = sum(data.count(bytes([b])) for b in (*range(9), *range(14, 32)))
    return controls / max(1, len(data))
