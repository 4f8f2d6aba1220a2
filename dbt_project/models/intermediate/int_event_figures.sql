-- Casualty figures that say something about the size of one event, with their day, region and who says so.
select
    claims.claim_id,
    claims.article_id,
    claims.story_id,
    articles.outlet_id,
    claims.event_day,
    claims.event_date_precision,
    claims.region_id,
    claims.measure,
    claims.victim_group,
    claims.low,
    claims.high,
    claims.vague_term,
    claims.status,
    claims.claimant_side,
    -- an outlet that names no source says it itself
    coalesce(
        actors.actor_name,
        claims.claimant_text,
        case when articles.outlet_id = 'unknown' then 'an unnamed outlet' else outlets.outlet_name end
    ) as claimant,
    row_number() over (
        partition by claims.article_id, claims.event_day, claims.region_id, claims.measure
        order by claims.sentence_no, claims.char_start, claims.claim_id
    ) as place
from {{ ref('fct_casualty_claim') }} as claims
inner join {{ ref('fct_article') }} as articles on claims.article_id = articles.article_id
inner join {{ ref('int_outlets') }} as outlets on articles.outlet_id = outlets.outlet_id
left join {{ ref('int_actors') }} as actors on claims.claimant_actor_id = actors.actor_id
where claims.is_counted and claims.event_day is not null and claims.region_id is not null
