"""Assets of the warehouse floor: the dbt models and seeds, and their data tests as asset checks.

What belongs here: how dbt's graph shows in Dagster's, and running dbt. What does not: models (dbt_project).
"""

# No `from __future__ import annotations` here: Dagster reads the type of `context` as it stands.

import contextlib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
from dagster_dbt import DagsterDbtTranslator, DbtCliResource, dbt_assets

from pipelines import stamps, versions
from pipelines.assets.lake import OWNERS
from pipelines.automation.policies import named_failures, retries
from pipelines.progress import Reporter
from pipelines.publish.spark_marts import load_marts
from pipelines.settings import DBT_PROJECT_DIR, Settings, environment

POOL = "duckdb"
"""Whoever opens the build file takes its turn: an open DuckDB file is closed to every other process."""
DBT = Path(sys.executable).with_name("dbt")


class DbtError(RuntimeError):
    """dbt could not read its project; says what dbt said."""


class WarehouseTranslator(DagsterDbtTranslator):
    """Models are named by schema and table, grouped by floor; sources are the lake's assets."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """`marts/fct_story`; a source is `lake/<table>` or `measured/<table>`, a seed `codebook/<name>`."""
        if dbt_resource_props["resource_type"] == "source":
            return dg.AssetKey([dbt_resource_props["source_name"], dbt_resource_props["name"]])
        return dg.AssetKey([self.get_group_name(dbt_resource_props) or "other", dbt_resource_props["name"]])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """The floor: codebook, staging, intermediate, marts, meta."""
        if dbt_resource_props["resource_type"] == "seed":
            return "codebook"
        path = dbt_resource_props.get("fqn", ["", "other"])
        return str(path[1])

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> list[str]:
        """All models belong to the team."""
        return OWNERS


def dbt_target_dir(settings: Settings) -> Path:
    """Folder of dbt's manifest, compiled models and logs, beside the build file."""
    return settings.warehouse_dir / "dbt"


def manifest_file(settings: Settings) -> Path:
    """Dbt's manifest of the project as it is now; parses the project where it changed since the last time.

    The manifest says what there is, not where: one serves all data folders, from a cache beside the project (beside
    the build file, where the project's folder is closed to writing). Raises DbtError where dbt can't read the project.
    """
    version = versions.warehouse_version()
    for home in (DBT_PROJECT_DIR / "target", settings.warehouse_dir.resolve()):
        manifest = home / f"manifest-{version}" / "manifest.json"
        if manifest.exists():
            return manifest
        try:
            home.mkdir(parents=True, exist_ok=True)
            fresh = Path(tempfile.mkdtemp(prefix=".manifest-", dir=home))
        except OSError:
            continue
        try:
            _parse(settings, fresh)
            for old in sorted(home.glob("manifest-*"), key=lambda path: path.stat().st_mtime)[:-4]:
                shutil.rmtree(old, ignore_errors=True)
            with contextlib.suppress(OSError):  # another process was first with the same manifest
                fresh.replace(manifest.parent)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        return manifest
    raise DbtError(f"dbt's manifest has no place: {DBT_PROJECT_DIR} and {settings.warehouse_dir} are both read-only")


def _parse(settings: Settings, target: Path) -> None:
    """Have dbt read the project into `target`."""
    _dbt_on_duckdb(settings, target, "parse")


