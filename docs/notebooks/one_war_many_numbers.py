"""One war, many numbers: what goes wrong when figures of the news are added up, and what can be said instead.

A marimo notebook, which is also a program. From the project's folder, with `pip install 'dateline[notebook]'`:

    marimo edit docs/notebooks/one_war_many_numbers.py      # look and change
    python docs/notebooks/one_war_many_numbers.py           # run

It reads `data/published/dateline.duckdb`, or that below DATELINE_DATA_DIR.
"""

import marimo

app = marimo.App(width="medium", app_title="One war, many numbers")


@app.cell
def _():
    import os
    from pathlib import Path

    import altair as alt
    import duckdb
    import marimo as mo
    import polars as pl

    published_file = Path(os.environ.get("DATELINE_DATA_DIR", "data")) / "published" / "dateline.duckdb"

    def ask(sql: str) -> pl.DataFrame:
        """Rows of a query over the published file, opened for this one question."""
        with duckdb.connect(str(published_file), read_only=True) as warehouse:
            return warehouse.sql(sql).pl()

    return alt, ask, mo, pl


@app.cell
def _(ask, mo):
    n_articles = ask("from meta.release select n_articles").item()
    mo.md(
        f"""
        # One war, many numbers

        The release has {n_articles} articles. How many people do they say were killed? The question has no answer, and
        this notebook shows why: step by step it leaves out what would be counted twice, and what remains is still not a
        number of the dead.

        The sample's articles are **invented**.
        """
    )
    return (n_articles,)


@app.cell
def _(ask):
    # Each step keeps the condition of those before it.
    steps = [
        ("every figure", "true"),
        ("no running totals", "not is_cumulative"),
        ("no repeats in one text", "not is_repeat"),
        ("no parts of larger figures", "part_of_claim_id is null"),
        ("no denied figures, no reprints", "is_counted"),
    ]
    conditions = [" and ".join(condition for _, condition in steps[: number + 1]) for number in range(len(steps))]
    ladder = ask(
        " union all ".join(
            f"select {number} as step, '{name}' as kept, count(*) as n_figures, cast(sum(low) as bigint) as added_up "
            f"from marts.fct_casualty_claim where measure = 'killed' and {condition}"
            for number, ((name, _), condition) in enumerate(zip(steps, conditions, strict=True))
        )
    ).sort("step")
    return (ladder,)


@app.cell
def _(ladder, mo):
    mo.vstack(
        [
            mo.md(
                f"""
                ## The ladder

                Adding up every figure of `killed` gives **{ladder["added_up"][0]:,}**. Nobody said that. Leaving out
                running totals, repeats, parts, denials and reprints brings it to {ladder["added_up"][-1]:,}, from
                {ladder["n_figures"][-1]} of {ladder["n_figures"][0]} figures. That is no toll either: two texts about
                one attack are both in it.
                """
            ),
            mo.ui.table(ladder.drop("step"), selection=None),
        ]
    )
    return


@app.cell
def _(ask):
    largest = ask(
        "select low, evidence, claimant_text, status, event_date_precision from marts.fct_casualty_claim "
        "where measure = 'killed' and is_counted and low is not null order by low desc, claim_id limit 5"
    )
    return (largest,)


@app.cell
def _(ladder, largest, mo):
    share = largest["low"].sum() / ladder["added_up"][-1]
    mo.vstack(
        [
            mo.md(
                f"""
                ## Five sentences carry {share:.0%} of it

                A sum is made of its few largest claims. Read what they are about before you add them to anything.
                """
            ),
            mo.ui.table(largest, selection=None),
        ]
    )
    return (share,)


@app.cell
def _(alt, ask, mo):
    disputes = ask(
        "select strftime(event_date, '%Y-%m-%d') || ' ' || region_name as event, figure_lowest, figure_highest, "
        "lowest_claimants, highest_claimants, spread from marts.agg_claim_dispute "
        "join marts.dim_region using (region_id) where measure = 'killed' order by spread desc, event"
    )
    ranges = (
        alt.Chart(disputes)
        .mark_rule(strokeWidth=4)
        .encode(
            alt.X("figure_lowest:Q", title="killed, as told"),
            alt.X2("figure_highest:Q"),
            alt.Y("event:N", sort=None, title=None),
            tooltip=["lowest_claimants", "figure_lowest", "highest_claimants", "figure_highest"],
        )
    )
    mo.vstack(
        [
            mo.md(
                f"""
                ## What can be said: ranges

                For {disputes.height} days and places, sources tell different figures. The range says as much as is
                known, and names who says so.
                """
            ),
            mo.ui.altair_chart(ranges) if disputes.height else mo.md("No figures differ."),
        ]
    )
    return (disputes,)


@app.cell
def _(ask, mo, pl):
    sides = ask(
        "select coalesce(claimant_side, 'the outlet, or no side') as claimed_by, count(*) as n_claims, "
        "count(distinct story_id) as n_stories, count(*) filter (status in ('unverified', 'disputed')) as n_in_doubt "
        "from marts.fct_casualty_claim where measure = 'killed' and is_counted group by all "
        "order by n_stories desc, claimed_by"
    ).with_columns(share_in_doubt=(pl.col("n_in_doubt") / pl.col("n_claims")).round(2))
    mo.vstack(
        [
            mo.md("## Who says so, and did anyone check?\n\nDoubt is counted where the text itself states it."),
            mo.ui.table(sides, selection=None),
        ]
    )
    return (sides,)


@app.cell
def _(ask, mo):
    copies = ask(
        "select s.agency, headline, s.n_articles, s.n_outlets from marts.fct_story s "
        "join marts.fct_article on article_id = original_article_id where s.n_articles > 1 order by 3 desc, 2"
    )
    n_counted_twice = int(copies["n_articles"].sum()) - copies.height
    mo.vstack(
        [
            mo.md(
                f"""
                ## And the copies

                {n_counted_twice} articles only carry on what another wrote. Whoever counts articles hears these
                stories louder than the rest.
                """
            ),
            mo.ui.table(copies, selection=None),
        ]
    )
    return copies, n_counted_twice


if __name__ == "__main__":
    app.run()
