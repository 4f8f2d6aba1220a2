"""The Data Docs page of a landing day: one self-contained HTML file.

What belongs here: showing outcomes. What does not: deciding them (validate.py).

Great Expectations' own Data Docs were looked at and not used: their templates (great_expectations/render/view in
1.24.1) load style sheets, scripts, fonts and logos from nine other hosts, so that a page is blank or unstyled without a
network and tells those hosts who reads it; and they show neither the rule as a sentence, nor the severity that follows
from the quarantine, nor the rows' keys. This page shows the same results with no reference to any other host, no
script, in light and dark, from 360 pixels up. Text from articles is escaped.
"""

from __future__ import annotations

import datetime as dt
import os
from html import escape
from pathlib import Path
from typing import Any

from expectations.outcomes import Outcome

PAGE = "index.html"
_SEVERITY_ORDER = {"critical": 0, "warning": 1, "info": 2}
_MARKS = {"critical": "blocks", "warning": "warning", "info": "note"}


def write_data_docs(
    outcomes: list[Outcome], docs_dir: Path, landed_on: dt.date, run_id: str, n_removed: dict[str, int] | None = None
) -> Path:
    """Write `docs_dir/index.html`, whole or not at all; returns its path. The same outcomes give the same bytes."""
    docs_dir.mkdir(parents=True, exist_ok=True)
    target = docs_dir / PAGE
    beside = target.with_name(f".{PAGE}.{os.getpid()}.tmp")
    try:
        beside.write_text(data_docs_page(outcomes, landed_on, run_id, n_removed or {}), encoding="utf-8")
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return target


def data_docs_page(outcomes: list[Outcome], landed_on: dt.date, run_id: str, n_removed: dict[str, int]) -> str:
    """The page as HTML: verdict, one line per table, then a section per suite with what failed first."""
    by_table: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_table.setdefault(outcome.table, []).append(outcome)
    title = f"Validation of {landed_on.isoformat()}"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{escape(title)} · Dateline</title>
<style>{_STYLE}</style>
</head>
<body>
<header>
<p class="brand">Dateline · Data Docs</p>
<h1>{escape(title)}</h1>
{_verdict(outcomes, n_removed)}
<p class="fine">Run <code>{escape(run_id)}</code>. Results of Great Expectations; rows that break a critical expectation
are set aside where they are few, and block the day where they are not.</p>
</header>
<main>
{_overview(by_table, n_removed)}
{"".join(_suite(table, of_table, n_removed.get(table, 0)) for table, of_table in by_table.items())}
</main>
</body>
</html>
"""


def _verdict(outcomes: list[Outcome], n_removed: dict[str, int]) -> str:
    blocking = sum(not o.success and o.severity == "critical" for o in outcomes)
    warnings = sum(not o.success and o.severity == "warning" for o in outcomes)
    notes = sum(not o.success and o.severity == "info" for o in outcomes)
    kind, verdict = (
        ("critical", "Blocked") if blocking else ("warning", "Passed with warnings") if warnings else ("ok", "Passed")
    )
    numbers = (
        (len(outcomes), "expectations"),
        (blocking, "blocking"),
        (warnings, "warnings"),
        (notes, "notes"),
        (sum(n_removed.values()), "rows set aside"),
    )
    cells = "".join(f"<div><dt>{label}</dt><dd>{n:,}</dd></div>" for n, label in numbers)
    return f'<p class="verdict {kind}">{verdict}</p>\n<dl class="numbers">{cells}</dl>'


def _overview(by_table: dict[str, list[Outcome]], n_removed: dict[str, int]) -> str:
    rows = "".join(
        f'<tr><th scope="row"><a href="#{escape(table)}">{escape(table)}</a></th>'
        f'<td data-label="rows">{of_table[0].n_rows:,}</td>'
        f'<td data-label="set aside">{n_removed.get(table, 0):,}</td>'
        f'<td data-label="expectations">{len(of_table)}</td>'
        f'<td data-label="not met">{sum(not o.success for o in of_table)}</td>'
        f'<td data-label="state">{_state(of_table)}</td></tr>'
        for table, of_table in by_table.items()
    )
    return f"""<section><h2>Tables</h2>
<table class="overview"><thead><tr><th scope="col">Table</th><th scope="col">Rows</th><th scope="col">Set aside</th>
<th scope="col">Expectations</th><th scope="col">Not met</th><th scope="col">State</th></tr></thead>
<tbody>{rows}</tbody></table></section>
"""


def _state(outcomes: list[Outcome]) -> str:
    failed = sorted((o.severity for o in outcomes if not o.success), key=_SEVERITY_ORDER.__getitem__)
    return _badge(failed[0]) if failed else '<span class="badge ok">passed</span>'


def _badge(severity: str) -> str:
    return f'<span class="badge {severity}">{_MARKS[severity]}</span>'


def _suite(table: str, outcomes: list[Outcome], n_removed: int) -> str:
    failed = sorted((o for o in outcomes if not o.success), key=lambda o: (_SEVERITY_ORDER[o.severity], o.expectation))
    met = [o for o in outcomes if o.success]
    shown = "".join(_failed(outcome) for outcome in failed)
    rows = "".join(_met(outcome) for outcome in met)
    aside = f", {n_removed:,} set aside" if n_removed else ""
    return f"""<section id="{escape(table)}">
