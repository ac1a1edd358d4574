import json
from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from engine.events.adapters.attune import read_attune
from engine.shop.generator import make_up
from engine.shop.model import MadeUp, Plan, SaleProduct, SaleVariant, Taste
from engine.shop.tastes import taste_matrix

DATA = Path(__file__).parents[4] / "data"
TODAY = date(2026, 11, 22)
PLAN = Plan(
    seed=7,
    customers=60,
    months=12,
    orders_per_month=1.0,
    tastes={"warm": Taste(categories={"tea": 9}), "cold": Taste(categories={"ice": 9})},
)


def product(product_id: str, category: str, refill_days: int | None = None) -> SaleProduct:
    variants = (SaleVariant(f"{product_id}-a", {"size": "S"}, 1200, 5),)
    name = {"en": product_id.title(), "zh": product_id}
    return SaleProduct(product_id, category, name, frozenset({category}), refill_days, variants)


PRODUCTS = [product(f"{c}-{n}", c, 30 if n < 3 else None) for c in ("tea", "ice") for n in range(8)]


def as_text(made: MadeUp) -> str:
    return json.dumps(vars(made), default=str, ensure_ascii=False)


def test_the_same_plan_and_day_give_the_same_bytes() -> None:
    assert as_text(make_up(PLAN, PRODUCTS, "SGD", TODAY)) == as_text(make_up(PLAN, PRODUCTS, "SGD", TODAY))


def test_another_seed_gives_other_people() -> None:
    other = PLAN.model_copy(update={"seed": 8})
    assert as_text(make_up(PLAN, PRODUCTS, "SGD", TODAY)) != as_text(make_up(other, PRODUCTS, "SGD", TODAY))


def test_one_more_customer_leaves_the_others_as_they_were() -> None:
    few = make_up(PLAN, PRODUCTS, "SGD", TODAY).customers
    more = make_up(PLAN.model_copy(update={"customers": 61}), PRODUCTS, "SGD", TODAY).customers
    assert more[: len(few)] == few


def test_everybody_buys_mostly_by_one_taste() -> None:
    """With sharp tastes the larger category holds most of a customer's lines, far above one half."""
    made = make_up(PLAN.model_copy(update={"taste_concentration": 0.05}), PRODUCTS, "SGD", TODAY)
    bought: dict[str, list[str]] = defaultdict(list)
    for order in made.orders:
        bought[order["customer_id"]] += [line["product_id"].split("-")[0] for line in order["lines"]]
    shares = [max(c.count("tea"), c.count("ice")) / len(c) for c in bought.values() if len(c) >= 8]
    assert len(shares) > 10
    assert np.mean(shares) > 0.85


def test_what_runs_out_is_bought_again_and_again() -> None:
    made = make_up(PLAN, PRODUCTS, "SGD", TODAY)
    times: dict[tuple[str, str], int] = defaultdict(int)
    for order in made.orders:
        for line in order["lines"]:
            times[order["customer_id"], line["product_id"]] += 1
    refills = {p.id for p in PRODUCTS if p.refill_days}
    again = np.mean([n for (_, p), n in times.items() if p in refills])
    once = np.mean([n for (_, p), n in times.items() if p not in refills])
    assert again > 2 * once


def test_rows_of_tastes_are_chances() -> None:
    matrix = taste_matrix(PLAN, PRODUCTS, np.random.default_rng(0))
    assert matrix.shape == (2, len(PRODUCTS))
    assert matrix.sum(axis=1) == pytest.approx([1, 1])


def test_the_demo_shop_is_the_same_every_time_and_a_third_speaks_chinese() -> None:
    first, second = read_attune(DATA, TODAY), read_attune(DATA, TODAY)
    assert json.dumps(first.records, default=str) == json.dumps(second.records, default=str)
    languages = [record.row["language"] for record in first.records["customers"]]
    assert 0.28 < languages.count("zh") / len(languages) < 0.40
    emails = {record.row["email"] for record in first.records["customers"]}
    assert len(emails) == len(languages)
    assert all(email.endswith("@example.com") and email.isascii() for email in emails)