def _dbt_on_duckdb(settings: Settings, target: Path, *arguments: str) -> None:
    """Run dbt on the build file, wherever the models are built. Raises DbtError."""
    done = subprocess.run(
        [DBT, *arguments, *_paths(target)],
        cwd=DBT_PROJECT_DIR, env=dbt_environment(settings.model_copy(update={"warehouse": "duckdb"})),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise DbtError(f"dbt could not {arguments[0]} {DBT_PROJECT_DIR}:\n{done.stdout[-2000:]}{done.stderr[-1000:]}")


def dbt_environment(settings: Settings) -> dict[str, str]:
    """Environment of dbt: where the data stand, and no word to anyone outside.

    Its log file holds what it says on the screen: all that it debugs took a quarter of a small build's time. Whoever
    sets DBT_LOG_LEVEL_FILE=debug gets that too.
    """
    return (
        {"DBT_LOG_LEVEL_FILE": "info"}
        | os.environ
        | {
            "DATELINE_DATA_DIR": str(settings.data_dir.resolve()),
            "DATELINE_WAREHOUSE": settings.warehouse,
            "DATELINE_WAREHOUSE_MEMORY": settings.warehouse_memory,
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
            "DO_NOT_TRACK": "1",
        }
        | (_spark_environment(settings) if settings.warehouse == "spark" else {})
    )


def _spark_environment(settings: Settings) -> dict[str, str]:
    """What dbt's session of Apache Spark is told; a local one listens on this machine alone."""
    more = [part for key, value in settings.spark_conf.items() for part in ("--conf", f"{key}={value}")]
    return {
        "DATELINE_SPARK_MASTER": settings.spark_master,
        "DATELINE_SPARK_MEMORY": settings.spark_memory,
        "PYSPARK_SUBMIT_ARGS": shlex.join([*more, "pyspark-shell"]),
    } | ({"SPARK_LOCAL_IP": "127.0.0.1"} if settings.spark_master.startswith("local") else {})


def _paths(target: Path) -> list[str]:
    return [
        "--project-dir", str(DBT_PROJECT_DIR), "--profiles-dir", str(DBT_PROJECT_DIR),
        "--target-path", str(target), "--log-path", str(target),
    ]  # fmt: skip


def warehouse_assets(settings: Settings, reporter: Reporter) -> list[dg.AssetsDefinition]:
    """All models and seeds as one step: dbt orders and runs them, and streams what it did."""

    @dbt_assets(
        manifest=manifest_file(settings),
        name="dbt_build",
        dagster_dbt_translator=WarehouseTranslator(),
        exclude="resource_type:unit_test",
        pool=POOL,
        retry_policy=retries(settings),
    )
    def warehouse(context: dg.AssetExecutionContext, dbt: DbtCliResource) -> Iterator[Any]:
        reporter.start("model", None)
        n_done = 0
        with named_failures():
            settings.warehouse_dir.mkdir(parents=True, exist_ok=True)
            anew = why_anew(settings)
            context.log.info(f"all of the warehouse is built anew: {anew}" if anew else "what changed is built anew")
            stamps.forget_step(settings, "build", "all")
            free_build_file(settings.build_file, on_wait=lambda why: reporter.wait("model", why))
            if settings.warehouse == "spark":
                clear_spark(settings)
            command = build_command(anew=bool(anew), all_of_it=not context.is_subset)
            # dagster-dbt hands the process's environment on to the dbt that it starts
            with environment(dbt_environment(settings)):
                invocation = dbt.cli(command, context=context, target_path=dbt_target_dir(settings).resolve())
            left = LeftAlone(context.assets_def, bool(not anew and not context.is_subset))
            for event in invocation.stream():
                n_done += 1
                reporter.advance("model", n_done, "models and tests")
                if isinstance(event, dg.Output):
                    yield from left.before(event.output_name)
                yield event
            yield from left.rest()
            if settings.warehouse == "spark":
                bring_home(settings)
            elif not context.is_subset:
                stamps.set_current(settings, "build", "all", stamps.build_stamp(settings), [settings.build_file])
        reporter.finish("model", f"{n_done} models and tests")

    return [warehouse]


def clear_spark(settings: Settings) -> None:
    """Remove what Apache Spark built before, and its catalogue: a build that was killed leaves them at odds."""
    for folder in (settings.spark_warehouse_dir, settings.warehouse_dir / "metastore"):
        shutil.rmtree(folder, ignore_errors=True)


def bring_home(settings: Settings) -> None:
    """Make a build file of what Apache Spark built, for publishing. It gets no stamp: DuckDB makes it anew.

    Raises PublishError (pipelines/publish), DbtError.
    """
    load_marts(manifest_file(settings), settings.spark_warehouse_dir, settings.build_file)
    # Exports are views over the marts, and stay views in the published file.
    _dbt_on_duckdb(settings, dbt_target_dir(settings).resolve() / "exports", "run", "--select", "path:models/exports")


def build_command(*, anew: bool, all_of_it: bool = True) -> list[str]:
    """Arguments of `dbt build`: all of it anew, or what changed in the lake put into what stands.

    dbt_project/selectors.yml says what of the graph each runs; where a part is asked for, Dagster says which.
    """
    selected = ["--selector", "all" if anew else "growing"] if all_of_it else []
    return ["build", *(["--full-refresh"] if anew else []), *selected]


class LeftAlone:
    """Outputs of what a growing build leaves as it was (views, seeds, tables of the codebook): they are current, too.

    Without a word about them Dagster would skip all that comes after. It takes them in topological order, so that each
    is told before what is made of it. Tells nothing where everything is built, or a part is asked for.
    """

    def __init__(self, assets: dg.AssetsDefinition, is_growing: bool) -> None:
        self.deps, self.is_growing, self.told = assets.asset_deps, is_growing, set[dg.AssetKey]()
        self.keys = dict(assets.keys_by_output_name)
        self.names = {key: name for name, key in self.keys.items()}

    def before(self, output_name: str) -> Iterator[dg.Output[None]]:
        """What stands before an output that is about to be told."""
        if self.is_growing and output_name in self.keys:
            yield from self._above(self.keys[output_name])
            self.told.add(self.keys[output_name])

    def rest(self) -> Iterator[dg.Output[None]]:
        """What no output that was told is made of."""
        for name in sorted(self.keys) if self.is_growing else ():
            yield from self._above(self.keys[name])
            yield from self._tell(self.keys[name])

    def _above(self, key: dg.AssetKey) -> Iterator[dg.Output[None]]:
        for parent in sorted(self.deps.get(key, set()) & self.names.keys() - self.told - {key}):
            yield from self._above(parent)
            yield from self._tell(parent)

    def _tell(self, key: dg.AssetKey) -> Iterator[dg.Output[None]]:
        if key not in self.told:
            self.told.add(key)
            yield dg.Output(None, self.names[key], metadata={"left_as_it_was": True})


def why_anew(settings: Settings) -> str | None:
    """Why all of the warehouse is built again; None where what changed in the lake may be put into the build file.

    It may where the file is as the last whole build by today's models left it (dbt_project/macros/incremental.sql).
    Else the rows that stay are not certain to be those that a build of everything would make.
    """
    if settings.full_refresh:
        return "asked for (full_refresh)"
    if settings.warehouse == "spark":
        return "Apache Spark deletes no rows"
    if not settings.build_file.exists():
        return "there is no build file"
    if not stamps.is_current(settings, "build", "all", stamps.build_stamp(settings)):
        return (
            "models, codebook, dbt or DuckDB are others than those of the last build, it did not end well, "
            "somebody else changed its file, or the data folder was moved"
        )
    return None


def free_build_file(
    build_file: Path, patience_seconds: float = 120, on_wait: Callable[[str], None] = lambda _: None
) -> None:
    """Make sure that dbt can open the build file.

    A run that was killed may leave its dbt at work for a while: it is waited for, which `on_wait` is told once. A file
    that no engine can read is removed: the build makes all of it anew. Raises DbtError where somebody holds the file
    for longer.
    """
    if not build_file.exists():
        return
    until, is_told = time.monotonic() + patience_seconds, False
    while True:
        try:
            duckdb.connect(str(build_file)).close()
            return
        except duckdb.IOException as error:
            if "lock" not in str(error).lower():
                break
            if time.monotonic() > until:
                raise DbtError(
                    f"{build_file} is open elsewhere ({error}); only dbt may open it: close the other program, "
                    "and read the published file instead"
                ) from None
            if not is_told:
                on_wait(f"{build_file.name} is open elsewhere: waiting for it")
                is_told = True
            time.sleep(0.5)
        except duckdb.Error:
            break
    for path in (build_file, build_file.with_name(f"{build_file.name}.wal")):
        path.unlink(missing_ok=True)


def dbt_resource() -> DbtCliResource:
    """Dbt of this environment, on the project of this checkout."""
    return DbtCliResource(project_dir=str(DBT_PROJECT_DIR), profiles_dir=str(DBT_PROJECT_DIR), dbt_executable=str(DBT))
