-- Which pairs of texts are one story, and why.
with pairs as (
    select
        pairs.article_a,
        pairs.article_b,
        articles_a.node as node_a,
        articles_b.node as node_b,
        pairs.n_shared,
        greatest(pairs.share_of_a, pairs.share_of_b) as share,
        coalesce(articles_a.agency = articles_b.agency, false) as is_same_agency,
        articles_a.headline_words = articles_b.headline_words as is_same_headline
    from {{ ref('int_story_pairs') }} as pairs
    inner join {{ ref('int_story_articles') }} as articles_a on pairs.article_a = articles_a.article_id
    inner join {{ ref('int_story_articles') }} as articles_b on pairs.article_b = articles_b.article_id
),

near_copies as (
    select
        node_a,
        node_b,
        case
            when share >= {{ var('story_share') }} then 'shared_text'
            when is_same_agency and share >= {{ var('story_share_same_credit') }} then 'shared_text_and_agency'
            when is_same_headline and share >= {{ var('story_share_same_credit') }} then 'shared_text_and_headline'
        end as reason
    from pairs
    where n_shared >= {{ var('story_shared_runs') }}
),

-- Texts too short for a sketch still meet when they are the same.
exact_copies as (
    select
        articles_a.node as node_a,
        articles_b.node as node_b,
        'same_text' as reason
    from {{ ref('int_story_articles') }} as articles_a
    inner join {{ ref('int_story_articles') }} as articles_b
        on articles_a.content_hash = articles_b.content_hash
        and articles_a.node < articles_b.node
    where abs({{ days_apart('articles_a.published_on', 'articles_b.published_on') }}) <= {{ var('story_window_days') }}
)

select node_a, node_b, reason from near_copies where reason is not null
union all
select node_a, node_b, reason from exact_copies
