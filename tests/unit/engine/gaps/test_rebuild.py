"""From the store to a customer's expectations."""

import dataclasses
import json
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.events.facts import facts_of
from engine.events.history import read_history
from engine.events.log import append
from engine.gaps.expectations import expectations_of, history_of
from engine.gaps.rebuild import figures, learn_from_log
from engine.gaps.saved import FILE, Expectations, load, save
from engine.gaps.versions import keep
from engine.rebuild import STAGES, Work, run
from engine.settings import Settings
from engine.store import Database
from engine.store.tables import Order
from tests.builders import NOW, add_customer, add_order, add_product, add_shop

DAY = timedelta(days=1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(var_dir=tmp_path)  # pyright: ignore[reportCallIssue]


def rebuild(session: Session, settings: Settings) -> Expectations:
    learning = learn_from_log(session)
    keep(session, settings, learning)
    return learning.expectations


def buy(session: Session, customer: str, days_ago: float, *, late: float | None = None) -> Order:
    """An order placed so long ago, promised for four days later; `late`: days after that it came."""
    placed = NOW - days_ago * DAY
    came = None if late is None else placed + (4 + late) * DAY
    status = "shipped" if came is None else "delivered"
    order = add_order(session, customer, status=status, placed_at=placed, delivered_at=came)
    order.promised_at = placed + 4 * DAY
    append(session, "purchase", customer, "lamp", at=placed, value=1.0, order_id=order.id, cents=2500)
    return order


@pytest.fixture
def shop(session: Session) -> Session:
    """80 customers; whoever got the first order late does not come back, nine in ten of the others do."""
    add_shop(session)
    add_product(session, "lamp")
    rng = np.random.default_rng(0)
    for number in range(80):
        id_ = f"c{number}"
        add_customer(session, id_)
        late = number % 4 == 0
        buy(session, id_, 300 - number, late=5.0 if late else -0.5)
        if not late and rng.random() < 0.9:
            for again in (240, 180, 20):
                buy(session, id_, again - number / 10, late=-1.0)
    return session


def test_new_customers_leave_after_a_late_delivery_and_that_is_found(
    shop: Session, settings: Settings
) -> None:
    learnt = rebuild(shop, settings)
    assert learnt.network is not None
    late = learnt.network.ask("leaves", {"tenure": "new", "delivery": "very_late"})
    on_time = learnt.network.ask("leaves", {"tenure": "new", "delivery": "on_time"})
    assert late.chances[1].low > on_time.chances[1].high
    assert (late.matching, late.known) == (20, 20)
    assert not late.enough, "20 orders are few, however clear they are"
    assert set(learnt.network.left_out) == {
        "promise",
        "basket",
        "returned",
        "asked",
        "complaint",
        "satisfied",
    }
    told = figures(learnt)
    assert (told["customers"], told["missing"]) == (80, [])
    assert json.loads(json.dumps(told)) == told


def test_what_was_learnt_is_read_back_from_its_file(shop: Session, settings: Settings) -> None:
    learnt = rebuild(shop, settings)
    back = load(settings.var_dir)
    assert back.card == learnt.card
    assert [path.name for path in settings.var_dir.glob("*.*") if "expectations" in path.name] == [FILE]
    assert expectations_of(shop, back, "c0") == expectations_of(shop, learnt, "c0")
    text = (settings.var_dir / FILE).read_text()
    assert "c17" not in text
    assert len(back.card.tried) >= 2


def test_a_customer_is_told_by_the_last_order_and_its_kind(shop: Session, settings: Settings) -> None:
    learnt = rebuild(shop, settings)
    gone, loyal = (expectations_of(shop, learnt, id_) for id_ in ("c0", "c1"))
    assert gone.evidence == {"tenure": "new", "delivery": "very_late"}
    assert loyal.evidence == {"tenure": "returning", "delivery": "on_time"}
    assert gone.leaves is not None
    assert loyal.leaves is not None
    assert gone.leaves.chances[1].probability > loyal.leaves.chances[1].probability
    assert gone.satisfied is None, "nobody rated anything here"
    assert gone.kind is not None
    assert loyal.kind is not None
    assert gone.kind.number != loyal.kind.number
    assert sum(gone.posterior) == pytest.approx(1.0)


def test_who_did_nothing_is_of_no_kind_and_who_is_unknown_is_not_found(
    shop: Session, settings: Settings
) -> None:
    learnt = rebuild(shop, settings)
    add_customer(shop, "fresh")
    fresh = expectations_of(shop, learnt, "fresh")
    assert (fresh.kind, fresh.evidence, fresh.leaves, fresh.posterior) == (None, {}, None, ())
    with pytest.raises(NotFound, match="no customer nobody"):
        expectations_of(shop, learnt, "nobody")


def test_an_empty_shop_says_that_there_is_nothing_to_learn_from(session: Session, settings: Settings) -> None:
    add_shop(session)
    learnt = rebuild(session, settings)
    assert learnt.latent is None
    assert learnt.network is None
    assert len(learnt.card.missing) == 2
    add_customer(session, "mei")
    nothing = expectations_of(session, load(settings.var_dir), "mei")
    assert (nothing.kind, nothing.satisfied, nothing.leaves) == (None, None, None)


def test_a_rebuild_has_a_stage_for_it(database: Database, settings: Settings) -> None:
    with database.session() as session:
        add_shop(session)
        add_product(session, "lamp")
        add_customer(session, "mei")
        buy(session, "mei", 10)
    done = list(run(Work(settings, database), [one for one in STAGES if one[0] == "expectations"]))
    assert [(one.stage, one.rows) for one in done] == [("expectations", 1)]
    assert load(settings.var_dir).card.orders == 1


def test_before_the_first_rebuild_the_way_out_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="run `attune rebuild`"):
        load(tmp_path)


def test_a_half_written_file_is_never_read(shop: Session, settings: Settings) -> None:
    learnt = rebuild(shop, settings)
    broken = dataclasses.replace(learnt, favourites=(object(),))  # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError):
        save(broken, settings.var_dir)
    assert load(settings.var_dir).card == learnt.card


def test_one_customers_facts_make_the_same_history_as_all(shop: Session) -> None:
    stopped = buy(shop, "c1", 5)
    for what, kind in (("lamp", "cancel"), (None, None)):
        data = {"kind": kind} if kind else None
        append(shop, "return", "c1", what, at=NOW - DAY, value=1.0, order_id=stopped.id, data=data)
    append(shop, "view", "c1", at=None)
    shop.flush()
    history = read_history(shop)
    alone = history_of(facts_of(shop, ["c1"])["c1"], "c1")
    wanted = history[history["customer"] == "c1"].reset_index(drop=True)
    for column in ("at", "type", "product", "category", "order", "pieces", "cents"):
        ours, theirs = (frame[column].astype(object) for frame in (alone, wanted))
        assert ours.where(ours.notna(), None).tolist() == theirs.where(theirs.notna(), None).tolist(), column
