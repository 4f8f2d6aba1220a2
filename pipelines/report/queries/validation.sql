-- Expectations by severity: how many were met. Rows of one that was not met are in quarantine or were let through.
select
    severity,
    count(*) filter (where success) as n_met,
    count(*) filter (where not success) as n_not_met,
    coalesce(sum(n_unexpected) filter (where not success), 0)::bigint as n_rows
from meta.validation
group by severity
order by case severity when 'critical' then 1 when 'warning' then 2 else 3 end
