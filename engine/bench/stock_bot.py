"""The peer of the turn benchmark: the bot that `rasa init` makes, unchanged, behind its REST channel."""

import os
import shutil
import subprocess
from pathlib import Path

from engine.errors import Unavailable
from engine.serve.child import ChildSpec
from engine.settings import Settings

QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}


def prepare_stock_bot(settings: Settings) -> Path:
    """Folder of a trained `rasa init` project; made and trained once (a minute or two)."""
    folder = settings.var_dir.resolve() / "bench" / "stock-bot"
    if list(folder.glob("models/*.tar.gz")):
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    rasa = [str(settings.rasa_python), "-m", "rasa"]
    for arguments in (["init", "--no-prompt", "--init-dir", "."], ["train"]):
        done = subprocess.run(  # noqa: S603 - our own command
            [*rasa, *arguments],
            cwd=folder,
            env={**os.environ, **QUIET},
            capture_output=True,
            text=True,
            check=False,
        )
        if list(folder.glob("models/*.tar.gz")):
            break
        if done.returncode != 0:
            raise Unavailable(f"the stock bot could not be made:\n{done.stdout[-1500:]}{done.stderr[-1500:]}")
    return folder


def stock_bot_spec(settings: Settings, folder: Path, port: int) -> ChildSpec:
    """How the stock bot is started."""
    command = [str(settings.rasa_python), "-m", "rasa", "run", "--interface", "127.0.0.1"]
    return ChildSpec(
        name="stock-bot",
        command=[*command, "--port", str(port)],
        env=QUIET,
        cwd=folder,
        health_url=f"http://127.0.0.1:{port}/",
        log_file=folder / "run.log",
    )
