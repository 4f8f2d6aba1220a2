"""What stands beside the published file for people: a first page, and dbt's documentation of the models.

What belongs here: having dbt write its page, making it fit to be sent (no paths of this machine, no requests), and the
first page that leads to report, dictionary, models and validations. What does not: the report and the dictionary, which
each release draws (pipelines/report).
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from markupsafe import Markup, escape

from pipelines.assets.warehouse import DBT, DbtError, dbt_environment, dbt_target_dir
from pipelines.files import written_whole
from pipelines.publish.serving import expect_published
from pipelines.settings import DBT_PROJECT_DIR, PROJECT_DIR, Settings

POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:; "
    "font-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'"
)
"""Of dbt's page, which is one file with its scripts in it: it may ask nobody for anything."""
FIRST_PAGE = Markup(
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="color-scheme" content="light dark">\n<title>Dateline: what is published</title>\n'
    "<style>body {{ font: 17px/1.6 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }}"
    "</style>\n</head>\n<body>\n<h1>What is published</h1>\n<ul>\n{}</ul>\n</body>\n</html>\n"
)


def write_documents(settings: Settings) -> Path:
    """Write `<published>/models.html` and `<published>/index.html`; returns the first page.

    The models are those of the last build. Raises FileNotFoundError before the first release, DbtError.
    """
    expect_published(settings.published_file)
    if not settings.build_file.exists():
        raise FileNotFoundError(f"found no {settings.build_file}: expected the last build; `dateline run` makes it")
    _replace(settings.published_dir / "models.html", _models_page(settings))
    page = settings.published_dir / "index.html"
    _replace(page, first_page(settings.published_dir))
    return page


def first_page(published_dir: Path) -> str:
    """Links to what there is, as HTML."""
    told = [
        ("report/index.html", "The report", "what was reported, by whom, and how well it was read"),
        ("report/dictionary.html", "Data dictionary", "each table and column; also as CSV: report/dictionary.csv"),
        ("models.html", "Models", "how each table is made, with its tests and its lineage (dbt)"),
        ("guide/index.html", "Guide", "tour, concepts, how-tos, reference"),
    ]
    told += [
        (f"validation/{page.parent.name}/index.html", f"Validation of {page.parent.name}", "each expectation")
        for page in sorted(published_dir.glob("validation/*/index.html"), reverse=True)
    ]
    lines = [
        Markup('<li><a href="{}">{}</a>: {}</li>\n').format(address, name, what)
        for address, name, what in told
        if (published_dir / address).exists()
    ]
    return FIRST_PAGE.format(Markup("").join(lines))


def _models_page(settings: Settings) -> str:
    target = dbt_target_dir(settings).resolve()
    # What the build compiled is there already; compiling it again would take twice the time.
    compiled = ["--no-compile"] if (target / "manifest.json").exists() else []
    done = subprocess.run(
        [
            DBT, "docs", "generate", "--static", *compiled, "--project-dir", str(DBT_PROJECT_DIR),
            "--profiles-dir", str(DBT_PROJECT_DIR), "--target-path", str(target), "--log-path", str(target),
        ],
        cwd=DBT_PROJECT_DIR, env=dbt_environment(settings), capture_output=True, text=True, check=False,
    )  # fmt: skip
    page = target / "static_index.html"
    if done.returncode or not page.exists():
        raise DbtError(f"dbt could not write its documentation:\n{done.stdout[-2000:]}{done.stderr[-1000:]}")
    text = page.read_text(encoding="utf-8")
    page.unlink()
    for path, name in ((settings.data_dir.resolve(), "data"), (PROJECT_DIR, "dateline")):
        text = text.replace(f"{path}/", f"{name}/").replace(str(path), name)
    return text.replace("<head>", f'<head><meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">', 1)


def _replace(target: Path, text: str) -> None:
    with written_whole(target) as beside:
        beside.write_text(text, encoding="utf-8")