<h2>{escape(table)} {_state(outcomes)}</h2>
<p class="fine">{outcomes[0].n_rows:,} rows{aside}; {len(met)} of {len(outcomes)} expectations met.</p>
{shown}<details><summary>{len(met)} met</summary>
<table class="met"><thead><tr><th scope="col">Expected</th><th scope="col">Severity</th>
<th scope="col">Rows that differ</th></tr></thead>
<tbody>{rows}</tbody></table></details>
</section>
"""


def _met(outcome: Outcome) -> str:
    return (
        f"<tr><td>{escape(outcome.rule)}<br><code>{escape(outcome.expectation)}</code></td>"
        f'<td data-label="severity">{outcome.declared_severity}</td>'
        f'<td data-label="rows that differ">{outcome.n_unexpected:,}</td></tr>'
    )


def _failed(outcome: Outcome) -> str:
    share = f" ({outcome.n_unexpected / outcome.n_rows:.1%})" if outcome.n_rows else ""
    action = outcome.observed.get("action")
    value = outcome.observed.get("observed_value")
    facts = [f"{outcome.n_unexpected:,} of {outcome.n_rows:,} rows differ{share}"]
    facts += [f"observed: {value}"] if value is not None else []
    facts += [str(action)] if action else []
    return f"""<article class="{outcome.severity}">
<h3>{_badge(outcome.severity)} {escape(outcome.rule)}</h3>
<p><code>{escape(outcome.expectation)}</code></p>
<p>{escape("; ".join(facts))}.</p>
{_samples(outcome.samples)}</article>
"""


def _samples(samples: tuple[dict[str, Any], ...]) -> str:
    if not samples:
        return ""
    items = (
        "".join(
            "<li>"
            + "".join(
                f"<div><dt>{escape(name)}</dt><dd>{'<i>NULL</i>' if value is None else escape(str(value))}</dd></div>"
                for name, value in sample.items()
            )
            + "</li>"
            for sample in samples
        )
        .replace("<li>", "<li><dl>")
        .replace("</li>", "</dl></li>")
    )
    return f'<ul class="samples">{items}</ul>\n'


_STYLE = """
:root{color-scheme:light dark;--ground:#fbfaf7;--raised:#fff;--ink:#1d1c1a;--soft:#5d5a54;--line:#dcd8cf;
--critical:#a5211b;--warning:#7a5200;--info:#245a8d;--ok:#256b3a}
@media(prefers-color-scheme:dark){:root{--ground:#161513;--raised:#1f1e1b;--ink:#eceae5;--soft:#a9a59c;--line:#3a3833;
--critical:#ff8f86;--warning:#e9b949;--info:#8fbfee;--ok:#86cf9c}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1.5rem 1rem 4rem;background:var(--ground);color:var(--ink);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.2;margin:.2rem 0 1rem}
h2{font-size:1.2rem;margin:2.5rem 0 .25rem;display:flex;gap:.6rem;align-items:center;flex-wrap:wrap}
h3{font-size:1rem;margin:0 0 .35rem;font-weight:600}
p{margin:.25rem 0}
a{color:inherit;text-underline-offset:.2em}
a:focus-visible,summary:focus-visible{outline:2px solid var(--info);outline-offset:2px}
code{font:.85em/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:var(--soft)}
.brand,.fine{color:var(--soft);font-size:.9rem}
.verdict{font-size:1.15rem;font-weight:650;border-left:.3rem solid;padding-left:.7rem}
.verdict.critical{color:var(--critical)}.verdict.warning{color:var(--warning)}.verdict.ok{color:var(--ok)}
.numbers{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:1rem 0}
.numbers dd{margin:0;font-size:1.5rem;font-weight:600;font-variant-numeric:tabular-nums;line-height:1.2}
.numbers dt{color:var(--soft);font-size:.85rem}
.numbers>div{display:flex;flex-direction:column-reverse}
.badge{font-size:.75rem;font-weight:600;border:1px solid;border-radius:1rem;padding:.05rem .55rem;white-space:nowrap}
.badge.critical{color:var(--critical)}.badge.warning{color:var(--warning)}
.badge.info{color:var(--info)}.badge.ok{color:var(--ok)}
article{background:var(--raised);border:1px solid var(--line);border-left:.3rem solid;border-radius:.35rem;
padding:.8rem 1rem;margin:.75rem 0}
article.critical{border-left-color:var(--critical)}article.warning{border-left-color:var(--warning)}
article.info{border-left-color:var(--info)}
table{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.4rem .6rem .4rem 0;border-bottom:1px solid var(--line);vertical-align:top}
thead th{color:var(--soft);font-weight:600;font-size:.82rem}
tbody th{font-weight:600}
summary{cursor:pointer;padding:.5rem 0;color:var(--soft)}
.samples{list-style:none;margin:.6rem 0 0;padding:0;display:grid;gap:.5rem;font-size:.9rem}
.samples dl{margin:0;padding-top:.5rem;border-top:1px solid var(--line)}
.samples dl>div{display:grid;grid-template-columns:11rem minmax(0,1fr);gap:.75rem}
.samples dt{color:var(--soft)}.samples dd{margin:0}
@media(max-width:640px){
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table,tbody{display:block}tr{display:block;padding:.5rem 0;border-bottom:1px solid var(--line)}
th,td{display:block;border:0;padding:.1rem 0}
td[data-label]::before{content:attr(data-label) ": ";color:var(--soft)}
.samples dl>div{grid-template-columns:1fr;gap:0;margin-bottom:.25rem}}
@media print{details>*{display:block}}
"""
