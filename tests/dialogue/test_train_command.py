"""`attune nlu train` on the model that the dialogues talk to."""

import os
import subprocess
import sys
from pathlib import Path

from engine.settings import ROOT, Settings
from engine.store import Database


def test_training_again_names_the_model_and_what_it_reached(
    model: Path, settings: Settings, shop: Database
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "engine.cli", "nlu", "train"],
        cwd=ROOT,
        env={
            **os.environ,
            "ATTUNE_VAR_DIR": str(settings.var_dir),
            "ATTUNE_ARTIFACTS_DIR": str(settings.artifacts_dir),
            "ATTUNE_DATABASE_URL": shop.url,
        },
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    first, *figures = done.stdout.splitlines()
    assert model.name.removesuffix(".tar.gz") in first
    assert "is up to date" in first
    for language in ("en", "zh"):
        assert any(line.strip().startswith(f"{language}: macro-F1") for line in figures), done.stdout
    assert any("frozen test" in line for line in figures), done.stdout
