"""The sample corpus through the whole graph, by the production code path: what data/sample/README.md promises."""

from __future__ import annotations

import duckdb
from warehouses import query


def test_every_document_of_the_sample_is_accounted_for(sample_warehouse):
    accounting = query(
        sample_warehouse,
        "select n_files, n_documents, n_articles, n_versions, n_duplicates, n_not_articles, n_quarantined, is_balanced "
        "from meta.accounting",
    )
    # What data/sample/README.md says should come out of it; a page with no article on it is its own outcome.
    assert accounting == [(34 - 1, 49, 41, 2, 1, 1, 4, True)]


def test_the_sample_s_broken_documents_have_their_reasons(sample_warehouse):
    reasons = query(sample_warehouse, "select reason, detail from meta.quarantine order by reason")
    assert [reason for reason, _ in reasons] == [
        "corrupt_archive", "empty", "malformed_json", "not_an_article", "not_text",
    ]  # fmt: skip
    assert all("expected" in detail for _, detail in reasons)


def test_the_sample_s_stories_and_versions_are_found(sample_warehouse):
    chains = query(sample_warehouse, "select n_articles from marts.fct_story where n_articles > 1 order by all")
    assert chains == [(2,), (3,), (3,)]
    corrected = query(
        sample_warehouse,
        "select measure, victim_group, old_low, new_low from marts.fct_figure_revision order by all",
    )
    assert corrected == [
        ("killed", "person", 11, 17),
        ("killed", "police", 5, 7),  # of nine dead
        ("wounded", "person", 25, 33),
    ]


def test_every_row_of_evidence_slices_back_from_the_text(sample_warehouse):
    texts = sample_warehouse / "lake" / "article" / "**" / "*.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"attach '{sample_warehouse}/published/dateline.duckdb' as warehouse (read_only)")
        tables = connection.execute(
            "select table_name from duckdb_columns() where database_name = 'warehouse' and column_name = 'evidence' "
            "and table_name like 'fct_%' order by 1"
        ).fetchall()
        assert len(tables) >= 8
        for (table,) in tables:
            columns = {row[0] for row in connection.execute(f"describe warehouse.marts.{table}").fetchall()}
            headline = "in_headline" if "in_headline" in columns else "false"
            wrong = connection.execute(
                f"""
                select facts.article_id, evidence, char_start, char_end
                from warehouse.marts.{table} as facts
                join warehouse.marts.fct_article as articles using (article_id)
                join read_parquet('{texts}') as texts
                    on texts.article_id = articles.article_id and texts.source_uri = articles.source_uri
                where substr(case when {headline} then texts.headline else texts.body end,
                    char_start + 1, char_end - char_start) is distinct from evidence
                """
            ).fetchall()
            assert wrong == [], table
