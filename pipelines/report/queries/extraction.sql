-- How well fields are read, on the half of the gold corpus that no rule was made on.
select replace(field, '_', ' ') as field, f1, precision, recall, baseline_f1, support
from meta.extraction_quality
where half = 'held_out' and f1 is not null
order by f1 desc, field
