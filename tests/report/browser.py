"""The report in a real browser: axe-core's rules, nothing cut off, nothing too small, in every width, light and dark.

`make test-report` runs it; it needs Chromium and npm. The page forbids scripts, so what is measured is a copy without
that line and with axe-core in it; that the page itself asks for nothing is checked by tests/report/test_page.py.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

WIDTHS = (360, 768, 1440)
SCHEMES = {"light": 1, "dark": 0}
"""Chromium's numbers for prefers-color-scheme."""
SMALLEST = 12.0
"""Pixels that text in a picture must have on the screen."""
MEASURE = """
document.querySelectorAll('details').forEach(each => { each.open = true });
axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(found => {
  const sizes = [...document.querySelectorAll('svg')].filter(each => each.getBoundingClientRect().width)
    .map(each => each.getBoundingClientRect().width / each.viewBox.baseVal.width * 13);
  const result = {
    violations: found.violations.map(each => [each.id, each.nodes.length, each.nodes[0].html.slice(0, 160)]),
    passes: found.passes.length, incomplete: found.incomplete.map(each => [each.id, each.nodes.length]),
    overflow: document.documentElement.scrollWidth - innerWidth, width: innerWidth, smallest: Math.min(...sizes),
    dark: matchMedia('(prefers-color-scheme: dark)').matches, pictures: sizes.length,
  };
  const shown = document.createElement('pre'); shown.id = 'measured'; shown.textContent = JSON.stringify(result);
  document.body.append(shown);
});
"""


def main(page: Path, axe: Path) -> int:
    """Measure the page; print a line for each width and scheme; 1 where something is wrong."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("skipped: no Chromium found; install it (Debian: apt-get install chromium)")
        return 0
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text())
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        # A window cannot be narrower than 500 pixels: the page stands in a frame.
        copy = Path(folder) / "page.html"
        copy.write_text(text.replace("</body>", f"<script>{axe.read_text()}</script><script>{MEASURE}</script></body>"))
        for scheme, number in SCHEMES.items():
            for width in WIDTHS:
                found = _measured(chromium, copy, Path(folder), width, number)
                wrong = bool(
                    found["violations"]
                    or found["overflow"] > 0
                    or found["smallest"] < SMALLEST
                    or found["dark"] != (scheme == "dark")
                    or found["width"] != width
                )
                failed += wrong
                undecided = sum(n for _, n in found["incomplete"])
                print(
                    f"{'FAILED' if wrong else 'ok':<7}{scheme:<6}{width:>5} px: {len(found['violations'])} violations, "
                    f"{found['passes']} rules passed, {undecided} texts undecided; overflow {max(0, found['overflow'])} px; "
                    f"{found['pictures']} pictures, text from {found['smallest']:.1f} px"
                )
                for violation in found["violations"]:
                    print("   ", violation)
    return 1 if failed else 0


def _measured(chromium: str, copy: Path, folder: Path, width: int, scheme: int) -> dict:
    outer = folder / "frame.html"
    outer.write_text(
        f'<!doctype html><title>frame</title><iframe id="f" src="{copy.name}" style="width:{width}px;height:1000px;border:0">'
        "</iframe><pre id='out'></pre><script>const look = () => { const found = document.getElementById('f')"
        ".contentDocument.getElementById('measured'); if (found) document.getElementById('out').textContent = "
        "found.textContent; else setTimeout(look, 100) }; look()</script>"
    )
    done = subprocess.run(
        [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
            "--allow-file-access-from-files", f"--user-data-dir={folder / 'profile'}",
            f"--blink-settings=preferredColorScheme={scheme}", f"--window-size={width + 40},1100",
            "--virtual-time-budget=60000", "--dump-dom", outer.as_uri(),
        ],
        capture_output=True, text=True, timeout=180, check=True,
    )  # fmt: skip
    found = re.search(r'<pre id="out">(.*?)</pre>', done.stdout, re.DOTALL)
    if not found or not found[1]:
        raise RuntimeError(f"Chromium measured nothing at {width} pixels: {done.stderr[-500:]}")
    return json.loads(html.unescape(found[1]))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
