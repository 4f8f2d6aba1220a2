"""The explorer: from a number to its claims, to the sentence, to the copies; hostile texts are texts."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import duckdb
import pytest
import yaml
from typer.testing import CliRunner
from warehouses import query

from pipelines.cli import app as command
from pipelines.explorer import launch, questions
from pipelines.explorer import page as page_module
from pipelines.explorer.passages import passage
from pipelines.explorer.questions import Filters
from pipelines.publish.serving import reading
from pipelines.settings import PROJECT_DIR, Settings

testing = pytest.importorskip(
    "streamlit.testing.v1", reason="Streamlit is not installed: pip install 'dateline[explorer]'"
)
PAGE = Path(launch.__file__).with_name("app.py")
HOSTILE = "</div><script>alert(1)</script><img src=x onerror=alert(2)> **bold** [a](javascript:alert(3)) \u202e"


@pytest.fixture
def opened(sample_warehouse, monkeypatch):
    return page_of(sample_warehouse, monkeypatch)


def page_of(data_dir, monkeypatch, **query_params):
    monkeypatch.setenv("DATELINE_DATA_DIR", str(data_dir))
    page = testing.AppTest.from_file(str(PAGE), default_timeout=60)
    for name, value in query_params.items():
        page.query_params[name] = value
    return page


def shown(page) -> dict[str, str]:
    assert not page.exception, page.exception
    return {metric.label: metric.value for metric in page.metric}


def html_of(page) -> str:
    return "".join(element.proto.body for element in page.get("html"))


def choose(page, table: int, row: int):
    """What a click on a row of a table does."""
    page.session_state[page.dataframe[table].key] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    return page.run()


def test_a_number_leads_to_its_claims_a_claim_to_its_sentence_and_its_story(sample_warehouse, opened):
    page = opened.run()
    ((n_claims, n_stories),) = query(
        sample_warehouse,
        "select count(*), count(distinct story_id) from marts.fct_casualty_claim where is_counted and measure = 'killed'",
    )
    assert (shown(page)["Claims"], shown(page)["Independent stories"]) == (str(n_claims), str(n_stories))

    page.radio(key="group").set_value("Status").run()
    number = page.dataframe[0].value.iloc[0]
    page = choose(page, 0, 0)
    claims = page.dataframe[1].value
    assert len(claims) == number["claims"]
    assert set(claims["status"]) == {number["Status"]}

    page = choose(page, 1, 0)
    assert f"<mark>{claims['words'][0]}</mark>" in html_of(page).replace("&#39;", "'").replace("&#34;", '"')
    assert claims["headline"][0] in set(page.dataframe[2].value["headline"])
    assert "claim" in page.query_params


@pytest.mark.parametrize(
    ("chosen", "condition"),
    [
        (Filters(only_counted=False), "true"),
        (Filters(regions=("UA",), only_counted=False), "region_id = 'UA' or region_id like 'UA-%'"),
        (Filters(sides=("IL", "Hamas"), only_counted=False), "claimant_side in ('IL', 'Hamas')"),
        (Filters(measure="wounded"), "measure = 'wounded' and is_counted"),
        (
            Filters(weapons=("drone",), only_counted=False),
            "article_id in (select article_id from marts.fct_weapon_mention where weapon_id = 'drone')",
        ),
    ],
    ids=lambda value: "" if isinstance(value, Filters) else value,
)
def test_a_filter_leaves_what_its_condition_leaves(sample_warehouse, chosen, condition):
    file = Settings(data_dir=sample_warehouse).published_file
    ((expected,),) = query(sample_warehouse, f"select count(*) from marts.fct_casualty_claim where {condition}")
    assert questions.totals(file, chosen)["claims"] == expected > 0
    for group in questions.GROUPS:
        assert sum(questions.numbers(file, chosen, group)["n_claims"].to_pylist()) == expected
    assert questions.claims(file, chosen).num_rows == expected


def test_days_and_outlets_of_the_sidebar_narrow_the_claims(opened):
    page = opened.run()
    everything = int(shown(page)["Claims"])
    outlet = page.multiselect(key="outlets")
    page = outlet.set_value([outlet.options[0]]).run()
    assert int(shown(page)["Claims"]) < everything
    page.multiselect(key="outlets").set_value([]).run()
    first, last = page.date_input(key="days").value
    page = page.date_input(key="days").set_value((first, first + (last - first) / 2)).run()
    assert 0 < int(shown(page)["Claims"]) < everything


def test_the_span_is_marked_in_its_sentence(sample_warehouse):
    """Every claim of the sample, in headline and body."""
    settings = Settings(data_dir=sample_warehouse)
    with reading(settings.published_file) as connection:
        names = "article_id source_uri landed_on headline in_headline evidence char_start char_end".split()
        rows = connection.execute(
            f"select {', '.join(names)} from marts.fct_casualty_claim join marts.fct_article using (article_id) "
            "where char_start % 5 = 0 or in_headline"
        ).fetchall()
    for row in rows:
        found = passage(settings.lake_dir, **dict(zip(names, row, strict=True)))
        assert found is not None
        assert found.text[found.start : found.end] == row[names.index("evidence")]
        assert found.sentence_start <= found.start < found.end <= found.sentence_end
        assert "\n\n" not in found.text[found.sentence_start : found.sentence_end]
    assert any(row[names.index("in_headline")] for row in rows)


@pytest.fixture
def of_its_own(sample_warehouse, tmp_path):
    """A data folder with the published file alone, which a test may change."""
    file = Settings(data_dir=tmp_path).published_file
    file.parent.mkdir()
    shutil.copy(Settings(data_dir=sample_warehouse).published_file, file)
    file.chmod(0o644)
    return tmp_path


def change(data_dir: Path, *statements: str) -> None:
    """Another release takes the file's place."""
    file = Settings(data_dir=data_dir).published_file
    beside = file.with_name("beside.duckdb")
    shutil.copy(file, beside)
    with duckdb.connect(str(beside)) as connection:
        for statement in statements:
            connection.execute(statement)
    beside.replace(file)


