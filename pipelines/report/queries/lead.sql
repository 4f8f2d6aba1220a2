-- The numbers of the page's head, one row. An article's text says itself whether a figure could be checked.
select
    release.release_id,
    release.published_at,
    release.codebook_version,
    release.first_published_on,
    release.last_published_on,
    (select count(*) from marts.fct_article) as n_articles,
    (select count(*) from marts.fct_story) as n_stories,
    (select count(distinct outlet_id) from marts.fct_article) as n_outlets,
    (select count(*) from marts.fct_casualty_claim) as n_figures,
    (select count(*) from marts.fct_casualty_claim where status = 'unverified') as n_unverified,
    (select count(*) from marts.fct_casualty_claim where low is null and high is null) as n_without_number,
    (select count(distinct region_id) from marts.fct_region_mention where role = 'hit') as n_regions_hit,
    (select count(*) from marts.agg_region_day where n_claims > 0) as n_region_days,
    (select count(*) from (select distinct event_date, region_id from marts.agg_claim_dispute)) as n_disputed_days
from meta.release
