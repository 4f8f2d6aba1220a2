import gzip

import pytest
import zstandard

from pipelines.ingest.documents import RejectedError
from pipelines.ingest.readers.files import clean, decode, read_file

LIMIT = 10_000


def reason_of(call, *args) -> str:
    with pytest.raises(RejectedError) as caught:
        call(*args)
    return caught.value.reason


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_a_file_is_read_through_its_compression(tmp_path, suffix):
    data = b"Six people died."
    packed = {"": data, ".gz": gzip.compress(data), ".zst": zstandard.compress(data)}[suffix]
    path = tmp_path / f"a.txt{suffix}"
    path.write_bytes(packed)
    assert read_file(path, LIMIT) == data


def test_a_truncated_archive_is_corrupt(tmp_path):
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"text " * 200)[:-12])
    assert reason_of(read_file, path, LIMIT) == "corrupt_archive"


def test_what_is_no_archive_is_corrupt_too(tmp_path):
    for name in ("a.gz", "a.zst"):
        (tmp_path / name).write_bytes(b"plain text")
        assert reason_of(read_file, tmp_path / name, LIMIT) == "corrupt_archive"


def test_a_bomb_stops_at_the_limit(tmp_path):
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"0" * (LIMIT * 50)))
    assert reason_of(read_file, path, LIMIT) == "too_large"


def test_an_empty_file_is_empty(tmp_path):
    (tmp_path / "a.txt").write_bytes(b" \n ")
    assert reason_of(read_file, tmp_path / "a.txt", LIMIT) == "empty"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Café “six”".encode(), "Café “six”"),
        (b"\xef\xbb\xbfSix", "Six"),
        ("Six – dead".encode("utf-16"), "Six – dead"),
        ("<meta charset='windows-1251'>Киев".encode("cp1251"), "<meta charset='windows-1251'>Киев"),
        (("The mayor said “no” – again. " * 20).encode("cp1252"), "The mayor said “no” – again. " * 20),
        ("Cafe\u0301".encode(), "Café"),
    ],
)
def test_encodings_are_found_and_text_is_nfc(data, text):
    assert decode(data) == text


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"PK\x03\x04...", b"\x89PNG\r\n", b"\x00\x01\x02\x03" * 100])
def test_a_binary_file_is_not_text(data):
    assert reason_of(decode, data) == "not_text"


def test_control_and_private_use_characters_are_taken_out():
    assert clean("a\x07b\ue000c\u200bd\r\ne") == "abcd\ne"
