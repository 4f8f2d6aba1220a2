"""What the data contract promised when it was made: tables and columns that keep their name.

What belongs here: names to which nothing may happen. What was added since stands in docs/data_contract.md alone.
"""

PROMISED: dict[str, str] = {
    "marts.dim_date": """
        date_day year quarter month iso_year iso_week day_of_week month_start
    """,
    "marts.dim_region": """
        region_id region_name region_level country_code country_name geonames_id latitude longitude
    """,
    "marts.dim_outlet": """
        outlet_id outlet_name domain country_code outlet_kind
    """,
    "marts.dim_actor": """
        actor_id actor_name actor_type country_code plover_sector cameo_code
    """,
    "marts.dim_weapon": """
        weapon_id weapon_name weapon_class weapon_family acled_sub_event_type cameo_code plover_mode
    """,
    "marts.dim_frame": """
        frame_id term concept used_by_side
    """,
    "marts.fct_article": """
        article_id article_version n_versions story_id is_original syndication_role source_uri url outlet_id
        agency author headline published_at published_on published_on_source dateline_place language word_count
        is_conflict landed_on
    """,
    "marts.fct_article_version": """
        article_id article_version source_uri content_hash headline word_count landed_at published_at is_current
    """,
    "marts.fct_story": """
        story_id original_article_id n_articles n_outlets n_reprints agency first_published_at last_published_at
    """,
    "marts.fct_casualty_claim": """
        claim_id article_id story_id published_on measure low high qualifier vague_term victim_group victim_text
        victim_side part_of_claim_id is_repeat is_cumulative claimant_actor_id claimant_text claimant_side status
        region_id place_text event_date event_date_precision event_date_text evidence char_start char_end
        in_headline sentence_no
    """,
    "marts.fct_region_mention": """
        article_id region_id role n_mentions places evidence char_start char_end
    """,
    "marts.fct_weapon_mention": """
        article_id weapon_id weapon_text role n_mentions evidence char_start char_end
    """,
    "marts.fct_actor_mention": """
        article_id actor_id actor_text role n_mentions evidence char_start char_end
    """,
    "marts.fct_target_mention": """
        article_id target_kind target_text region_id evidence char_start char_end
    """,
    "marts.fct_statement": """
        statement_id article_id speaker_actor_id speaker_text speaker_side cue kind is_quote verification evidence
        char_start char_end
    """,
    "marts.fct_attack_count": """
        article_id what low high qualifier weapon_id claimant_actor_id evidence char_start char_end
    """,
    "marts.fct_frame_mention": """
        article_id frame_id voice n_mentions evidence char_start char_end
    """,
    "marts.fct_figure_revision": """
        article_id measure victim_group region_id from_version to_version old_low old_high new_low new_high
        changed_at
    """,
    "marts.agg_coverage_day": """
        published_on outlet_id n_articles n_stories n_reprints n_conflict_articles n_regions n_casualty_claims
    """,
    "marts.agg_region_day": """
        event_date region_id n_articles n_stories n_outlets n_hit_articles killed_low_min killed_low_max
        killed_high_max wounded_low_min wounded_low_max wounded_high_max n_claims n_unverified_claims
        n_vague_claims
    """,
    "marts.agg_claim_dispute": """
        event_date region_id measure victim_group figure_lowest figure_highest lowest_claimants highest_claimants
        n_claims n_stories spread
    """,
    "marts.agg_attribution_outlet": """
        outlet_id speaker_side n_statements share n_claims_unverified
    """,
    "marts.agg_weapon_month": """
        month_start weapon_id n_articles n_stories launched_low launched_high intercepted_low intercepted_high
    """,
    "marts.agg_actor_month": """
        month_start actor_id role n_articles n_stories
    """,
    "marts.agg_frame_outlet": """
        outlet_id frame_id voice n_articles n_mentions
    """,
    "marts.agg_story_reach": """
        story_id n_articles n_outlets n_countries hours_first_to_last
    """,
    "meta.release": """
        release_id published_at run_id code_version codebook_version duckdb_version storage_version n_articles
        first_published_on last_published_on
    """,
    "meta.accounting": """
        landed_on n_files n_documents n_articles n_versions n_duplicates n_not_articles n_quarantined is_balanced
    """,
    "meta.quarantine": """
        source_uri record reason detail landed_at
    """,
    "meta.validation": """
        suite table expectation severity success n_unexpected observed
    """,
    "meta.extraction_quality": """
        field precision recall f1 support
    """,
    "marts.export_ucdp_ged": """
        best low high date_prec where_prec deaths_civilians
    """,
    "marts.export_acled": """
        event_type sub_event_type fatalities geo_precision
    """,
    "marts.export_gkg_counts": """
        count_type count object_type v21_counts
    """,
    "marts.export_airwars": """
        civilian_deaths_min civilian_deaths_max grading
    """,
}
"""Table to its columns, divided by white space."""
