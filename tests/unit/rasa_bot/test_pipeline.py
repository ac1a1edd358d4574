"""The trained pipeline inside Rasa."""

import csv
import json
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from rasa_bot.components.catalogue_file import ENVIRONMENT as CATALOGUE
from rasa_bot.predict import COLUMNS

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shop's names, as the app writes them."""
    path = tmp_path_factory.mktemp("var") / "catalogue_lookup.json"
    names = [["product", name, name] for name in ("Squall Rain Jacket", "骤雨防水外套")]
    path.write_text(json.dumps(names), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def agent(model: Path, catalogue: Path) -> Iterator[Agent]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CATALOGUE, str(catalogue))
        yield Agent.load(str(model))


async def parse(agent: Agent, text: str, language: str = "en") -> dict:
    return await agent.processor.parse_message(UserMessage(text, metadata={"language": language}))


async def test_parse_result_carries_everything(agent: Agent) -> None:
    parsed = await parse(agent, "where is my blue kettle, order #w1234567")
    assert parsed["intent"]["name"] == "track_order"
    assert 0.0 < parsed["intent"]["confidence"] <= 1.0
    assert parsed["language"] == "en"
    assert set(parsed["sentiment"]) == {"label", "score"}
    assert {(e["entity"], e["value"]) for e in parsed["entities"]} == {
        ("color", "blue"),
        ("product", "kettle"),
        ("order_id", "W1234567"),
    }


async def test_chinese_words_take_the_value_of_their_synonym(agent: Agent) -> None:
    parsed = await parse(agent, "蓝色水壶发货了吗")
    assert {(e["entity"], e["value"]) for e in parsed["entities"]} == {
        ("color", "blue"),
        ("product", "kettle"),
    }
    assert parsed["language"] == "zh"


@pytest.mark.parametrize(
    ("text", "value"),
    [("is the squal rain jaket warm", "Squall Rain Jacket"), ("骤雨防水外讨暖和吗", "骤雨防水外套")],
)
async def test_the_shops_own_products_are_found_misspelt_too(agent: Agent, text: str, value: str) -> None:
    (found,) = (await parse(agent, text))["entities"]
    assert (found["entity"], found["value"], found["extractor"]) == ("product", value, "CatalogueEntities")


async def test_words_inside_other_words_are_no_entity(agent: Agent) -> None:
    assert (await parse(agent, "the bluetooth kettlebell"))["entities"] == []


async def test_command_passes_the_pipeline_untouched(agent: Agent) -> None:
    parsed = await parse(agent, '/track_order{"order_id": "W7777777"}')
    assert parsed["intent"] == {"name": "track_order", "confidence": 1.0}
    assert [e["value"] for e in parsed["entities"]] == ["W7777777"]


async def test_nonsense_goes_to_the_fallback_with_guesses_behind_it(agent: Agent) -> None:
    parsed = await parse(agent, "qwertz uiop asdf ghjk")
    assert parsed["intent"]["name"] == "nlu_fallback"
    assert next(one["name"] for one in parsed["intent_ranking"]) == "nlu_fallback"
    assert len(parsed["intent_ranking"]) > 1


@pytest.mark.parametrize("text", ["?", "😡", " ", "a" * 2000, "\u200b"])
async def test_any_text_parses(agent: Agent, text: str) -> None:
    parsed = await parse(agent, text)
    assert parsed["intent"]["name"]
    assert -1.0 <= parsed["sentiment"]["score"] <= 1.0


def test_archive_holds_no_pickle_of_ours(model: Path) -> None:
    with tarfile.open(model) as archive:
        ours = [name for name in archive.getnames() if "rasa_bot.components" in name]
    assert ours
    assert not [name for name in ours if name.endswith((".pkl", ".pickle", ".joblib", ".skops"))]


def test_predict_writes_a_row_for_every_text(model: Path, tmp_path: Path, rasa_environment: dict) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text('text\n"hello, you"\n我的订单到哪了\n/restart\n', encoding="utf-8")
    command = [sys.executable, "-m", "rasa_bot.predict", model, source, target]
    done = subprocess.run(
        command, cwd=ROOT, env=rasa_environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip().splitlines()[-1]) == (0, "3"), done.stderr
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert [row["text"] for row in rows] == ["hello, you", "我的订单到哪了", "/restart"]
    assert [row["lang"] for row in rows] == ["en", "zh", "en"]
