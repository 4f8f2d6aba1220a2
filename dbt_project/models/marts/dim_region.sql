{{ config(tags=['of_the_codebook']) }}

with countries as (
    select
        country_code,
        country_name,
        cast(geonames_id as bigint) as geonames_id,
        cast(latitude as double) as latitude,
        cast(longitude as double) as longitude
    from {{ ref('countries') }}
),

regions as (
    select
        iso_3166_2,
        country_code,
        region_name,
        cast(geonames_id as bigint) as geonames_id,
        cast(latitude as double) as latitude,
        cast(longitude as double) as longitude
    from {{ ref('regions') }}
    -- countries without regions have a row of their own there; the countries' list gives it here
    where iso_3166_2 <> country_code
),

united as (
    select
        regions.iso_3166_2 as region_id,
        regions.region_name,
        'region' as region_level,
        regions.country_code,
        countries.country_name,
        regions.geonames_id,
        regions.latitude,
        regions.longitude
    from regions
    left join countries on regions.country_code = countries.country_code
    union all
    select
        country_code as region_id,
        country_name as region_name,
        'country' as region_level,
        country_code,
        country_name,
        geonames_id,
        latitude,
        longitude
    from countries
)

select
    united.region_id,
    united.region_name,
    united.region_level,
    united.country_code,
    united.country_name,
    united.geonames_id,
    united.latitude,
    united.longitude,
    codes.iso_numeric as country_iso_numeric,
    codes.fips_code as country_fips_code
from united
left join {{ ref('country_codes') }} as codes on united.country_code = codes.country_code
order by united.region_id
