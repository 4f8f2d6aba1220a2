"""Bundles: tar (also .gz, .bz2, .xz, .zst) and zip. One raw document a member; nothing is unpacked to disk.

What belongs here: members in order, and what a hostile bundle may not do (paths that climb, links, bombs, archives in
archives). What does not: reading a member. A member's name only says its format, so no name can reach a file.
"""

from __future__ import annotations

import bz2
import errno
import gzip
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Any

import zstandard

from pipelines.ingest.documents import Limits, RawDocument, RejectedError

TAR = (".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst", ".tzst")
ZIP = (".zip",)
_ARCHIVES = (*TAR, *ZIP, ".warc", ".warc.gz", ".warc.zst", ".7z", ".rar")
_LONGEST_HEADER = 1 << 20
"""Bytes of a member's extended header: names and times; tarfile takes it into memory whole."""

_BROKEN = (
    tarfile.TarError, zipfile.BadZipFile, EOFError, gzip.BadGzipFile, zlib.error, lzma.LZMAError, zstandard.ZstdError,
    NotImplementedError, ValueError, RuntimeError, struct.error,
)  # fmt: skip


def members(path: Path, limits: Limits) -> Iterator[RawDocument | RejectedError | None]:
    """Members of a bundle in its order; None for what is no document: folders, hidden files, READMEs.

    Raises RejectedError: corrupt_archive, too_large, behind the members that could be read.
    """
    listed = _zip(path) if path.name.lower().endswith(ZIP) else _tar(path)
    total = 0
    for number, (name, size, why, read) in enumerate(listed, start=1):
        total += size
        if total > limits.bundle_bytes or number > limits.bundle_members:
            raise RejectedError(
                "too_large",
                f"found {number} members of {total} bytes, unpacked, and maybe more; expected at most "
                f"{limits.bundle_members} of {limits.bundle_bytes}; is it a bomb? split the bundle, or raise "
                "DATELINE_MAX_BUNDLE_MEMBERS or DATELINE_MAX_BUNDLE_BYTES",
            )
        yield _member(name, size, why, read, limits)


def _member(
    name: str, size: int, why: str | None, read: Callable[[int], bytes], limits: Limits
) -> RawDocument | RejectedError | None:
    pure = PurePosixPath(name.replace("\\", "/"))
    if not why and (pure.name.startswith(".") or "__MACOSX" in pure.parts or pure.name.lower().startswith("readme")):
        return None
    if not why and (pure.is_absolute() or ".." in pure.parts or ":" in (pure.parts or ("",))[0]):
        why = "a name that leads out of the bundle"
    if not why and pure.name.lower().endswith(_ARCHIVES):
        why = "an archive inside an archive"
    if why:
        return RejectedError(
            "unknown_format", f"found {why}; expected a file; unpack it, look at it, and land it", name
        )
    if size > limits.file_bytes:
        return RejectedError(
            "too_large",
            f"found a member of {size} bytes; expected at most {limits.file_bytes}; raise DATELINE_MAX_FILE_BYTES",
            name,
        )
    try:
        return RawDocument(pure.name, read(limits.file_bytes))
    except (*_BROKEN, OSError) as error:
        if _is_of_the_disk(error):
            raise
        return RejectedError(
            "corrupt_archive", f"found a damaged member ({error}); expected a whole one; fetch the bundle again", name
        )


_Listed = Iterator[tuple[str, int, str | None, Callable[[int], bytes]]]
"""Name, bytes, why it is refused, and how it is read."""


def _zip(path: Path) -> _Listed:
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                if info.is_dir():
                    continue
                why = "an encrypted member" if info.flag_bits & 1 else None
                if (info.external_attr >> 16) & 0o170000 == 0o120000:
                    why = "a link"
                yield info.filename, info.file_size, why, partial(_read, partial(archive.open, info))
    except (*_BROKEN, OSError) as error:
        if _is_of_the_disk(error):
            raise
        raise _broken(error) from error


class _Info(tarfile.TarInfo):
    """A member whose extended header is not longer than any name."""

    def _proc_member(self, tarfile: Any) -> Any:
        if self.type in _HEADERS and self.size > _LONGEST_HEADER:
            raise RejectedError("too_large", f"found a tar header of {self.size} bytes; expected a name; is it a bomb?")
        return super()._proc_member(tarfile)  # type: ignore[misc]


_HEADERS = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME,
            tarfile.GNUTYPE_LONGLINK)  # fmt: skip


def _tar(path: Path) -> _Listed:
    try:
        with _unfolded(path) as stream, tarfile.open(fileobj=stream, mode="r|", tarinfo=_Info) as archive:
            for info in archive:
                archive.members = []  # type: ignore[attr-defined]  # it would keep every member that it has seen
                if info.isdir():
                    continue
                why = None if info.isreg() else "a link" if info.issym() or info.islnk() else "a device"
                yield info.name, info.size, why, partial(_read, partial(archive.extractfile, info))
    except (*_BROKEN, OSError) as error:
        if _is_of_the_disk(error):
            raise
        raise _broken(error) from error


def _unfolded(path: Path) -> Any:
    name = path.name.lower()
    if name.endswith((".gz", ".tgz")):
        return gzip.open(path, "rb")
    if name.endswith((".bz2", ".tbz2")):
        return bz2.open(path, "rb")
    if name.endswith((".xz", ".txz")):
        return lzma.open(path, "rb")
    if name.endswith((".zst", ".tzst")):
        return zstandard.open(path, "rb")
    return path.open("rb")


def _read(opened: Callable[[], IO[bytes] | None], limit: int) -> bytes:
    handle = opened()
    if handle is None:
        return b""
    with handle:
        return handle.read(limit + 1)


def _is_of_the_disk(error: Exception) -> bool:
    """Damaged bytes are an OSError too: of bz2 without a number of the system's, of zip as a place before the start."""
    return isinstance(error, OSError) and error.errno not in (None, errno.EINVAL)


def _broken(error: Exception) -> RejectedError:
    return RejectedError(
        "corrupt_archive",
        f"found a damaged or truncated bundle ({error}); expected a whole one; what stands before was read; fetch it "
        "again",
    )
