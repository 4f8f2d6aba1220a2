{# Building only what a changed landing day changes: how it is known, and how a table takes it in.

   A build compares the lake's files with those of the build before (int_landing_days). The articles that have, or had, a
   text in a changed day are int_changed_articles; with those whose story changed, int_restated_articles. A fact of an
   article comes from its own texts and, at most, from its story: its rows are taken out and put in again, all others
   stay. An aggregate comes from facts: its rows of the days, regions, months and stories of such articles are made again
   (int_touched). The first build, and one after any change of the models (`dbt build --full-refresh`), makes all of it. #}

{# The files of the lake, one row each: landed_on, and a mark that changes when the file is written. #}
{% macro lake_files() %}{{ return(adapter.dispatch('lake_files', 'dateline')()) }}{% endmacro %}

{% macro default__lake_files() %}
select distinct
    cast(regexp_extract(_metadata.file_path, 'landed_on=([0-9-]+)', 1) as date) as landed_on,
    concat_ws(' ', _metadata.file_path, _metadata.file_size, _metadata.file_modification_time) as mark
from binaryfile.`{{ env_var('DATELINE_DATA_DIR') }}/lake/*/landed_on=*/part-0.parquet`
{% endmacro %}

{# The content is not read unless it is selected. #}
{% macro duckdb__lake_files() %}
select
    cast(regexp_extract(filename, 'landed_on=([0-9-]+)', 1) as date) as landed_on,
    concat_ws(' ', regexp_extract(filename, '([^/\\]+)[/\\]landed_on=', 1), size, epoch_us(last_modified)) as mark
from read_blob('{{ env_var('DATELINE_DATA_DIR') | replace("'", "''") }}/lake/*/landed_on=*/part-0.parquet')
{% endmacro %}

{# A model's table as the build before left it, or none where all is made anew. It is no `ref`: the model named comes
   later in this build and depends on the one that asks. #}
{% macro as_built_before(schema, table) %}
{% if execute and not should_full_refresh() %}
    {{ return(load_relation(api.Relation.create(database=this.database, schema=schema, identifier=table, type='table'))) }}
{% endif %}
{{ return(none) }}
{% endmacro %}

{# Models that come before this one although its query, as it stands here, does not name them. #}
{% macro uses() %}{% if not execute %}{% for model in varargs %}{% do ref(model) %}{% endfor %}{% endif %}{% endmacro %}

{# The condition that keeps the articles whose rows are made anew; none in a full build.

   articles: int_changed_articles or int_restated_articles. With `landed_on`, the column that a staging model is
   partitioned by, only the partitions that hold their newest texts are read: the days stand in the query as literals,
   which prune files before any is opened. While dbt parses (not execute), it learns which models are asked for. `always`
   is for a table that is made anew, of what changed only. #}
{% macro only_articles(articles, landed_on=none, word='where ', always=false) %}
{% if not execute or always or is_incremental() %}
{% set relation = ref(articles) %}
{{ word }}article_id in (select article_id from {{ relation }})
{% if landed_on %}{% set versions = ref('int_article_versions') %}{% endif %}
{% if landed_on and execute %}
    {% set days = run_query(
        'select distinct versions.landed_on from ' ~ versions ~ ' as versions inner join ' ~ relation ~ ' as articles on '
        ~ 'versions.article_id = articles.article_id order by 1'
    ).columns[0].values() %}
    and {{ landed_on }} in (
        {% for day in days %}date '{{ day }}', {% endfor %}date '1000-01-01'
    )
{% endif %}
{% endif %}
{% endmacro %}

{# The incremental strategy `restate`: of the model `meta.restated`, all rows with its keys give way to what the query says
   of them. Unlike `delete+insert`, it also takes out rows of a key that has none any more. #}
{% macro get_incremental_restate_sql(arg_dict) %}
{% set columns = get_quoted_csv(arg_dict['dest_columns'] | map(attribute='name')) %}
delete from {{ arg_dict['target_relation'] }} as standing
where {{ is_restated('standing', config.get('meta')) }};

insert into {{ arg_dict['target_relation'] }} ({{ columns }})
select {{ columns }} from {{ arg_dict['temp_relation'] }}
{% endmacro %}

{# Is a row of a table one that is made anew? meta: `restated`, the model that has the keys; `key`, article_id where nothing
   is said; where the table has it under another name, or twice, `columns` has the names. With `what`, the keys are those
   that int_touched names so, and `match` says which columns are which of its columns. #}
{% macro is_restated(table, meta) %}
{% if meta.what %}
{% set match = {} %}
{% for column, key in meta.match.items() %}{% do match.update({table ~ '.' ~ column: key}) %}{% endfor %}
{{ is_touched(meta.what, match) }}
{% else %}
{% set key = meta.get('key', 'article_id') %}
{% for column in meta.get('columns', [key]) %}
{{ 'and ' if not loop.first }}{{ table }}.{{ column }} in (select {{ key }} from {{ ref(meta['restated']) }})
{% endfor %}
{% endif %}
{% endmacro %}

{# Is what int_touched calls `what` touched? match: expressions of the query to the columns on_day and name. #}
{% macro is_touched(what, match) %}
exists (
    select 1
    from {{ ref('int_touched') }} as touched
    where
        touched.what = '{{ what }}'
        {% for expression, key in match.items() %}
        and touched.{{ key }} = {{ expression }}
        {% endfor %}
)
{% endmacro %}

{# The condition that keeps what is touched, of a table that int_touched restates; none in a full build. #}
{% macro only_touched(what, match, word='where') %}
{% if not execute or is_incremental() %}
{{ word }} {{ is_touched(what, match) }}
{% endif %}
{% endmacro %}

{# The region days, days of publication, months and stories of articles: what, on_day, name, each once. The three relations
   are fct_article, fct_casualty_claim and fct_region_report, as they are or as the build before left them. #}
{% macro touched_by(changed, articles, claims, reports) %}
select 'region_day' as what, event_date as on_day, region_id as name
from {{ reports }}
where article_id in (select article_id from {{ changed }})
union
select 'region_day' as what, event_day as on_day, region_id as name
from {{ claims }}
where
    is_counted
    and event_day is not null
    and region_id is not null
    and article_id in (select article_id from {{ changed }})
union
select 'published_on' as what, published_on as on_day, null as name
from {{ articles }}
where article_id in (select article_id from {{ changed }})
union
select 'month' as what, {{ month_start_of('published_on') }} as on_day, null as name
from {{ articles }}
where article_id in (select article_id from {{ changed }})
union
select 'story' as what, null as on_day, story_id as name
from {{ articles }}
where article_id in (select article_id from {{ changed }})
{% endmacro %}
