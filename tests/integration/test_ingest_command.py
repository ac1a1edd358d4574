"""`attune ingest` as people and scripts call it."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.integration.ingest_shop import GREEN, ShopFolder

ROOT = Path(__file__).parents[2]


def attune(*arguments: str, var: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ATTUNE_")}
    environment |= {"ATTUNE_VAR_DIR": str(var), "COLUMNS": "200"}
    command = [sys.executable, "-m", "engine.cli", *arguments]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)


def test_json_is_one_object_and_names_the_rejects_file(tmp_path: Path) -> None:
    folder = ShopFolder(tmp_path / "corner")
    folder.products(GREEN, {"id": "nameless"})
    done = attune("ingest", str(folder.path), "--json", var=tmp_path / "var")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["tables"]["products"]["rejected"] == 1
    assert Path(report["rejects_file"]).parent.name == "rejects"
    assert report["tables"]["customers"]["completeness"]["email"] == 1


def test_people_get_a_table(tmp_path: Path) -> None:
    folder = ShopFolder(tmp_path / "corner")
    done = attune("ingest", str(folder.path), var=tmp_path / "var")
    assert done.returncode == 0, done.stderr
    assert "payment methods" in done.stdout
    assert "accepted" in done.stdout


def test_a_missing_folder_is_one_sentence_and_exit_code_1(tmp_path: Path) -> None:
    done = attune("ingest", str(tmp_path / "nowhere"), var=tmp_path / "var")
    assert done.returncode == 1
    assert "is not a folder" in done.stderr
    assert "Traceback" not in done.stderr
