-- What is in quarantine, by reason: whole documents, and single rows that did not pass validation.
select
    replace(reason, '_', ' ') as reason,
    count(*) filter (where table_name = 'document') as n_documents,
    count(*) filter (where table_name <> 'document') as n_rows,
    min(detail) as example
from meta.quarantine
group by reason
order by count(*) desc, reason
