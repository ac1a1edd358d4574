"""From a label to a line of the training data."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import Conflict, Invalid
from engine.nlu.dataset.domain import read_domain
from engine.nlu.dataset.folder import BotFolder
from engine.nlu.dataset.problems import ProblemError
from engine.nlu.dataset.training_data import TrainingData
from engine.nlu.inbox.collect import collect
from engine.nlu.inbox.items import page
from engine.nlu.inbox.labels import Label, Marked, dismiss, reopen, set_label
from engine.nlu.inbox.writing import prepare, write_labels
from engine.store.tables import AuditEntry, Staff
from tests.unit.engine.nlu.dataset.conftest import EN, ZH
from tests.unit.engine.nlu.inbox.conftest import FALLBACK, Say

ORDERS = "rasa_bot/data/nlu/en/orders.yml"


@pytest.fixture
def ids(session: Session, say: Say, ada: str) -> dict[str, str]:
    """Ids of the inbox's items by their text."""
    say("teleport W7654321 to me", FALLBACK)
    say("never mind that order", FALLBACK)
    say("不想要了", FALLBACK, language="zh")
    collect(session)
    return {one.text: one.id for one in page(session).items}


def label(session: Session, bot: BotFolder, item: str, text: str, intent: str, **more: object) -> None:
    staff = session.scalars(select(Staff.id)).one()
    set_label(session, read_domain(bot), item, Label(intent, text, **more), staff)  # type: ignore[arg-type]


def test_labels_become_lines(session: Session, bot: BotFolder, ids: dict[str, str], ada: str) -> None:
    parcel, stop, chinese = ids["teleport W1234567 to me"], ids["never mind that order"], ids["不想要了"]
    place = [Marked(9, 17, "order_id")]
    label(session, bot, parcel, "teleport W1234567 to me", "track_order", entities=place)
    label(session, bot, stop, "never mind that order", "cancel_order", sentiment="neutral")
    label(session, bot, chinese, "不想要了", "cancel_order")
    prepared = prepare(session, TrainingData(bot.path))
    assert prepared.problems == []
    assert [row for row in prepared.diff.splitlines() if row.startswith("+") and row[:3] != "+++"] == [
        "+      - teleport [W1234567](order_id) to me",
        "+      - never mind that order",
        "+- intent: cancel_order",
        "+  examples: |",
        "+    - 不想要了",
        "+never mind that order,neutral",
    ]
    assert bot.read(ORDERS) == EN
    write_labels(session, TrainingData(bot.path), prepared.digest, ada)
    assert bot.read(ORDERS) == EN.replace(
        "left yet\n", "left yet\n      - teleport [W1234567](order_id) to me\n"
    ).replace("my order please\n", "my order please\n      - never mind that order\n")
    assert bot.read("rasa_bot/data/nlu/zh/orders.yml").startswith(ZH)
    written = page(session, state="written")
    assert [(one.decided_by, one.state) for one in written.items] == [("Ada", "written")] * 3
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "nlu.write")).one()
    assert (entry.actor, len(entry.data["items"])) == (f"staff:{ada}", 3)
    with pytest.raises(Conflict, match="written already"):
        reopen(session, parcel, ada)
    with pytest.raises(Invalid, match="Nothing is labelled"):
        write_labels(session, TrainingData(bot.path), prepared.digest, ada)


def test_nothing_is_written_but_what_was_shown(
    session: Session, bot: BotFolder, ids: dict[str, str], ada: str
) -> None:
    label(session, bot, ids["never mind that order"], "never mind that order", "cancel_order")
    shown = prepare(session, TrainingData(bot.path)).digest
    label(session, bot, ids["never mind that order"], "never mind that order", "track_order")
    with pytest.raises(Conflict, match="changed since this was shown"):
        write_labels(session, TrainingData(bot.path), shown, ada)
    assert bot.read(ORDERS) == EN


def test_a_label_that_contradicts_the_data_is_not_written(
    session: Session, bot: BotFolder, ids: dict[str, str], ada: str
) -> None:
    item = ids["never mind that order"]
    label(session, bot, item, "Where is my parcel", "cancel_order")
    label(session, bot, ids["teleport W1234567 to me"], "teleport it to me", "track_order")
    prepared = prepare(session, TrainingData(bot.path))
    assert [(one.item_id, one.problem.kind) for one in prepared.problems] == [(item, "label_conflict")]
    with pytest.raises(ProblemError, match="stands under cancel_order and under track_order"):
        write_labels(session, TrainingData(bot.path), prepared.digest, ada)
    assert bot.read(ORDERS) == EN


def test_an_example_that_is_there_already_is_only_ticked_off(
    session: Session, bot: BotFolder, ids: dict[str, str], ada: str
) -> None:
    label(session, bot, ids["never mind that order"], "stop my order please", "cancel_order")
    prepared = prepare(session, TrainingData(bot.path))
    assert (prepared.changes, len(prepared.known)) == ([], 1)
    write_labels(session, TrainingData(bot.path), prepared.digest, ada)
    assert page(session, state="written").total == 1


def test_dismissing_and_opening_again(
    session: Session, bot: BotFolder, ids: dict[str, str], ada: str
) -> None:
    item = ids["不想要了"]
    assert dismiss(session, item, ada).state == "dismissed"
    with pytest.raises(Conflict, match="dismissed already"):
        label(session, bot, item, "不想要了", "cancel_order")
    assert reopen(session, item, ada).state == "open"


def test_labels_that_cannot_be(session: Session, bot: BotFolder, ids: dict[str, str], ada: str) -> None:
    item = ids["never mind that order"]
    for text, intent, more in (
        ("up", "fly_to_the_moon", {}),
        ("up", "choose", {}),
        ("  ", "track_order", {}),
        ("two\nlines", "track_order", {}),
        ("up", "track_order", {"sentiment": "delighted"}),
        ("up", "track_order", {"entities": [Marked(0, 2, "planet")]}),
        ("up", "track_order", {"entities": [Marked(1, 9, "product")]}),
    ):
        with pytest.raises(Invalid):
            label(session, bot, item, text, intent, **more)
    assert page(session).total == 3
