"""When the build file may be grown, and when all of it is made anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines import stamps, versions
from pipelines.assets.warehouse import why_anew
from pipelines.settings import Settings


@pytest.fixture
def built(tmp_path: Path) -> Settings:
    """A build file as a whole build leaves it."""
    settings = Settings(data_dir=tmp_path)
    settings.warehouse_dir.mkdir(parents=True)
    settings.build_file.write_bytes(b"tables")
    stamps.set_current(settings, "build", "all", versions.build_version(), [settings.build_file])
    return settings


def test_a_file_that_a_whole_build_left_may_be_grown(built):
    assert why_anew(built) is None


def test_full_refresh_is_a_reason(built):
    assert "asked for" in why_anew(built.model_copy(update={"full_refresh": True}))


def test_without_a_file_all_is_made_anew(built):
    built.build_file.unlink()
    assert "no build file" in why_anew(built)


def test_a_file_that_somebody_else_changed_is_made_anew(built):
    built.build_file.write_bytes(b"other tables")
    assert "somebody else" in why_anew(built)


def test_after_a_build_that_did_not_end_all_is_made_anew(built):
    stamps.forget_step(built, "build", "all")
    assert "did not end well" in why_anew(built)


def test_other_models_or_engines_make_all_anew(built, monkeypatch):
    monkeypatch.setattr(versions, "build_version", lambda: "another")
    assert "others" in why_anew(built)
