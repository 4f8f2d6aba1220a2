"""Read every relation of the published file by DuckDB engines of other years, each in an environment of its own.

    python tests/clients/engines.py <folder of engines> <data folder>

An engine that is not there yet is installed from the package index into `<folder of engines>/<version>`. Each reads all
columns of all rows, and comments and keys; the rows must be those that the engine of this project reads.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

VERSIONS = ("1.1.3", "1.4.5", "1.5.6")
READER = """
import hashlib, json, sys
import duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
read = {"version": duckdb.__version__}
for schema, table in connection.execute(
    "select table_schema, table_name from information_schema.tables order by all"
).fetchall():
    rows = connection.execute(f'select * from {schema}."{table}"').fetchall()
    digest = hashlib.sha256("\\n".join(sorted(map(repr, rows))).encode()).hexdigest()
    read[f"{schema}.{table}"] = [len(rows), digest]
read["comments"] = connection.execute(
    "select count(*) from duckdb_columns() where not internal and comment is not null").fetchone()[0]
read["keys"] = connection.execute(
    "select count(*) from duckdb_constraints() where constraint_type = 'PRIMARY KEY'").fetchone()[0]
try:
    connection.execute("delete from marts.fct_story")
    sys.exit("a file opened read-only was written")
except duckdb.Error:
    pass
print(json.dumps(read))
"""


def read_by(packages: Path | None, published_file: Path) -> dict[str, object]:
    """What an engine reads: per relation its rows and their digest. Raises RuntimeError with what the engine said."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment |= {"PYTHONPATH": str(packages.resolve())} if packages else {}
    done = subprocess.run(
        [sys.executable, "-c", READER, str(published_file)], env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    return json.loads(done.stdout)


def installed(folder: Path, version: str) -> Path:
    """Folder with the engine's package."""
    packages = folder / version
    if not packages.exists():
        arguments = ["--quiet", "--no-deps", "--target", str(packages), f"duckdb=={version}"]
        subprocess.run([sys.executable, "-m", "pip", "install", *arguments], check=True, stderr=subprocess.DEVNULL)
    return packages


def main(folder: Path, data_dir: Path) -> int:
    """Read by all engines; returns how many read something else."""
    published_file = data_dir / "published" / "dateline.duckdb"
    expected = read_by(None, published_file)
    relations = [name for name in expected if "." in name]
    print(f"{len(relations)} relations, {sum(expected[name][0] for name in relations)} rows by {expected['version']}")
    wrong = 0
    for version in VERSIONS:
        packages = installed(folder, version)
        started = time.perf_counter()
        try:
            read = read_by(packages, published_file)
        except RuntimeError as error:
            read = {"version": version, "error": str(error)}
        differing = [name for name in expected if name != "version" and read.get(name) != expected[name]]
        wrong += bool(differing) or read["version"] != version
        told = f"all the same, {read['comments']} comments and {read['keys']} keys" if not differing else ""
        print(f"{read['version']}: {told}{', '.join(differing)} {read.get('error', '')}".rstrip(), end="")
        print(f" ({time.perf_counter() - started:.1f} s)")
    return wrong


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(bool(main(Path(sys.argv[1]), Path(sys.argv[2]))))
