"""Both pipelines and cross-validation on small sets, in a real Rasa; and what is refused at once."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from pytest import MonkeyPatch
from typer.testing import CliRunner

from engine.bench.nlu_own import cross_validation_figures
from engine.cli import app
from engine.errors import Invalid, NotFound, Unavailable
from engine.nlu.benchmark.rows import Source
from engine.nlu.benchmark.run import Task, benchmark
from engine.nlu.environment import RasaEnvironment
from engine.settings import ROOT, Settings
from engine.text.sentence_models import export_models

BOT = ROOT / "tests" / "unit" / "rasa_bot" / "bot"
WORDS = {
    "order/track": ("where is my parcel", "track my order", "has my order shipped", "parcel status please"),
    "refund": ("I want my money back", "refund my order", "when is the refund paid", "give me a refund"),
    "hours [open]": ("when are you open", "opening hours", "are you open on Sunday", "closing time today"),
}
OOS = ("qwertz uiop", "the moon is far", "sing a song", "what is seven times eight")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """One file with a training, a test and a dev part."""
    lines = ["text,label,split"]
    for label, texts in WORDS.items():
        for polite in ("", "please, ", "hello, "):
            lines += [f'"{polite}{text}",{label},train' for text in texts]
        lines += [f'"so {text}?",{label},{part}' for text in texts[:3] for part in ("test", "dev")]
    lines += [f"{text},oos,{part}" for part in ("train", "test", "dev") for text in OOS]
    file = tmp_path / "set.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> RasaEnvironment:
    """A project with our components and configurations, and the small bot's data, which are soon learnt."""
    root = tmp_path_factory.mktemp("project")
    bot = root / "rasa_bot"
    ignore = shutil.ignore_patterns("__pycache__", "data", "domain", "frozen")
    shutil.copytree(ROOT / "rasa_bot", bot, ignore=ignore)
    shutil.copytree(BOT / "sentiment", bot / "data" / "sentiment")
    (bot / "data" / "nlu").mkdir()
    shutil.copy(BOT / "nlu.yml", bot / "data" / "nlu")
    settings = Settings(var_dir=ROOT / "var")  # pyright: ignore[reportCallIssue]
    export_models(settings.sentence_models, settings.sentence_dir)
    return RasaEnvironment(settings.rasa_python, root, settings.sentence_dir)


def test_our_pipeline_with_a_threshold_from_dev(files: Path, environment: RasaEnvironment) -> None:
    task = Task(
        train=Source(files, "train"), test=Source(files, "test"), dev=Source(files, "dev"), oos_label="oos"
    )
    told: list[str] = []
    figures = benchmark(task, environment, told.append).as_dict()
    assert figures["in_scope_accuracy"] == 1.0
    assert figures["oos_auroc"] > 0.8
    assert figures["operating_point"]["rule"].startswith("on dev")
    # Dev and test hold the same rows, so what dev was promised holds.
    assert figures["operating_point"]["in_scope_accuracy"] >= 0.95 or figures["oos_recall"] == 0
    assert (figures["train_examples"], figures["oos_left_out_of_training"], figures["examples"]) == (
        36,
        4,
        13,
    )
    assert 0 < figures["parse_p50_ms"] <= figures["parse_p95_ms"]
    assert figures["train_seconds"] > 0
    assert figures["resident_mb"] > 100
    assert told[0].startswith("training attune on 36 examples")


def test_diet_with_the_class_that_it_is_given(files: Path, environment: RasaEnvironment) -> None:
    task = Task(
        train=Source(files, "train"),
        test=Source(files, "test"),
        oos_label="oos",
        oos_in_training=True,
        pipeline="diet",
        epochs=40,
    )
    figures = benchmark(task, environment).as_dict()
    assert figures["pipeline"] == "diet"
    assert figures["in_scope_accuracy"] > 0.5
    assert figures["without_threshold"]["oos_recall"] > 0
    assert figures["train_examples"] == 40


def test_what_cannot_be_measured_is_told_at_once(files: Path, environment: RasaEnvironment) -> None:
    train, test = Source(files, "train"), Source(files, "test")
    with pytest.raises(Invalid, match="There is no pipeline 'bert'; there are: attune, diet"):
        benchmark(Task(train=train, test=test, pipeline="bert"), environment)
    with pytest.raises(Invalid, match="give --oos-label with --dev"):
        benchmark(Task(train=train, test=test, dev=test), environment)
    with pytest.raises(Invalid, match="needs rows labelled 'elsewhere' and others"):
        benchmark(Task(train=train, test=test, dev=test, oos_label="elsewhere"), environment)
    elsewhere = replace(environment, python=ROOT / "no" / "python")
    with pytest.raises(Unavailable, match="Rasa environment is missing"):
        benchmark(Task(train=train, test=test), elsewhere)
    with pytest.raises(NotFound, match=r"nowhere\.csv"):
        benchmark(Task(train=train, test=Source(files.parent / "nowhere.csv")), environment)


def test_the_command_says_which_line_is_wrong(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    file = tmp_path / "bad.csv"
    file.write_text("text,label\nhello,\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["nlu", "benchmark", "--train", str(file), "--test", str(file)])
    assert done.exit_code == 1
    assert f"{file}:2: label empty" in done.output


def test_every_language_of_our_examples_is_cross_validated(environment: RasaEnvironment) -> None:
    figures = cross_validation_figures(environment)
    assert set(figures) == {f"own_{language}_cross_validated_macro_f1" for language in ("en", "zh")}
    assert all(0.3 < figure.value <= 1 for figure in figures.values())
