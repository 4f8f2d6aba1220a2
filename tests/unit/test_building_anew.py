"""When the build file may be grown, and when all of it is made anew."""

from __future__ import annotations

import io
import logging
import os
import shutil
from pathlib import Path

import dagster as dg
import pytest

from pipelines import stamps, versions
from pipelines.assets.warehouse import LeftAlone, build_command, dbt_environment, why_anew
from pipelines.runner import _left_out_checks_told
from pipelines.settings import Settings, SettingsError, environment


@pytest.fixture
def built(tmp_path: Path) -> Settings:
    """A build file as a whole build leaves it."""
    settings = Settings(data_dir=tmp_path)
    settings.warehouse_dir.mkdir(parents=True)
    settings.build_file.write_bytes(b"tables")
    stamps.set_current(settings, "build", "all", stamps.build_stamp(settings), [settings.build_file])
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


def test_a_copied_data_folder_is_made_anew_for_its_views_read_the_lake_of_the_first(built, tmp_path_factory):
    copy = built.model_copy(update={"data_dir": tmp_path_factory.mktemp("moved") / "data"})
    shutil.copytree(built.data_dir, copy.data_dir)
    assert "moved" in why_anew(copy)
    assert why_anew(built) is None


def test_a_build_says_what_of_the_graph_it_runs():
    assert build_command(anew=True) == ["build", "--full-refresh", "--selector", "all"]
    assert build_command(anew=False) == ["build", "--selector", "growing"]
    assert build_command(anew=False, all_of_it=False) == ["build"]


def test_dbt_s_environment_is_given_back(monkeypatch):
    monkeypatch.setenv("DATELINE_DATA_DIR", "mine")
    monkeypatch.delenv("DO_NOT_TRACK", raising=False)
    before = dict(os.environ)
    with environment({"DATELINE_DATA_DIR": "theirs", "DO_NOT_TRACK": "1"}):
        assert (os.environ["DATELINE_DATA_DIR"], os.environ["DO_NOT_TRACK"]) == ("theirs", "1")
    assert dict(os.environ) == before


def test_what_is_left_alone_is_told_before_what_is_made_of_it_and_once():
    deps = {
        "seed": [],
        "versions": ["seed"],
        "mentions": ["versions"],
        "fact": ["mentions"],
        "export": ["fact", "seed"],
    }
    assets = dg.multi_asset(
        name="build", specs=[dg.AssetSpec(name, deps=of, skippable=True) for name, of in deps.items()], can_subset=True
    )(lambda context: None)
    names = {key.to_user_string(): name for name, key in assets.keys_by_output_name.items()}

    def told(is_growing: bool) -> list[str]:
        left, order = LeftAlone(assets, is_growing), []
        for made in ("versions", "fact"):
            order += [output.output_name for output in left.before(names[made])] + [names[made]]
        return order + [output.output_name for output in left.rest()]

    assert told(is_growing=True) == [names[name] for name in ("seed", "versions", "mentions", "fact", "export")]
    assert told(is_growing=False) == [names["versions"], names["fact"]]


def test_tests_that_a_build_leaves_out_are_told_in_the_log_and_not_on_the_screen(caplog):
    """A day's build leaves out a hundred and more, each of which Dagster warns of."""
    logger, log = logging.getLogger("dagster._core.execution.plan.active"), io.StringIO()
    with _left_out_checks_told(log):
        logger.warning("Blocking asset check 'marts/fct_article:unique' emitted no result")
    assert "fct_article:unique" in log.getvalue()
    assert caplog.text == ""
    logger.warning("another run")
    assert "another run" in caplog.text
    assert "another run" not in log.getvalue()


def test_duckdb_s_memory_is_bounded_while_dbt_builds(built):
    assert dbt_environment(built)["DATELINE_WAREHOUSE_MEMORY"] == "2GB"
    with pytest.raises(SettingsError, match="DATELINE_WAREHOUSE_MEMORY=much"):
        Settings(data_dir=built.data_dir, warehouse_memory="much")
