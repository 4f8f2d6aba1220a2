-- Newest texts with what decides whether two of them are one story, in the order in which a story's texts count.
{{ config(materialized='table') }}

with articles as (
    select
        versions.article_id,
        versions.version_id,
        versions.outlet_id,
        versions.agency,
        versions.content_hash,
        versions.published_on,
        versions.published_at,
        versions.published_on_source,
        versions.word_count,
        {{ folded_words('versions.headline') }} as headline_words,
        coalesce(outlets.outlet_kind = 'agency' and outlets.wire_credit = versions.agency, false) as is_agency_own
    from {{ ref('int_article_versions') }} as versions
    left join {{ ref('outlets') }} as outlets on versions.outlet_id = outlets.outlet_id
    where versions.is_current
)

select
    *,
    -- Earlier first. Without a stated day (only the landing day is known) a text can't claim to be the first. On one
    -- day the agency's own text comes before its reprints, then the stated times count, then the longer text: reprints
    -- are cut, seldom extended.
    cast(row_number() over (
        order by
            case when published_on_source = 'landing' then 1 else 0 end,
            published_on,
            case when is_agency_own then 0 else 1 end,
            coalesce(published_at, cast(published_on as timestamp) + interval '1' day),
            word_count desc,
            article_id
    ) as bigint) as node
from articles
