-- The figure that each version of an article leads with, by measure, victims and region. Parts count too: a toll of
-- five policemen goes on as seven policemen among nine dead.
{{ config(materialized='incremental', incremental_strategy='restate', meta={'restated': 'int_changed_articles'}) }}

with stated as (
    select
        claims.article_id,
        versions.article_version,
        versions.changed_at,
        claims.measure,
        claims.victim_group,
        claims.region_id,
        claims.low,
        claims.high,
        claims.part_of_claim_id is not null as is_part,
        -- the version's largest figure for all people, beside which a group's own is not all of them
        max(
            case
                when
                    claims.victim_group = 'person'
                    and claims.part_of_claim_id is null
                    and coalesce(claims.event_date_precision, 'unknown') not in ('month', 'year')
                    then coalesce(claims.high, claims.low)
            end
        ) over (
            partition by claims.article_id, versions.article_version, claims.measure, claims.region_id
        ) as all_people,
        -- News leads with the toll that stands; the headline comes first. Other events' figures (`last month, three
        -- policemen`) stand behind the day's own, parts behind wholes; of parts the largest comes first: seven of the
        -- nine dead, and not the two who died last.
        row_number() over (
            partition by claims.article_id, versions.article_version,
                claims.measure, claims.victim_group, claims.region_id
            order by
                case when claims.event_date_precision in ('month', 'year') then 1 else 0 end,
                case when claims.part_of_claim_id is null then 0 else 1 end,
                case when claims.part_of_claim_id is null then 0 else -coalesce(claims.high, claims.low) end,
                claims.sentence_no, claims.char_start, claims.claim_id
        ) as place
    from {{ ref('stg_casualty_claim') }} as claims
    inner join {{ ref('int_article_versions') }} as versions
        on claims.version_id = versions.version_id
        and claims.landed_on = versions.landed_on
    where
        versions.n_versions > 1
        and not claims.is_cumulative
        and claims.status <> 'denied'
        and coalesce(claims.low, claims.high) is not null
    {{ only_articles('int_changed_articles', 'claims.landed_on', word='and claims.') }}
)

select article_id, article_version, changed_at, measure, victim_group, region_id, low, high, is_part, all_people
from stated
where place = 1
