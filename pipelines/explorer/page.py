"""The explorer's page, drawn by Streamlit at each visit and each choice.

What belongs here: what stands where, and in which words. What does not: queries (questions.py), texts of articles
(passages.py). Whatever was read from an article is shown as text: in tables, or escaped.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import pyarrow as pa
import streamlit as st
from markupsafe import Markup, escape

from pipelines.explorer import questions
from pipelines.explorer.passages import passage
from pipelines.explorer.questions import Filters
from pipelines.report import wording
from pipelines.results import write_csv
from pipelines.settings import Settings

STYLE = Markup("""<style>
.dateline-passage { font-size: 1.05rem; line-height: 1.6; overflow-wrap: anywhere; white-space: pre-line; }
.dateline-passage mark { background: #ffe08a; color: #1c2126; padding: 0 .15em; border-radius: .2em; }
.dateline-passage.head { font-weight: 600; }
.dateline-passage.whole { font-size: .95rem; max-height: 24rem; overflow-y: auto; }
/* Streamlit's own CSV lets a spreadsheet run a text that begins with = or @: ours stands below the table. */
[data-testid="stElementToolbarButton"]:has([aria-label*="CSV"]), button[aria-label*="CSV"] { display: none; }
</style>""")


File = tuple[str, int, int]
"""Path, number and time of a published file: another release has others."""


def main() -> None:
    """Draw the page from the published file as it is now."""
    st.set_page_config(page_title="Dateline explorer", layout="wide")
    settings = Settings()  # of DATELINE_DATA_DIR, which `dateline explore` sets
    st.html(STYLE)
    st.header("Who says how many, and who copied whom?")
    try:
        found = settings.published_file.stat()
    except FileNotFoundError:
        st.info(f"Nothing is published yet in {settings.published_dir}: `dateline run` makes it.")
        return
    file: File = (str(settings.published_file), found.st_ino, found.st_mtime_ns)
    there = _asked("choices", file)
    st.caption(
        f"Release {there.release}: {wording.count(there.n_articles, 'article')}. A figure is what somebody claimed, "
        "not a fact. Figures are never added up."
    )
    filters = _filters(there)
    _totals(_asked("totals", file, filters))

    st.subheader("Numbers")
    group = st.radio("By", list(questions.GROUPS), horizontal=True, key="group")
    numbers = _asked("numbers", file, filters, group)
    state = hashlib.sha256(f"{there.release} {filters} {group}".encode()).hexdigest()[:12]
    row = _pick(numbers, f"numbers-{state}", NUMBERS, "Choose a row to see its claims.", group)

    st.subheader("Claims")
    of_group = (group, numbers["value"][row].as_py()) if row is not None else (None, None)
    if row is not None:
        st.text(f"{group}: {wording.printable(numbers['name'][row].as_py())}")
    claims = _asked("claims", file, filters, *of_group)
    row = _pick(
        _with_figures(claims), f"claims-{state}-{of_group[1]}", CLAIMS, "Choose a row to read its sentence.", "Claim"
    )
    if claims.num_rows:
        st.download_button("Claims as CSV", _csv(claims), "claims.csv", "text/csv", on_click="ignore", key="csv")
    claim_id = claims["claim_id"][row].as_py() if row is not None else st.query_params.get("claim")
    if claim_id:
        st.query_params["claim"] = claim_id
        _claim(settings, claim_id)


@st.cache_data(max_entries=64, show_spinner=False)
def _asked(question: str, file: File, *about: Any) -> Any:
    """The answer of this very file: kept, so that choosing a row asks nothing twice. A new release is another file."""
    return getattr(questions, question)(Path(file[0]), *about)


def _filters(there: questions.Choices) -> Filters:
    with st.sidebar:
        st.header("Filters")
        measure = st.selectbox("Measure", ["any", *there.measures], index=min(1, len(there.measures)), key="measure")
        days: Any = ()
        if there.first and there.last:
            days = st.date_input(
                "Published", (there.first, there.last), there.first, there.last, format="YYYY-MM-DD", key="days"
            )
        regions = st.multiselect(
            "Region or country", list(there.regions), format_func=_named(there.regions), key="regions"
        )
        outlets = st.multiselect("Outlet", list(there.outlets), format_func=_named(there.outlets), key="outlets")
        sides = st.multiselect("Side that claims it", there.sides, format_func=wording.printable, key="sides")
        weapons = st.multiselect(
            "Weapon in the article", list(there.weapons), format_func=_named(there.weapons), key="weapons"
        )
        counted = st.toggle(
            "Only figures that count",
            True,
            help="Without repeats, parts of larger figures, running totals, denials and "
            "reprints, as in the daily tables (is_counted).",
            key="counted",
        )
    first, last = days if len(days) == 2 else (*days, None) if days else (None, None)
    chosen = (tuple(regions), tuple(outlets), tuple(sides), tuple(weapons))
    # All days is no condition, so that it costs nothing.
    first, last = (None if first == there.first else first), (None if last == there.last else last)
    return Filters(first, last, None if measure == "any" else measure, *chosen, only_counted=counted)


def _named(names: dict[str, str]) -> Any:
    return lambda value: wording.printable(names.get(value, value))


def _totals(totals: dict[str, int]) -> None:
    with st.container(horizontal=True):
        for label, key in {
            "Claims": "claims",
            "Independent stories": "stories",
            "Articles": "articles",
            "Nobody could check": "unverified",
            "Disputed or denied": "disputed",
            "Without a number": "wordless",
        }.items():
            st.metric(label, wording.number(totals[key]), width="content")


NUMBERS = {
    "name": "",
    "lowest": "lowest figure",
    "highest": "highest figure",
    "n_claims": "claims",
    "n_stories": "stories",
    "n_unverified": "nobody could check",
    "n_disputed": "disputed or denied",
}
CLAIMS = {
    "published_on": "published",
    "measure": "measure",
    "figure": "figure",
    "claimant_text": "who says so",
    "status": "status",
    "region_name": "region",
    "outlet_name": "outlet",
    "evidence": "words",
    "headline": "headline",
}
COPIES = {
    "published_at": "published (UTC)",
    "outlet_name": "outlet",
    "syndication_role": "role",
    "agency": "agency",
    "headline": "headline",
    "url": "address",
}


FORMS = {
    "lowest figure": st.column_config.NumberColumn(format="localized"),
    "highest figure": st.column_config.NumberColumn(format="localized"),
    "figure": st.column_config.TextColumn(width=110),
    "who says so": st.column_config.TextColumn(width=190),
}


def _table(rows: pa.Table, columns: dict[str, str], first: str = "") -> pa.Table:
    """The columns to show under their titles, texts without control characters."""
    shown = {}
    for name, title in columns.items():
        column = rows[name]
        if pa.types.is_string(column.type):
            column = pa.array([wording.printable(text or "") for text in column.to_pylist()], pa.string())
        shown[title or first] = column
    return pa.table(shown)


def _pick(rows: pa.Table, key: str, columns: dict[str, str], hint: str, first: str) -> int | None:
    """Show rows; the number of the one that the reader chose."""
    if not rows.num_rows:
        st.info("Nothing is left: take a filter away.")
        return None
    more = f" The first {rows.num_rows} are shown." if rows.num_rows == questions.MOST_ROWS else ""
    st.caption(hint + more)
    shown = _table(rows, columns, first)
    picked: Any = st.dataframe(
        shown,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=key,
        height=_height(rows.num_rows),
        column_config=FORMS,
    )
    chosen = [row for row in picked["selection"]["rows"] if row < rows.num_rows]
    return chosen[0] if chosen else None


def _csv(rows: pa.Table) -> str:
    """All columns, as `dateline sql --format csv` writes them: no text is a formula."""
    text = io.StringIO()
    write_csv(text, rows.column_names, zip(*(rows[name].to_pylist() for name in rows.column_names), strict=True))
    return text.getvalue()


def _height(n_rows: int) -> int:
    return 38 + 35 * min(max(n_rows, 1), 8)


def _with_figures(claims: pa.Table) -> pa.Table:
    """With `figure`: the bounds as a reader says them, or the vague word."""
    bounds = zip(*(claims[name].to_pylist() for name in ("low", "high", "vague_term")), strict=True)
    told = [
        vague if low is None and high is None and vague else wording.figure(low, high) for low, high, vague in bounds
    ]
    return claims.append_column("figure", pa.array(told, pa.string()))


def _claim(settings: Settings, claim_id: str) -> None:
    """A claim: its sentence with the span marked, the whole article, and the copies of its story."""
    claim = questions.claim(settings.published_file, claim_id)
    st.subheader("The sentence")
    if claim is None:
        st.info("This release has no such claim.")
        return
    found = passage(
        settings.lake_dir,
        **{
            name: claim[name]
            for name in "article_id source_uri landed_on headline in_headline evidence char_start char_end".split()
        },
    )
    st.html(_div("passage head", escape(wording.printable(claim["headline"] or "without a headline"))))
    st.html(_div("passage", escape(_told(claim))))
    if found is None:
        st.html(
            STYLE + _div("passage", Markup("<mark>") + escape(wording.printable(claim["evidence"])) + Markup("</mark>"))
        )
        st.caption("Only the words of the claim: the text of the article is not in this data folder's lake.")
    else:
        st.html(_div("passage", found.sentence()))
        with st.expander("The whole text"):
            st.html(_div("passage whole", found.whole()))
    copies = questions.copies(settings.published_file, claim["story_id"])
    st.subheader("Its story")
    n_others = copies.num_rows - 1
    st.caption(
        "No other article tells this story."
        if not n_others
        else f"{wording.count(copies.num_rows, 'article')}, one story."
    )
    st.dataframe(_table(copies, COPIES), hide_index=True, height=_height(copies.num_rows))


def _told(claim: dict[str, Any]) -> str:
    """Who told what of which place and day, in one line."""
    figure = claim["vague_term"] or wording.figure(claim["low"], claim["high"])
    parts = [
        f"{claim['measure']}: {figure}",
        claim["status"],
        f"says {claim['claimant_text']}" if claim["claimant_text"] else "without a source",
        claim["region_name"] or claim["place_text"] or "no place",
        wording.day(claim["event_date"]) if claim["event_date"] else "no day",
        f"{claim['outlet_name']}, {wording.day(claim['published_on'])}",
    ]
    return " · ".join(wording.printable(part) for part in parts)


def _div(classes: str, content: Markup) -> str:
    names = " ".join(f"dateline-{name}" if name == "passage" else name for name in classes.split())
    return Markup('<div class="{}">{}</div>').format(names, content)
