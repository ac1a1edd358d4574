"""Reading and writing loses no byte; an edit touches the lines it is about and no other."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import Conflict, Invalid, Unavailable
from engine.nlu.dataset.changes import Change, diff, write
from engine.nlu.dataset.corpus import load
from engine.nlu.dataset.draft import Draft
from engine.nlu.dataset.folder import BotFolder
from engine.nlu.dataset.text_file import split_lines
from engine.nlu.dataset.wording import clean
from engine.settings import ROOT
from tests.unit.engine.nlu.dataset.conftest import DOMAIN, EN, ZH, make_bot

OWN = BotFolder(ROOT / "rasa_bot")
PLACES = ("data/nlu", "data/rules", "data/sentiment", "domain", "frozen")
FILES = [OWN.name_of(file) for place in PLACES for file in sorted((OWN.path / place).rglob("*.*"))]


@pytest.mark.parametrize("name", FILES)
def test_every_file_of_the_project_is_written_as_it_was_read(name: str, tmp_path: Path) -> None:
    copy = BotFolder(tmp_path / "rasa_bot")
    copy.path.mkdir()
    write(copy, [Change(name, None, "".join(split_lines(OWN.read(name))))])
    assert copy.place_of(name).read_bytes() == OWN.place_of(name).read_bytes()


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",))))
def test_any_text_is_its_lines(text: str) -> None:
    assert "".join(split_lines(text)) == text


texts = st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60).filter(
    lambda text: any(not c.isspace() and c.isprintable() for c in text)
)


@settings(max_examples=150, deadline=None)
@given(
    text=texts,
    language=st.sampled_from(["en", "zh"]),
    intent=st.sampled_from(["track_order", "cancel_order"]),
)
def test_whatever_is_added_is_read_again_and_nothing_else_changes(
    text: str, language: str, intent: str
) -> None:
    with tempfile.TemporaryDirectory() as place:
        bot = make_bot(
            Path(place),
            {"data/nlu/en/orders.yml": EN, "data/nlu/zh/orders.yml": ZH, "domain/orders.yml": DOMAIN},
        )
        before = load(bot).examples
        draft = Draft(bot)
        file, line = draft.add(language, intent, text)
        write(bot, draft.changes)
        after = load(bot)
        assert after.problems == []
        added = [one for one in after.examples if (one.file, one.line) == (file, line)]
        assert [(one.intent, one.marked) for one in added] == [(intent, clean(text))]
        assert [(o.intent, o.marked) for o in after.examples if o not in added] == [
            (o.intent, o.marked) for o in before
        ]
        back = Draft(bot)
        if sum(one.intent == intent and one.file == file for one in after.examples) > 1:
            back.delete(file, line, clean(text))
            assert "".join(change.after for change in back.changes) == (EN if language == "en" else ZH)


@settings(max_examples=100, deadline=None)
@given(text=texts)
def test_an_edit_changes_that_line_alone(text: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        bot = make_bot(Path(place), {"data/nlu/zh/orders.yml": ZH, "domain/orders.yml": DOMAIN})
        draft = Draft(bot)
        draft.edit("rasa_bot/data/nlu/zh/orders.yml", 6, "我的快递到哪了", text)
        after = draft.texts.get("rasa_bot/data/nlu/zh/orders.yml", ZH)
        assert after == ZH.replace("我的快递到哪了", clean(text))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_one_line_of_the_real_data_is_added_edited_and_deleted(own_data: BotFolder, language: str) -> None:
    untouched = {file: file.read_bytes() for file in own_data.path.rglob("*.*")}
    draft = Draft(own_data)
    file, line = draft.add(language, "refund_status", "any news of my 退款")
    shown = diff(draft.changes)
    assert [row for row in shown.splitlines() if row[0] in "+-"][2:] == [
        f"+{'      ' if language == 'en' else '    '}- any news of my 退款"
    ]
    write(own_data, draft.changes)
    edit = Draft(own_data)
    edit.edit(file, line, "any news of my 退款", "any news of my money")
    assert sum(row[0] in "+-" for row in diff(edit.changes).splitlines()) == 4
    write(own_data, edit.changes)
    back = Draft(own_data)
    back.delete(file, line, "any news of my money")
    write(own_data, back.changes)
    assert {file: file.read_bytes() for file in own_data.path.rglob("*.*")} == untouched


def test_a_block_is_begun_where_the_language_has_none(bot: BotFolder) -> None:
    draft = Draft(bot)
    assert draft.add("zh", "cancel_order", "取消订单") == ("rasa_bot/data/nlu/zh/orders.yml", 9)
    assert draft.changes[0].after == ZH + "- intent: cancel_order\r\n  examples: |\r\n    - 取消订单\r\n"


def test_a_file_without_a_last_line_ending_is_extended_cleanly(tmp_path: Path) -> None:
    bot = make_bot(tmp_path, {"data/nlu/en/orders.yml": EN.rstrip("\n"), "domain/orders.yml": DOMAIN})
    draft = Draft(bot)
    draft.add("en", "cancel_order", "never mind the order")
    assert draft.changes[0].after == EN.rstrip("\n") + "\n      - never mind the order"
    assert diff(draft.changes).endswith("\\ No newline at end of file\n")


def test_an_example_that_changed_meanwhile_is_not_touched(bot: BotFolder) -> None:
    name = "rasa_bot/data/nlu/en/orders.yml"
    for file, line, expected in (
        (name, 6, "where is it"),
        (name, 5, "where is my parcel"),
        ("/etc/passwd", 1, "x"),
    ):
        with pytest.raises(Conflict, match="Load the list again"):
            Draft(bot).edit(file, line, expected, "new words")
    with pytest.raises(Invalid, match="last example"):
        Draft(bot).delete(name, 11, "stop my order please")


def test_a_file_that_changed_meanwhile_is_not_overwritten(bot: BotFolder) -> None:
    draft = Draft(bot)
    draft.add("en", "track_order", "where has it got to")
    draft.add("zh", "track_order", "到哪了呀")
    place = bot.place_of("rasa_bot/data/nlu/zh/orders.yml")
    place.write_bytes(ZH.encode() + b"# a remark\n")
    with pytest.raises(Conflict, match="changed meanwhile"):
        write(bot, draft.changes)
    assert bot.read("rasa_bot/data/nlu/en/orders.yml") == EN
    assert sorted(file.name for file in bot.path.rglob("*.*")) == ["orders.yml"] * 3


def test_an_example_moves_to_another_intent(bot: BotFolder) -> None:
    draft = Draft(bot)
    name = "rasa_bot/data/nlu/en/orders.yml"
    assert draft.move(name, 6, "where is my parcel", "cancel_order", "where is my parcel") == (name, 11)


def test_what_cannot_be_is_refused(bot: BotFolder) -> None:
    draft = Draft(bot)
    for language, intent, text in (
        ("fr", "track_order", "où est mon colis"),
        ("en", "fly_to_the_moon", "up"),
        ("en", "choose", "the first one"),
        ("en", "track_order", " \n\t "),
    ):
        with pytest.raises(Invalid):
            draft.add(language, intent, text)
    with pytest.raises(Invalid):
        draft.add_sentiment("en", "fine", "delighted")
    assert draft.changes == []


def test_a_sentiment_is_one_appended_line(own_data: BotFolder) -> None:
    before = own_data.read("rasa_bot/data/sentiment/en.csv")
    draft = Draft(own_data)
    draft.add_sentiment("en", 'so "fast",\nthank you', "positive")
    assert draft.changes[0].after == before + '"so ""fast"", thank you",positive\n'


def test_a_folder_that_cannot_be_written_is_named_with_a_way_out(nobody: BotFolder) -> None:
    draft = Draft(nobody)
    draft.add("en", "track_order", "where has it got to")
    with pytest.raises(Unavailable, match=r"cannot be written \(Permission denied\).*ATTUNE_BOT_DIR"):
        write(nobody, draft.changes)
