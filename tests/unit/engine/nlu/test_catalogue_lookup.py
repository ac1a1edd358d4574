"""The file of the shop's names that Rasa reads."""

import json
from pathlib import Path

from sqlalchemy.orm import Session

from engine.nlu.catalogue_lookup import lookup_rows, write_lookup
from engine.store.tables import Product
from tests.builders import add_category, add_product, add_shop


def test_names_of_both_languages_are_listed(session: Session) -> None:
    add_shop(session)
    add_category(session)
    product = add_product(session, "arc-desk-lamp")
    product.name = {"en": "Arc Desk Lamp", "zh": "弧光台灯"}
    session.flush()
    rows = lookup_rows(session)
    assert {
        ("product", "Arc Desk Lamp", "Arc Desk Lamp"),
        ("product", "弧光台灯", "弧光台灯"),
        ("category", "Lighting", "Lighting"),
        ("category", "灯具", "灯具"),
    } <= set(rows)


def test_colors_come_with_the_shops_own_words_for_them(session: Session) -> None:
    add_shop(session).settings = {"terms": {"zh": {"moss green": "苔绿"}}}
    add_category(session)
    add_product(session, "cap").variants[0].options = {"color": "moss green"}
    session.flush()
    assert {("color", "moss green", "moss green"), ("color", "苔绿", "苔绿")} <= set(lookup_rows(session))


def test_file_is_written_only_when_the_catalogue_changed(session: Session, tmp_path: Path) -> None:
    add_shop(session)
    add_category(session)
    add_product(session, "lamp")
    path = tmp_path / "new" / "catalogue_lookup.json"
    assert write_lookup(session, path) is True
    assert write_lookup(session, path) is False
    session.get_one(Product, "lamp").active = False
    session.flush()
    assert write_lookup(session, path) is True
    assert all(row[0] == "category" for row in json.loads(path.read_text(encoding="utf-8")))
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_empty_shop_has_no_names(session: Session, tmp_path: Path) -> None:
    assert write_lookup(session, tmp_path / "c.json") is True
    assert json.loads((tmp_path / "c.json").read_text()) == []
