-- Whose statements and figures an outlet carries, by side, and whether it says that they could not be checked.
with statements as (
    select
        articles.outlet_id,
        coalesce(statements.speaker_side, 'unstated') as speaker_side,
        count(*) as n_statements,
        sum(case when statements.verification = 'unverified' then 1 else 0 end) as n_statements_unverified
    from {{ ref('fct_statement') }} as statements
    inner join {{ ref('fct_article') }} as articles on statements.article_id = articles.article_id
    group by articles.outlet_id, coalesce(statements.speaker_side, 'unstated')
),

-- Figures that the outlet states in its own voice are nobody's claims but its own.
claims as (
    select
        articles.outlet_id,
        coalesce(claims.claimant_side, 'unstated') as speaker_side,
        count(*) as n_claims,
        sum(case when claims.status = 'unverified' then 1 else 0 end) as n_claims_unverified
    from {{ ref('fct_casualty_claim') }} as claims
    inner join {{ ref('fct_article') }} as articles on claims.article_id = articles.article_id
    where claims.status <> 'asserted' and not claims.is_repeat
    group by articles.outlet_id, coalesce(claims.claimant_side, 'unstated')
),

united as (
    select
        coalesce(statements.outlet_id, claims.outlet_id) as outlet_id,
        coalesce(statements.speaker_side, claims.speaker_side) as speaker_side,
        cast(coalesce(statements.n_statements, 0) as bigint) as n_statements,
        cast(coalesce(statements.n_statements_unverified, 0) as bigint) as n_statements_unverified,
        cast(coalesce(claims.n_claims, 0) as bigint) as n_claims,
        cast(coalesce(claims.n_claims_unverified, 0) as bigint) as n_claims_unverified
    from statements
    full outer join claims
        on statements.outlet_id = claims.outlet_id
        and statements.speaker_side = claims.speaker_side
),

totals as (
    select outlet_id, sum(n_statements) as n_statements
    from united
    group by outlet_id
)

select
    united.outlet_id,
    united.speaker_side,
    united.n_statements,
    case when totals.n_statements > 0 then cast(united.n_statements as double) / cast(totals.n_statements as double) end
    as share,
    united.n_statements_unverified,
    united.n_claims,
    united.n_claims_unverified
from united
inner join totals on united.outlet_id = totals.outlet_id
order by united.outlet_id, united.speaker_side
