"""The demo shop's customers: names, addresses, ways to pay, and the tastes behind what they do."""

from datetime import datetime, timedelta

import numpy as np

from engine.shop.model import FloatArray, Persona, Plan, Row, Shopper
from engine.shop.names import FIRST_EN, FIRST_ZH, LAST_EN, LAST_ZH, STREETS_MY, STREETS_SG, TOWNS_MY

DAYS_A_MONTH = 30.4
MALAYSIA_SHARE = 0.07
GIFT_CARD_SHARE = 0.18
PERSONA_TASTE = 0.85


def make_shopper(plan: Plan, number: int, now: datetime, rng: np.random.Generator) -> Shopper:
    """Customer `number` (from 1) of the plan."""
    chinese = rng.random() < plan.chinese_share
    customer_id = f"c{number:04d}"
    name = _name(number, chinese, rng)
    mixture = rng.dirichlet(np.full(len(plan.tastes), plan.taste_concentration))
    joined = now - timedelta(days=float(rng.uniform(2, plan.months * DAYS_A_MONTH * 1.6)))
    row = _row(customer_id, name, joined, rng)
    shape = plan.activity_shape
    return Shopper(
        row=row,
        methods=_methods(customer_id, chinese, rng),
        mixture=mixture,
        activity=float(rng.gamma(shape, plan.orders_per_month / shape)),
        thrift=float(rng.normal(0.35, 0.35)),
        loyalty=float(rng.beta(2.5, 2.0)),
        size=int(rng.integers(0, 4)),
        joined=joined,
    )


def make_persona(
    plan: Plan, persona: Persona, name: Row, *, taste: str, now: datetime, rng: np.random.Generator
) -> Shopper:
    """A named customer: like the others, with a set name, a main taste and a story of their own.

    name: first_name, last_name, email, language, joined_days.
    """
    chinese = name["language"] == "zh"
    joined = now - timedelta(days=name["joined_days"], hours=5)
    row = _row(persona.id, name, joined, rng)
    row["attributes"] = {"persona": True, "blurb": persona.blurb}
    return Shopper(
        row=row,
        methods=_methods(persona.id, chinese, rng),
        mixture=_mainly(plan, taste),
        activity=persona.activity,
        thrift=0.2,
        loyalty=0.8,
        size=1,
        joined=joined,
        quiet_days=45,
    )


def _mainly(plan: Plan, taste: str) -> FloatArray:
    names = list(plan.tastes)
    rest = (1 - PERSONA_TASTE) / max(len(names) - 1, 1)
    return np.asarray([PERSONA_TASTE if name == taste else rest for name in names])


def _name(number: int, chinese: bool, rng: np.random.Generator) -> Row:
    if chinese:
        first, first_latin = FIRST_ZH[rng.integers(len(FIRST_ZH))]
        last, last_latin = LAST_ZH[rng.integers(len(LAST_ZH))]
    else:
        first, last = FIRST_EN[rng.integers(len(FIRST_EN))], LAST_EN[rng.integers(len(LAST_EN))]
        first_latin, last_latin = first.lower(), last.lower()
    return {
        "first_name": first,
        "last_name": last,
        "email": f"{first_latin}.{last_latin}{number}@example.com",
        "language": "zh" if chinese else "en",
    }


def _row(customer_id: str, name: Row, joined: datetime, rng: np.random.Generator) -> Row:
    """The customer's row; `name` gives first_name, last_name, email and language."""
    address = _address(rng)
    return {
        "id": customer_id,
        "email": name["email"],
        "phone": f"+65 {rng.integers(8000, 9999)} {rng.integers(0, 9999):04d}",
        "first_name": name["first_name"],
        "last_name": name["last_name"],
        "postcode": address["postcode"],
        "address": address,
        "language": name["language"],
        "created_at": joined.replace(microsecond=0),
        "attributes": {},
    }


def _address(rng: np.random.Generator) -> Row:
    if rng.random() < MALAYSIA_SHARE:
        town, region, prefix = TOWNS_MY[rng.integers(len(TOWNS_MY))]
        street = STREETS_MY[rng.integers(len(STREETS_MY))]
        return {
            "line1": f"{rng.integers(1, 88)} {street}",
            "line2": "",
            "city": town,
            "region": region,
            "country": "MY",
            "postcode": f"{prefix}{rng.integers(0, 999):03d}",
        }
    street = STREETS_SG[rng.integers(len(STREETS_SG))]
    return {
        "line1": f"Blk {rng.integers(1, 480)} {street}",
        "line2": f"#{rng.integers(2, 25):02d}-{rng.integers(1, 160):02d}",
        "city": "Singapore",
        "region": "",
        "country": "SG",
        "postcode": f"{rng.integers(50, 829):03d}{rng.integers(0, 999):03d}",
    }


def _methods(customer_id: str, chinese: bool, rng: np.random.Generator) -> list[Row]:
    kinds = ["credit_card", "paypal", "alipay", "wechat_pay"]
    weights = [0.45, 0.1, 0.25, 0.2] if chinese else [0.68, 0.24, 0.05, 0.03]
    chosen = [kinds[rng.choice(4, p=weights)]]
    if rng.random() < GIFT_CARD_SHARE:
        chosen.append("gift_card")
    return [_method(f"pm-{customer_id}-{n}", customer_id, kind, rng) for n, kind in enumerate(chosen, 1)]


def _method(method_id: str, customer_id: str, kind: str, rng: np.random.Generator) -> Row:
    card = kind == "credit_card"
    brand, last_four = rng.choice(["visa", "mastercard"]), f"{rng.integers(0, 9999):04d}"
    balance = int(rng.integers(2, 24)) * 500
    return {
        "id": method_id,
        "customer_id": customer_id,
        "kind": kind,
        "brand": str(brand) if card else None,
        "last_four": last_four if card else None,
        "balance_cents": balance if kind == "gift_card" else None,
    }
