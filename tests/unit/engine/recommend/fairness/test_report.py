"""The report of a small shop: lists of a past moment, measured, kept and read again."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy.orm import Session

from engine.errors import Invalid, NotFound
from engine.recommend.beside import Beside
from engine.recommend.catalogue import read_items
from engine.recommend.fairness.report import fairness_of
from engine.recommend.fairness.stored import make, store_report, stored_report
from engine.recommend.mix import default_mix
from engine.recommend.reading import read_touches
from tests.builders import NOW, add_customer, add_event, add_product, add_shop


@pytest.fixture
def busy(session: Session) -> Session:
    """Sixty customers of two tastes who come back, and a product that nobody bought."""
    random = np.random.default_rng(6)
    add_shop(session)
    for n in range(20):
        add_product(session, f"p{n:02d}", f"Thing {n}", category=f"k{n % 4}")
    add_product(session, "unsold", "Unsold")
    for n in range(60):
        customer = add_customer(session, f"c{n:02d}").id
        for basket in range(4):
            at = NOW - timedelta(days=int(40 * (3 - basket) + random.integers(0, 20)))
            for item in sorted({int(one) for one in 10 * (n % 2) + random.integers(0, 10, 3)}):
                data = {"order_id": f"{customer}-{basket}"}
                add_event(session, "purchase", customer, f"p{item:02d}", at=at, value=1.0, data=data)
    return session


def test_lists_of_a_past_moment_are_measured_by_group_and_band(busy: Session) -> None:
    items = read_items(busy)
    taste = {f"c{n:02d}": ("first", "second")[n % 2] for n in range(60)}
    mix = default_mix("a small shop")
    found = fairness_of(read_touches(busy), items, Beside.of(items, {}, None), mix, {"taste": taste})
    assert found.customers > 30
    assert 0.1 < found.ndcg <= 1
    assert found.items == 20, "what nobody had bought by then could not be on a list of its own merit"
    assert sum(one.exposure for one in found.bands) == pytest.approx(1)
    assert {(one.attribute, one.figure) for one in found.groups} == {
        ("taste", "ndcg@10"),
        ("taste", "beyond_head"),
    }
    assert found.weights["ease"] == mix.weights["ease"]
    assert found.why_weights == "a small shop"


def test_the_report_is_kept_and_read_again(busy: Session, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="attune recommend fairness"):
        stored_report(tmp_path)
    found = make(busy, tmp_path)
    store_report(tmp_path, found, NOW)
    again = stored_report(tmp_path)
    assert again.made_at == NOW
    assert again.report["customers"] == found.customers
    assert again.report["bands"][0]["exposure"] == found.bands[0].exposure


def test_a_log_without_moments_says_so(session: Session) -> None:
    add_shop(session)
    with pytest.raises(Invalid, match="no past moment"):
        make(session, Path("nowhere"))
