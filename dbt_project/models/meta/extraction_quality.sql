-- What `dateline evaluate` measured on the gold corpus that ships with the project.
select
    field,
    "precision",
    recall,
    f1,
    support,
    baseline_precision,
    baseline_recall,
    baseline_f1,
    half
from {{ ref('gold_scores') }}
order by field, half
