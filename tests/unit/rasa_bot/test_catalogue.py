"""The shop's own names, found in messages."""

import itertools
import json
import os
import random
import time
from pathlib import Path

import pytest

from rasa_bot.components.catalogue import Catalogue, Name
from rasa_bot.components.catalogue_file import CatalogueFile

NAMES = [
    Name("product", "Squall Rain Jacket", "Squall Rain Jacket"),
    Name("product", "Drift Down Jacket", "Drift Down Jacket"),
    Name("product", "骤雨防水外套", "骤雨防水外套"),
    Name("product", "A5 方格笔记本", "A5 方格笔记本"),
    Name("product", "A6 方格笔记本", "A6 方格笔记本"),
    Name("product", "Arc Desk Lamp", "Arc Desk Lamp"),
    Name("product", "Kettle", "Kettle"),
    Name("category", "Kitchen & Table", "Kitchen & Table"),
    Name("category", "Care", "Care"),
    Name("category", "厨房与餐桌", "厨房与餐桌"),
    Name("color", "white", "white"),
    Name("color", "moss green", "moss green"),
]
EVERYDAY = {"battle", "there", "writes", "table"}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(NAMES, EVERYDAY)


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("is the Squall Rain Jacket warm", "Squall Rain Jacket", "Squall Rain Jacket"),
        ("the squal rain jaket?", "squal rain jaket", "Squall Rain Jacket"),
        ("two squall rain jackets", "squall rain jackets", "Squall Rain Jacket"),
        ("that squall jacket", "squall jacket", "Squall Rain Jacket"),
        ("a rain jacket please", "rain jacket", "Squall Rain Jacket"),
        ("my ketttle leaks", None, None),
        ("my kettles leak", "kettles", "Kettle"),
        ("anything in kitchen and table", "kitchen and table", "Kitchen & Table"),
        ("anything in Kitchen & Table", "Kitchen & Table", "Kitchen & Table"),
        ("in moss green", "moss green", "moss green"),
        ("骤雨防水外套还有货吗", "骤雨防水外套", "骤雨防水外套"),
        ("那件聚雨防水外套呢", "聚雨防水外套", "骤雨防水外套"),
        ("骤雨防水外讨多少钱", "骤雨防水外讨", "骤雨防水外套"),
        ("买a5 方格笔记本", "a5 方格笔记本", "A5 方格笔记本"),
        ("厨房与餐桌有什么", "厨房与餐桌", "厨房与餐桌"),
    ],
)
def test_name_is_found_as_customers_write_it(
    catalogue: Catalogue, text: str, written: str | None, value: str | None
) -> None:
    found = [(text[one.start : one.end], one.value) for one in catalogue.find(text)]
    assert found == ([(written, value)] if written else [])


@pytest.mark.parametrize(
    "text",
    [
        "take care",
        "the battle is lost",
        "she writes a lot",
        "a kitchen table",
        "which jacket",
        "A7 方格笔记本",
        "雨",
        "is it there",
        "",
    ],
)
def test_common_words_are_no_product(catalogue: Catalogue, text: str) -> None:
    assert catalogue.find(text) == []


def test_short_name_that_two_products_share_is_none_of_them() -> None:
    names = [Name("product", f"{first} Rain Jacket", first) for first in ("Squall", "Gale")]
    assert Catalogue(names, set()).find("a rain jacket") == []


def test_two_names_in_one_message_do_not_overlap(catalogue: Catalogue) -> None:
    found = catalogue.find("squall rain jacket, arc desk lamp und 骤雨防水外套")
    assert [one.value for one in found] == ["Squall Rain Jacket", "Arc Desk Lamp", "骤雨防水外套"]
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


def test_thousand_products_cost_less_than_half_a_millisecond() -> None:
    chance = random.Random(7)
    syllables = "ka lo mi ter ran sol ven qui pro den".split()
    words = ["".join(chance.choices(syllables, k=3)) for _ in range(600)]
    names = [Name("product", " ".join(chance.sample(words, 3)), str(n)) for n in range(1000)]
    names += [
        Name("product", "".join(chr(chance.randrange(0x4E00, 0x5000)) for _ in range(6)), str(n))
        for n in range(1000)
    ]
    catalogue = Catalogue(names, set())
    texts = [
        "do you still have that kalomiter ransolven in stock, I would like two",
        "请问这款还有货吗想买两个",
    ] * 200
    started = time.process_time()
    for text in texts:
        catalogue.find(text)
    assert (time.process_time() - started) / len(texts) < 0.0005


@pytest.mark.timeout(5)
@pytest.mark.parametrize("text", ["squal " * 2000, "骤雨" * 5000, "a5 " * 3000])
def test_long_hostile_text_is_read_in_linear_time(catalogue: Catalogue, text: str) -> None:
    catalogue.find(text)


def written(path: Path, *names: str) -> None:
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps([["product", name, name] for name in names]), encoding="utf-8")
    os.replace(draft, path)


def test_changed_file_is_read_again_and_a_broken_one_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.json"
    file = CatalogueFile(path, set(), look_every=0.0)
    assert file.current().find("Squall Rain Jacket") == []
    written(path, "Squall Rain Jacket")
    assert len(file.current().find("Squall Rain Jacket")) == 1
    path.write_text("[[1]]", encoding="utf-8")
    assert len(file.current().find("Squall Rain Jacket")) == 1
    written(path, "Arc Desk Lamp")
    assert file.current().find("Squall Rain Jacket") == []
    path.unlink()
    assert len(file.current().find("arc desk lamp")) == 1


def test_without_a_file_nothing_is_found() -> None:
    assert CatalogueFile(None, set()).current().find("Squall Rain Jacket") == []
