-- The leading figure of one version beside that of the next, where they differ.
{{ config(materialized='incremental', incremental_strategy='restate', meta={'restated': 'int_changed_articles'}) }}

select
    older.article_id || '-' || older.measure || '-' || older.victim_group || '-' || coalesce(older.region_id, 'none')
    || '-' || cast(older.article_version as string) as revision_id,
    older.article_id,
    older.measure,
    older.victim_group,
    older.region_id,
    older.article_version as from_version,
    newer.article_version as to_version,
    older.low as old_low,
    older.high as old_high,
    newer.low as new_low,
    newer.high as new_high,
    newer.changed_at
from {{ ref('int_leading_figures') }} as older
inner join {{ ref('int_leading_figures') }} as newer
    on older.article_id = newer.article_id
    and older.article_version + 1 = newer.article_version
    and older.measure = newer.measure
    and older.victim_group = newer.victim_group
    and coalesce(older.region_id, '') = coalesce(newer.region_id, '')
where
    (
        coalesce(older.low, -1) <> coalesce(newer.low, -1)
        or coalesce(older.high, -1) <> coalesce(newer.high, -1)
    )
    -- A part of one toll beside a part of another tells of no change: they may be parts of different wholes.
    and not (coalesce(older.is_part, false) and coalesce(newer.is_part, false))
    -- `Five policemen and 16 others were hurt`, then `18 were hurt; two constables died of their wounds`: where only one
    -- version gives a figure for all people, and the other's figure is nearer to that, the group's own is no change of it.
    and not (
        older.victim_group <> 'person'
        and not coalesce(older.is_part, false)
        and not coalesce(newer.is_part, false)
        and (
            (
                older.all_people is null
                and abs(newer.all_people - coalesce(older.low, older.high))
                < abs(coalesce(newer.low, newer.high) - coalesce(older.low, older.high))
            )
            or (
                newer.all_people is null
                and abs(older.all_people - coalesce(newer.low, newer.high))
                < abs(coalesce(older.low, older.high) - coalesce(newer.low, newer.high))
            )
        )
    )
{{ only_articles('int_changed_articles', word='and older.') }}
order by 1
