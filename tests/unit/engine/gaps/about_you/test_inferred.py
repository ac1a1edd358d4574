"""What we infer, in words: never a certainty, always with what it was told from, nothing without evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.gaps.about_you.inferred import in_ten
from engine.gaps.about_you.said import label_of, used_for
from engine.gaps.about_you.service import about_you
from engine.gaps.reports.choices import store_choices
from engine.gaps.reports.service import tell
from engine.gaps.reports.statements import DEEDS, KINDS
from engine.manner.known import known_of
from engine.manner.stake import stake_of
from tests.builders import NOW, add_customer, add_order, add_product, add_shop
from tests.unit.engine.manner.learnt import expects, in_segment


@given(st.floats(0, 1))
def test_a_chance_is_never_told_as_a_certainty(chance: float) -> None:
    told = in_ten(chance)
    assert set(told) == {"en", "zh"}
    assert "0 in 10" not in told["en"].replace("10 in 10", "")
    assert "10 in 10" not in told["en"]


@pytest.mark.parametrize(("kind", "value"), [(kind, "500") for kind in KINDS if kind != "behaviour"])
def test_every_kind_of_statement_has_words_and_a_reason(kind: str, value: str) -> None:
    for language in ("en", "zh"):
        assert label_of(kind, value, {}, "USD")[language]
        assert used_for(kind, True)[language]
    assert all(label_of("behaviour", deed, {}, "USD")["zh"] for deed in DEEDS)


def test_of_a_customer_without_a_past_nothing_is_inferred(session: Session) -> None:
    add_shop(session)
    add_customer(session)
    page = about_you(session, "mei")
    assert (page.said, page.inferred) == ([], [])
    with pytest.raises(NotFound):
        about_you(session, "nobody")


def test_chances_and_segment_are_told_with_their_use(session: Session) -> None:
    add_shop(session)
    add_product(session)
    add_customer(session)
    add_order(session, "mei")
    expects(session, "mei", purchase=0.62, churn=0.21)
    in_segment(session, "mei", frequency=1.0)
    codes = {one.code: one for one in about_you(session, "mei").inferred}
    assert "about 6 in 10" in codes["purchase"].text["en"]
    assert "约十分之二" in codes["churn"].text["zh"]
    assert "offer you suggestions" in codes["purchase"].why["en"]
    assert "Regulars" in codes.get("segment", codes["purchase"]).text["en"] or "segment" not in codes


def test_a_statement_on_a_category_that_is_gone_says_so(session: Session) -> None:
    add_shop(session)
    add_customer(session)
    tell(session, "mei", "category", "discontinued", at=NOW)
    (one,) = about_you(session, "mei").said
    assert one.gone
    assert "no longer" in one.used["en"]


def test_guesses_do_not_decide_the_manner_of_who_switched_personalisation_off(session: Session) -> None:
    add_shop(session)
    add_product(session)
    add_customer(session)
    add_order(session, "mei")
    expects(session, "mei", purchase=0.8, churn=0.9)
    in_segment(session, "mei", frequency=1.0)
    before = known_of(session, "mei", 0.0, None, NOW)
    assert (before.purchase, before.churn, before.orders_often) == (0.8, 0.9, True)
    assert stake_of(session, "mei") is not None
    store_choices(session, "mei", personalise=False)
    after = known_of(session, "mei", 0.0, None, NOW)
    assert (after.purchase, after.churn, after.orders_often) == (None, None, False)
    assert after.orders == before.orders
    assert stake_of(session, "mei") is None
