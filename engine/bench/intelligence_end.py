"""One `attune ingest` and one `attune rebuild` of Online Retail, in a database and folder of their own."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.bench.figures import Figure, at_most, exactly, reported
from engine.errors import Unavailable
from engine.settings import ROOT, Settings

MINUTES, MEGABYTES = 6.0, 2048.0
FOLDER = "uci_online_retail"


@dataclass(frozen=True)
class Ran:
    """A command's printed JSON, wall and CPU seconds, and its largest resident memory."""

    printed: dict[str, Any]
    seconds: float
    cpu_seconds: float
    megabytes: float


def end_figures(settings: Settings, full: bool, report: Callable[[str], None]) -> dict[str, Figure]:
    """Minutes and memory of both commands; where one fails, a row that says so beside the report."""
    try:
        return _measured(settings, report)
    except Unavailable as failure:
        report(failure.message)
        return {"online_retail_ran": exactly(0, 1)}


def _measured(settings: Settings, report: Callable[[str], None]) -> dict[str, Figure]:
    with tempfile.TemporaryDirectory(prefix="attune-bench-") as folder:
        environment = {
            **os.environ,
            "ATTUNE_VAR_DIR": folder,
            "ATTUNE_DATABASE_URL": "",
            # The sentence models lie where they always do: exporting them is no part of a rebuild.
            "ATTUNE_ARTIFACTS_DIR": str((settings.artifacts_dir or settings.var_dir).resolve()),
        }
        report("attune ingest: Online Retail")
        path = str(settings.data_dir.resolve() / FOLDER)
        ingest = run(["ingest", path, "--format", "online-retail", "--json"], environment)
        report("attune rebuild")
        rebuild = run(["rebuild", "--json"], environment)
        size = Path(folder, "attune.db").stat().st_size / 1e6
    minutes = (ingest.seconds + rebuild.seconds) / 60
    return {
        "online_retail_ingest_and_rebuild_minutes": at_most(minutes, MINUTES),
        "online_retail_peak_mb": at_most(max(ingest.megabytes, rebuild.megabytes), MEGABYTES),
        "online_retail_ingest_seconds": reported(ingest.seconds),
        "online_retail_ingest_cpu_seconds": reported(ingest.cpu_seconds),
        "online_retail_rebuild_seconds": reported(rebuild.seconds),
        "online_retail_rebuild_cpu_seconds": reported(rebuild.cpu_seconds),
        "online_retail_database_mb": reported(size),
    }


def run(arguments: Sequence[str], environment: dict[str, str]) -> Ran:
    """Run `attune` with these arguments in a process of its own. Raises Unavailable where it fails."""
    started = time.perf_counter()
    with (
        tempfile.TemporaryFile() as output,
        tempfile.TemporaryFile() as errors,
        tempfile.NamedTemporaryFile() as peak,
    ):
        command = [sys.executable, "-m", "engine.bench.with_peak", peak.name, *arguments]
        process = subprocess.Popen(  # noqa: S603 - our own command line
            command, env=environment, cwd=ROOT, stdout=output, stderr=errors
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
        for file in (output, errors):
            file.seek(0)
        if process.returncode:
            said = errors.read().decode(errors="replace").strip().splitlines()
            raise Unavailable(f"attune {arguments[0]} failed: {said[-1] if said else 'it said nothing'}")
        printed = json.loads(output.read() or b"{}")
        megabytes = largest_peak(float(peak.read()), printed)
    return Ran(printed, seconds, usage.ru_utime + usage.ru_stime, megabytes)


def largest_peak(at_end: float, printed: Mapping[str, Any]) -> float:
    """Megabytes. A rebuild counts each of its stages anew: the count at the end is the last one's only."""
    return max(at_end, float(printed.get("peak_mb", 0.0)))
