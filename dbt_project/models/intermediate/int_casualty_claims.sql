-- Casualty figures of the newest texts, with the day that they are counted on and whether they are.
with claims as (
    {{ current_rows('stg_casualty_claim') }}
)

select
    claims.*,
    members.story_id,
    members.syndication_role,
    -- The day that a daily table counts the figure on: of the event where the text dates it to the day, of publication
    -- where it gives no date; none where it dates it to a week, month or year only.
    case
        when claims.event_date_precision = 'day' then claims.event_date
        when claims.event_date is null or claims.event_date_precision = 'unknown' then claims.published_on
    end as event_day,
    -- A part of a larger figure, a repeat, a running total and a denied figure say nothing about the size of one event;
    -- a reprint says what its original says.
    claims.part_of_claim_id is null
    and not claims.is_repeat
    and not claims.is_cumulative
    and claims.status <> 'denied'
    and members.syndication_role <> 'reprint' as is_counted
from claims
inner join {{ ref('int_story_members') }} as members on claims.article_id = members.article_id
