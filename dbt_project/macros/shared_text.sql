{# How much of each text of a pair is in the other, estimated from their sketches.

   pairs: relation with article_a, article_b; sketches: relation with article_id, shingle_hash, n_shingles. Out:
   article_a, article_b, n_shared, share_of_a, share_of_b. A sketch holds the smallest hashes of a text's runs of
   words; up to the smaller of the two sketches' largest values both are complete, so the values up to there are a
   fair sample of both texts, however different their lengths (Broder 1997). A sketch with all of its text's runs
   is complete without limit. #}
{% macro shared_text(pairs, sketches) %}
with sketch_limits as (
    select
        article_id,
        case when count(*) >= max(n_shingles) then 9223372036854775807 else max(shingle_hash) end as complete_up_to
    from {{ sketches }}
    group by article_id
),

compared as (
    select
        pairs.article_a,
        pairs.article_b,
        least(limits_a.complete_up_to, limits_b.complete_up_to) as compared_up_to
    from {{ pairs }} as pairs
    inner join sketch_limits as limits_a on pairs.article_a = limits_a.article_id
    inner join sketch_limits as limits_b on pairs.article_b = limits_b.article_id
),

sizes_a as (
    select compared.article_a, compared.article_b, count(*) as n_a
    from compared
    inner join {{ sketches }} as sketches
        on compared.article_a = sketches.article_id
        and sketches.shingle_hash <= compared.compared_up_to
    group by compared.article_a, compared.article_b
),

sizes_b as (
    select compared.article_a, compared.article_b, count(*) as n_b
    from compared
    inner join {{ sketches }} as sketches
        on compared.article_b = sketches.article_id
        and sketches.shingle_hash <= compared.compared_up_to
    group by compared.article_a, compared.article_b
),

shared as (
    select compared.article_a, compared.article_b, count(*) as n_shared
    from compared
    inner join {{ sketches }} as sketches_a
        on compared.article_a = sketches_a.article_id
        and sketches_a.shingle_hash <= compared.compared_up_to
    inner join {{ sketches }} as sketches_b
        on compared.article_b = sketches_b.article_id
        and sketches_a.shingle_hash = sketches_b.shingle_hash
    group by compared.article_a, compared.article_b
)

select
    compared.article_a,
    compared.article_b,
    coalesce(shared.n_shared, 0) as n_shared,
    coalesce(shared.n_shared / cast(sizes_a.n_a as double), 0) as share_of_a,
    coalesce(shared.n_shared / cast(sizes_b.n_b as double), 0) as share_of_b
from compared
left join sizes_a on compared.article_a = sizes_a.article_a and compared.article_b = sizes_a.article_b
left join sizes_b on compared.article_a = sizes_b.article_a and compared.article_b = sizes_b.article_b
left join shared on compared.article_a = shared.article_a and compared.article_b = shared.article_b
{% endmacro %}
