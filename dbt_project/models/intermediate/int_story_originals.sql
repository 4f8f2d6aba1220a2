-- The original of each story: one row per component.
{{ config(materialized='table') }}

with texts as (
    select
        components.component,
        articles.*,
        min(case when articles.is_dated then articles.published_on end)
            over (partition by components.component) as first_day
    from {{ ref('int_story_articles') }} as articles
    inner join {{ ref('int_story_components') }} as components on articles.node = components.node
),

-- The agency's own text is the original of its reprints, also where a time zone dates it a day later. Else the texts of
-- the first day; a text of which only the landing day is known can't claim to be the first.
tiers as (
    select
        *,
        case
            when is_dated and is_agency_own and {{ days_apart('first_day', 'published_on') }} <= 1 then 1
            when is_dated and published_on = first_day then 2
            when is_dated then 3
            else 4
        end as tier
    from texts
),

first_texts as (
    select
        *,
        row_number() over (
            partition by component, tier
            order by
                case when published_at is null then 1 else 0 end, published_at, word_count desc, article_id
        ) as place_by_time
    from tiers
),

with_first_timed as (
    select
        *,
        max(case when place_by_time = 1 and published_at is not null then word_count end)
            over (partition by component, tier) as words_of_first_timed
    from first_texts
),

-- Within a day stated times count. A text without a time comes before them where it is longer than the first of them:
-- reprints are cut, seldom extended.
ranked as (
    select
        *,
        row_number() over (
            partition by component
            order by
                tier,
                case
                    when published_at is null and word_count > coalesce(words_of_first_timed, 0) then 1
                    when published_at is not null then 2
                    else 3
                end,
                published_at,
                word_count desc,
                article_id
        ) as place
    from with_first_timed
)

select component, node, article_id
from ranked
where place = 1
