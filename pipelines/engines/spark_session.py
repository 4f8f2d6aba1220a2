"""The session of the spark engine: what must be there, and the settings under which it runs.

What belongs here: finding Java and PySpark, and how the session is set. What does not: work (spark.py).

A local session listens on 127.0.0.1 alone, has no web page, and asks whoever connects for its secret. A session that is
already there (of `spark-submit`, a notebook) is taken as it is.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.engines import EngineError, EngineMissingError
from pipelines.settings import PROJECT_DIR, Settings

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

JAVA = 17
"""Oldest Java that Spark 4 runs on."""

SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""For a Java that only moves bytes, or lives for minutes: to compile it well, and to clear up in parallel, costs more
than it gives."""

LOGGING = Path(__file__).with_name("log4j2.properties")


def expect_spark() -> None:
    """Raises EngineMissingError where PySpark or Java is missing or too old, and says what to do."""
    what_to_do = "install it (`pip install 'dateline[spark]'`, Java 17), or set DATELINE_ENGINE=embedded"
    try:
        import pyspark
    except ModuleNotFoundError:
        raise EngineMissingError(
            f"found no PySpark in {sys.prefix}; expected PySpark 4 for the spark engine: {what_to_do}"
        ) from None
    if int(pyspark.__version__.split(".")[0]) < 4:
        raise EngineMissingError(f"found PySpark {pyspark.__version__}; expected 4 for the spark engine: {what_to_do}")
    java, version = _java()
    if version is None:
        raise EngineMissingError(f"found no Java ({java}); expected Java {JAVA} for the spark engine: {what_to_do}")
    if version < JAVA:
        raise EngineMissingError(f"found Java {version} ({java}); expected {JAVA} for the spark engine: {what_to_do}")


def _java() -> tuple[str, int | None]:
    """The command that Spark would start, and its version: None where it does not say one."""
    home = os.environ.get("JAVA_HOME")
    command = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if command is None:
        return "no java in PATH, no JAVA_HOME", None
    try:
        said = subprocess.run([command, "-version"], capture_output=True, text=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error), None
    found = re.search(r'version "(?:1\.)?(\d+)', said.stderr + said.stdout)
    return command, int(found[1]) if found else None


def spark_session(settings: Settings) -> SparkSession:
    """The session of this process: the one that is there, or a new one. Raises EngineMissingError, EngineError."""
    expect_spark()
    from pyspark import SparkConf, SparkContext
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    # Spark calls functions of pandas; the engine hands frames on as Arrow.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    if SparkContext._active_spark_context is not None:
        return SparkSession.builder.getOrCreate()
    # Workers are started by the same Python that runs here.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    conf = SparkConf(loadDefaults=False).setAll(list(session_settings(settings).items()))
    log = settings.data_dir / "logs" / "spark.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    _clear_local_folders(settings)
    try:
        with log.open("wb") as handle:
            gateway = launch_gateway(conf, {"stderr": handle, "stdout": handle})
        return SparkSession(SparkContext(conf=conf, gateway=gateway))
    except Exception as error:  # PySpark and py4j have no common error
        raise EngineError(
            f"Spark did not start on {settings.spark_master} ({str(error).splitlines()[0]}); expected a session; see "
            f"{log} and docs/spark.md, or set DATELINE_ENGINE=embedded"
        ) from error


def _local_folders(settings: Settings) -> Path:
    """Where local sessions keep what does not fit in memory, one folder a process."""
    return settings.data_dir / ".spark"


def _clear_local_folders(settings: Settings) -> None:
    """Remove those of processes that are gone: Spark clears its own up, unless it was killed."""
    for folder in _local_folders(settings).glob("[0-9]*"):
        if not Path("/proc", folder.name).exists():
            shutil.rmtree(folder, ignore_errors=True)


def session_settings(settings: Settings) -> dict[str, str]:
    """Spark's settings for a session that is started here; `settings.spark_conf` may set others, and these anew."""
    is_local = settings.spark_master.startswith("local")
    local = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.local.dir": str(_local_folders(settings).absolute() / str(os.getpid())),
        "spark.authenticate": "true",
        "spark.driver.defaultJavaOptions": SHORT_LIVED,
        # The code that runs here: a worker that finds another state of it refuses to work.
        "spark.executorEnv.PYTHONPATH": str(PROJECT_DIR),
    }
    java_options = f"-Dlog4j2.configurationFile=file:{LOGGING} -Duser.timezone=UTC"
    return {
        "spark.master": settings.spark_master,
        "spark.driver.memory": settings.spark_memory,
        "spark.app.name": "dateline",
        "spark.driver.extraJavaOptions": java_options,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.sql.warehouse.dir": str(_local_folders(settings).absolute() / "warehouse"),
        # A worker is one of many that fill the cores.
        "spark.executorEnv.POLARS_MAX_THREADS": "1",
        **(local if is_local else {}),
        **settings.spark_conf,
    }
