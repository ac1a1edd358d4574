"""A table's size does not decide how much memory its import takes."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.integration.big_table import MEGABYTE, write_big

ROOT = Path(__file__).parents[2]
COMMAND = """
import sys
from engine.cli import app
from engine.memory import peak_megabytes
try:
    app(sys.argv[1:])
finally:
    print(int(peak_megabytes()), file=sys.stderr)
"""
GROWTH_MIB = 24
"""What may grow: a page cache that is not full yet, and what is remembered up to a bound."""


def peak_of(path: Path, var: Path) -> tuple[int, int]:
    """(rows written, MiB at the peak) of an import of this table."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ATTUNE_")}
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, "ingest", str(path), "--format", "online-retail", "--json"],
        env=environment | {"ATTUNE_VAR_DIR": str(var)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)["tables"]["lines"]["inserted"], int(done.stderr.split()[-1])


def test_four_times_the_rows_take_the_same_memory(tmp_path: Path) -> None:
    peaks: dict[int, int] = {}
    for megabytes in (8, 32):
        path = tmp_path / f"{megabytes}.csv"
        rows = write_big(path, megabytes * MEGABYTE)
        inserted, peaks[megabytes] = peak_of(path, tmp_path / f"var-{megabytes}")
        assert inserted > 0.99 * rows
    assert peaks[32] - peaks[8] < GROWTH_MIB, peaks
    assert 32 * MEGABYTE > GROWTH_MIB * MEGABYTE, "a table kept whole would have shown"
