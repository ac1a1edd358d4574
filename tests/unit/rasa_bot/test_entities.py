"""Lookup and CRF: what is learnt from annotated messages."""

from pathlib import Path

import pytest
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_bot.components.crf_examples import pick
from rasa_bot.components.crf_features import Span, spans_of, tags_of, units_of
from rasa_bot.components.crf_model import CrfModel, Example
from rasa_bot.components.lookup import LookupIndex, learn
from rasa_bot.components.spans import Found, add
from rasa_bot.components.tokenizer import split

ENGLISH = ["tent", "blender", "sofa", "lamp", "rug", "mirror", "backpack", "toaster"]
CHINESE = ["帐篷", "榨汁机", "沙发", "台灯", "地毯", "镜子", "背包", "烤面包机"]


def annotated(pattern: str, noun: str, entity: str = "product") -> tuple[str, list[Span]]:
    start = pattern.index("{}")
    return pattern.replace("{}", noun), [Span(entity, start, start + len(noun))]


@pytest.fixture(scope="module")
def crf(tmp_path_factory: pytest.TempPathFactory) -> CrfModel:
    messages = [
        annotated(pattern, noun)
        for patterns, nouns in (
            (["is the {} in stock", "does the {} come in other sizes", "I want to return my {}"], ENGLISH),
            (["请问{}有货吗", "我想退掉这个{}", "{}多少钱"], CHINESE),
        )
        for pattern in patterns
        for noun in nouns
    ]
    messages += [(text, []) for text in ("hello there", "where is my order", "谢谢你", "我的订单到哪了")]
    examples = (Example(split(text), spans) for text, spans in messages)
    return CrfModel.fit(examples, tmp_path_factory.mktemp("crf") / "model")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("is the gramophone in stock", ["gramophone"]),
        ("请问收音机有货吗", ["收音机"]),
        ("hello there", []),
        ("我的订单到哪了", []),
        ("", []),
        ("😀", []),
    ],
)
def test_crf_finds_names_that_it_has_never_seen(crf: CrfModel, text: str, wanted: list[str]) -> None:
    assert [text[one.start : one.end] for one in crf.spans(split(text))] == wanted


def test_crf_without_annotations_finds_nothing(tmp_path: Path) -> None:
    model = CrfModel.fit([Example(split("hello"), [])], tmp_path / "model")
    assert model.spans(split("is the tent in stock")) == []
    assert CrfModel((tmp_path / "model").read_bytes()).spans(split("tent")) == []


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("a red kettle", [Span("color", 2, 5), Span("product", 6, 12)]),
        ("蓝色水壶和红茶杯", [Span("color", 0, 2), Span("product", 2, 4), Span("product", 6, 8)]),
        ("水壶水杯", [Span("product", 0, 2), Span("product", 2, 4)]),
    ],
)
def test_tags_say_the_spans_again(text: str, spans: list[Span]) -> None:
    units = units_of(split(text))
    assert spans_of(units, tags_of(units, spans)) == spans


def test_messages_that_leave_a_known_noun_unannotated_are_not_learnt_from() -> None:
    messages = [annotated("the {} please", "tent"), *(annotated(f"{n} {{}}", "sofa") for n in range(7))]
    picked = dict(pick([*messages, ("my tent leaks", []), ("hello", []), ("good day", [])]))
    assert "my tent leaks" not in picked
    assert len([text for text, spans in picked.items() if not spans]) == 2


def training(*messages: tuple[str, list[Span]]) -> TrainingData:
    def mark(text: str, span: Span) -> dict:
        return {**span._asdict(), "value": text[span.start : span.end]}

    return TrainingData(
        [
            Message({TEXT: text, INTENT: "return_item", ENTITIES: [mark(text, one) for one in spans]})
            for text, spans in messages
        ]
    )


def test_word_that_is_seldom_annotated_is_not_looked_up() -> None:
    data = training(
        ("size 10", [Span("size", 5, 7)]),
        ("the tent in 10 days", [Span("product", 4, 8)]),
        ("10 tents", [Span("product", 3, 8)]),
    )
    assert set(learn(data, ["product", "size"])) == {"tent", "tents"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Two TENTS", ["TENTS"]),
        ("a content tent", ["tent"]),
        ("tentative", []),
        ("tent's", []),
        ("the picnic table", ["picnic table"]),
        ("买水壶吧", ["水壶"]),
        ("water tent", ["tent"]),
    ],
)
def test_lookup_matches_whole_latin_words_and_chinese_anywhere(text: str, wanted: list[str]) -> None:
    known = dict.fromkeys(["tent", "table", "picnic table", "水壶"], ("product", "x"))
    assert [text[one.start : one.end] for one in LookupIndex(known).find(text)] == wanted


def test_what_one_extractor_has_found_later_ones_leave_alone() -> None:
    message = Message({TEXT: "squall rain jacket"})
    add(message, [Found("product", 0, 18, "Squall Rain Jacket")], "first")
    add(message, [Found("product", 12, 18, "jacket"), Found("color", 0, 6, "x")], "second")
    assert [(one["value"], one["extractor"]) for one in message.get(ENTITIES)] == [
        ("Squall Rain Jacket", "first")
    ]
