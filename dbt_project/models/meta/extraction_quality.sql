-- How well the code and codebook of this release read the gold corpus that ships with the project.
select
    field,
    {{ adapter.quote('precision') }},
    recall,
    f1,
    support,
    baseline_precision,
    baseline_recall,
    baseline_f1,
    half
from {{ lake_table('measured', 'extraction_quality') }}
order by field, half
