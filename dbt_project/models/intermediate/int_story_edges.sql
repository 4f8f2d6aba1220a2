-- Which pairs of texts are one story, and why.
{{ config(materialized='table') }}

with pairs as (
    select
        pairs.node_a,
        pairs.node_b,
        pairs.n_shared,
        greatest(pairs.share_of_a, pairs.share_of_b) as share_of_shorter,
        least(pairs.share_of_a, pairs.share_of_b) as share_of_longer,
        coalesce(articles_a.agency = articles_b.agency, false) as is_same_agency,
        articles_a.headline_words = articles_b.headline_words as is_same_headline,
        -- a text of which only the landing day is known may have appeared on any day before
        case
            when articles_a.is_dated and articles_b.is_dated
                then abs({{ days_apart('articles_a.published_on', 'articles_b.published_on') }})
            else 0
        end as n_days_apart
    from {{ ref('int_story_pairs') }} as pairs
    inner join {{ ref('int_story_articles') }} as articles_a on pairs.node_a = articles_a.node
    inner join {{ ref('int_story_articles') }} as articles_b on pairs.node_b = articles_b.node
),

-- Figures are compared only where shared words leave it open. Each text's figures are listed by pair and counted: a join
-- of figures with figures meets every text that says "one killed" with every other.
open_pairs as (
    select node_a, node_b
    from pairs
    where
        n_days_apart <= {{ var('story_figures_days') }}
        and share_of_shorter >= {{ var('story_share_same_figures') }}
),

figures_of_pairs as (
    select open_pairs.node_a, open_pairs.node_b, figures.figure
    from open_pairs
    inner join {{ ref('int_story_figures') }} as figures on open_pairs.node_a = figures.node
    union all
    select open_pairs.node_a, open_pairs.node_b, figures.figure
    from open_pairs
    inner join {{ ref('int_story_figures') }} as figures on open_pairs.node_b = figures.node
),

figures_in_both as (
    select node_a, node_b, figure
    from figures_of_pairs
    group by node_a, node_b, figure
    having count(*) = 2
),

shared_figures as (
    select node_a, node_b, count(*) as n_figures
    from figures_in_both
    group by node_a, node_b
),

near_copies as (
    select
        pairs.node_a,
        pairs.node_b,
        case
            when pairs.share_of_longer >= {{ var('story_share_same_text') }} then 'same_text'
            when pairs.n_shared < {{ var('story_shared_runs') }} then null
            -- most of the shorter text: a copy, trimmed or extended, whenever it was printed
            when pairs.share_of_shorter >= {{ var('story_share') }} then 'shared_text'
            when pairs.n_days_apart > {{ var('story_window_days') }} then null
            -- much of both texts: a copy that was rewritten in part
            when
                pairs.share_of_shorter >= {{ var('story_share_rewritten') }}
                and pairs.share_of_longer >= {{ var('story_share_of_longer') }}
                then 'rewritten_text'
            when pairs.share_of_shorter >= {{ var('story_share_same_credit') }} and pairs.is_same_agency
                then 'shared_text_and_agency'
            when pairs.share_of_shorter >= {{ var('story_share_same_credit') }} and pairs.is_same_headline
                then 'shared_text_and_headline'
            -- little of the text, but what was counted is the same: a wire story told again in own words
            when shared_figures.n_figures >= {{ var('story_shared_figures') }} then 'shared_text_and_figures'
        end as reason
    from pairs
    left join shared_figures
        on pairs.node_a = shared_figures.node_a
        and pairs.node_b = shared_figures.node_b
),

-- Texts too short for a sketch still meet when they are the same.
exact_copies as (
    select
        min(node) over (partition by content_hash) as node_a,
        node as node_b,
        'same_text' as reason
    from {{ ref('int_story_articles') }}
)

select node_a, node_b, reason from near_copies where reason is not null
union all
select node_a, node_b, reason from exact_copies where node_a < node_b
