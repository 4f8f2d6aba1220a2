with counted as (
    select
        claims.claim_id,
        claims.article_id,
        claims.region_id,
        claims.char_start,
        claims.victim_text,
        coalesce(claims.low, claims.high) as n,
        case
            when claims.measure = 'killed' then 'KILL'
            when claims.measure = 'wounded' then 'WOUND'
            when claims.measure in ('captured', 'detained') then 'ARREST'
            when claims.measure = 'abducted' then 'KIDNAP'
            when claims.measure in ('missing', 'displaced', 'casualties') then 'AFFECT'
        end as count_type
    from {{ published_ref('fct_casualty_claim') }} as claims
    where not claims.is_repeat and not claims.in_headline and coalesce(claims.low, claims.high) is not null
),

placed as (
    select
        counted.*,
        articles.outlet_id,
        coalesce(articles.url, articles.source_uri) as document_identifier,
        coalesce(articles.published_at, cast(articles.published_on as timestamp)) as published_at,
        cast(
            case
                when regions.region_level = 'country' then 1
                when regions.country_code = 'US' then 2
                when regions.region_level = 'region' then 5
            end
            as integer
        ) as location_type,
        case
            when regions.region_level = 'region' then regions.region_name || ', ' || regions.country_name
            else regions.country_name
        end as location_full_name,
        regions.country_fips_code as country_code,
        regions.latitude,
        regions.longitude
    from counted
    inner join {{ published_ref('fct_article') }} as articles on counted.article_id = articles.article_id
    left join {{ published_ref('dim_region') }} as regions on counted.region_id = regions.region_id
    where counted.count_type is not null
)

select
    placed.claim_id,
    placed.article_id as gkg_record_id,
    {{ digits_of_time('placed.published_at') }} as v21_date,
    outlets.outlet_name as v2_source_common_name,
    placed.document_identifier as v2_document_identifier,
    cast(placed.count_type as string) as count_type,
    cast(placed.n as bigint) as count,
    placed.victim_text as object_type,
    placed.location_type,
    cast(placed.location_full_name as string) as location_full_name,
    placed.country_code,
    placed.latitude,
    placed.longitude,
    placed.char_start as char_offset,
    -- type, count, object, location type and name, country, ADM1 code, latitude, longitude, feature, offset
    cast(
        placed.count_type || '#' || cast(placed.n as string) || '#' || coalesce(placed.victim_text, '') || '#'
        || coalesce(cast(placed.location_type as string), '') || '#' || coalesce(placed.location_full_name, '') || '#'
        || coalesce(placed.country_code, '') || '##' || coalesce(cast(placed.latitude as string), '') || '#'
        || coalesce(cast(placed.longitude as string), '') || '##' || cast(placed.char_start as string)
        as string
    ) as v21_counts
from placed
inner join {{ published_ref('dim_outlet') }} as outlets on placed.outlet_id = outlets.outlet_id
