"""Run the blocks of docs/connect.md as an analyst would: by the clients' own programs, in an environment of their own.

    python tests/clients/connect.py <environment> <data folder> [--write]

The environment is made by `make test-clients` from requirements.txt beside this file. A block of `bash` or `python` that
is followed by a block of `text` is run in a folder in which `data` is the data folder; its output must be the text.
`--write` writes the texts anew.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "connect.md"
BLOCK = re.compile(r"```(?P<kind>bash|python)\n(?P<code>.*?)```\n\n```text\n(?P<output>.*?)```", re.DOTALL)


def output_of(kind: str, code: str, environment: Path, folder: Path) -> str:
    """What a block prints; a block that fails gives its error, which no document shows."""
    program = [str(environment / "bin" / "python"), "-c"] if kind == "python" else ["bash", "-euc"]
    # `dateline` itself is found beside the Python that runs this.
    path = f"{environment.resolve() / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        [*program, code],
        cwd=folder,
        env=os.environ | {"PATH": path, "HOME": str(folder), "COLUMNS": "110"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    printed = done.stdout if done.returncode == 0 else f"failed: {done.stderr.strip()}"
    return "\n".join(line.rstrip() for line in printed.strip("\n").splitlines()) + "\n"


def headings(text: str) -> list[tuple[int, str]]:
    """Places and words of the document's headings."""
    return [(match.start(), match[1]) for match in re.finditer(r"^#+ (.+)$", text, re.MULTILINE)]


def main(environment: Path, data_dir: Path, write: bool) -> int:
    """Run all blocks; returns how many gave something else than the document shows."""
    text, wrong, fresh, last = DOCUMENT.read_text(encoding="utf-8"), 0, [], 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "data").symlink_to(data_dir.resolve())
        for block in BLOCK.finditer(text):
            started = time.perf_counter()
            printed = output_of(block["kind"], block["code"], environment.absolute(), folder)
            same = printed == block["output"]
            heading = [words for at, words in headings(text) if at < block.start()][-1]
            told = "ok    " if same else "anew  " if write else "differs"
            print(f"{told} {heading:<36} {time.perf_counter() - started:5.1f} s")
            if not same and (not write or printed.startswith("failed:")):
                wrong += 1
                print(f"  expected {block['output']!r}\n  found    {printed!r}")
            fresh += [text[last : block.start("output")], printed]
            last = block.end("output")
    if write and not wrong:
        DOCUMENT.write_text("".join([*fresh, text[last:]]), encoding="utf-8")
    return wrong


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(bool(main(Path(sys.argv[1]), Path(sys.argv[2]), "--write" in sys.argv[3:])))