def test_hostile_texts_are_shown_as_texts(of_its_own, monkeypatch):
    escaped = HOSTILE.replace("'", "''")
    change(
        of_its_own,
        f"update marts.fct_article set headline = '{escaped}', url = 'javascript:alert(1)'",
        f"update marts.fct_casualty_claim set evidence = '{escaped}', claimant_text = '{escaped}', measure = 'killed'",
        f"update marts.dim_outlet set outlet_name = '{escaped}'",
    )
    ((claim_id,),) = query(of_its_own, "select claim_id from marts.fct_casualty_claim where is_counted limit 1")
    page = page_of(of_its_own, monkeypatch, claim=claim_id).run()
    assert not page.exception
    html = html_of(page)
    assert "<style>" in html
    assert "&lt;style" not in html
    assert "&lt;script&gt;alert(1)" in html
    for wrong in ("<script", "<img", "\u202e"):
        assert wrong not in html
    for told in [*page.markdown, *page.caption, *page.text]:
        assert "alert" not in told.value
    assert "not in this data folder's lake" in "".join(caption.value for caption in page.caption)


def test_the_csv_to_take_away_has_no_formula(of_its_own):
    change(of_its_own, "update marts.fct_casualty_claim set claimant_text = '=cmd|calc'")
    text = page_module._csv(questions.claims(Settings(data_dir=of_its_own).published_file, Filters()))
    assert "'=cmd" in text
    assert ",=cmd" not in text


def test_a_new_release_is_seen_at_once(of_its_own, monkeypatch):
    page = page_of(of_its_own, monkeypatch).run()
    before = shown(page)["Claims"]
    change(of_its_own, "delete from marts.fct_casualty_claim where claimant_side is null")
    assert int(shown(page.run())["Claims"]) < int(before)


def test_a_claim_that_is_gone_is_told(sample_warehouse, monkeypatch):
    page = page_of(sample_warehouse, monkeypatch, claim="gone").run()
    assert "no such claim" in "".join(told.value for told in page.info)


def test_before_the_first_release_the_page_and_the_command_say_so(tmp_path, monkeypatch):
    page = page_of(tmp_path, monkeypatch).run()
    assert "dateline run" in page.info[0].value
    done = CliRunner().invoke(command, ["explore", "--data-dir", str(tmp_path)])
    assert done.exit_code == 3
    assert "dateline run" in done.output


def test_what_it_asks_of_is_what_the_exposure_says():
    asked = set(re.findall(r"\b(?:marts|meta)\.([a-z_]+)", Path(questions.__file__).read_text()))
    exposures = yaml.safe_load((PROJECT_DIR / "dbt_project/models/semantic/_exposures.yml").read_text())["exposures"]
    (explorer,) = (exposure for exposure in exposures if exposure["name"] == "explorer")
    assert {ref.removeprefix("ref('").removesuffix("')") for ref in explorer["depends_on"]} == asked


def test_only_this_machine_can_reach_it_and_nothing_is_reported(sample_warehouse, monkeypatch):
    became = []
    monkeypatch.setattr(os, "execv", lambda program, arguments: became.append(arguments))
    monkeypatch.setenv("DATELINE_DATA_DIR", "kept")
    CliRunner().invoke(command, ["explore", "--port", "8611", "--data-dir", str(sample_warehouse)])
    assert {"--server.address=127.0.0.1", "--browser.gatherUsageStats=false", "--server.port=8611"} <= set(became[0])
    assert os.environ["DATELINE_DATA_DIR"] == str(sample_warehouse)


def test_streamlit_is_an_extra(sample_warehouse, monkeypatch):
    monkeypatch.setattr(launch.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match=r"dateline\[explorer\]"):
        launch.arguments(Settings(data_dir=sample_warehouse), 8501)
