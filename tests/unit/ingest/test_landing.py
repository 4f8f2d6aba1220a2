import datetime as dt
from pathlib import Path

import pytest

from pipelines.ingest.landing import land, safe_name

DAY = dt.date(2024, 5, 6)


def drop(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("_dot_", ".")).write_text(text)
    return folder


def test_a_file_lands_under_its_day_and_content(tmp_path):
    inbox = drop(tmp_path / "in", story_dot_txt="text")
    report = land([inbox], tmp_path / "raw", DAY)
    (target,) = report.landed
    assert target.relative_to(tmp_path / "raw").parts[0] == "2024-05-06"
    assert target.name == "story.txt"
    assert target.read_text() == "text"


def test_a_redelivery_is_not_kept_twice_on_any_day(tmp_path):
    inbox = drop(tmp_path / "in", story_dot_txt="text")
    land([inbox], tmp_path / "raw", DAY)
    report = land([inbox], tmp_path / "raw", DAY + dt.timedelta(days=1))
    assert report.landed == []
    assert len(report.redelivered) == 1


def test_changed_content_lands_beside_the_old(tmp_path):
    land([drop(tmp_path / "in", story_dot_txt="old")], tmp_path / "raw", DAY)
    report = land([drop(tmp_path / "in", story_dot_txt="new")], tmp_path / "raw", DAY)
    assert len(report.landed) == 1
    assert len(list((tmp_path / "raw").rglob("story.txt"))) == 2


def test_unfinished_hidden_and_readme_files_are_left_alone(tmp_path):
    inbox = drop(tmp_path / "in", a_dot_part="x", _dot_hidden="x", README_dot_md="x", b_dot_tmp="x")
    report = land([inbox], tmp_path / "raw", DAY)
    assert report.landed == []
    assert {reason for _, reason in report.skipped} == {"still being written", "hidden file", "README"}


def test_a_missing_path_says_what_to_do(tmp_path):
    with pytest.raises(FileNotFoundError, match="give a file or a folder"):
        land([tmp_path / "nowhere"], tmp_path / "raw", DAY)


@pytest.mark.parametrize(("name", "safe"), [("a/b\\c.txt", "a_b_c.txt"), ("..evil", "evil"), ("...", "unnamed")])
def test_a_name_can_not_leave_its_folder(name, safe):
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_ending():
    assert safe_name("x" * 400 + ".txt").endswith(".txt")
    assert len(safe_name("x" * 400)) == 200
