-- The sketch of each newest text without what is background: what stories are found by.
select sketches.node, sketches.published_on, sketches.shingle_hash, sketches.complete_up_to
from {{ ref('int_sketches') }} as sketches
left join {{ ref('int_background_runs') }} as background on sketches.shingle_hash = background.shingle_hash
where background.shingle_hash is null
