-- Uses of framing terms by outlet: in the outlet's own voice, and in the words of those it quotes. Ten outlets.
select
    outlet_name,
    coalesce(sum(n_mentions) filter (where voice = 'own'), 0)::bigint as n_own,
    coalesce(sum(n_mentions) filter (where voice <> 'own'), 0)::bigint as n_of_others,
    string_agg(distinct term, ', ' order by term) filter (where voice = 'own') as own_terms,
    string_agg(distinct term, ', ' order by term) filter (where voice <> 'own') as terms_of_others
from marts.agg_frame_outlet
inner join marts.dim_outlet using (outlet_id)
inner join marts.dim_frame using (frame_id)
where outlet_id <> 'unknown'
group by outlet_id, outlet_name
order by n_own + n_of_others desc, outlet_id
limit 10
