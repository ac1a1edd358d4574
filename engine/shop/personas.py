"""The named customers of the demo, each in a situation that is worth a conversation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from engine.shop.deliveries import tracking_number
from engine.shop.model import LineDraft, OrderDraft, Persona, Row, SaleProduct, SaleVariant, Shopper


@dataclass(frozen=True)
class Scene:
    """One order of a persona's own story; moments in days before the anchor (negative: still to come)."""

    items: tuple[str, ...]
    placed: float
    promised: float
    shipped: float
    delivered: float
    returned: float | None = None
    """When the first item was sent back."""


@dataclass(frozen=True)
class Cast:
    """A persona, the name, and the story."""

    persona: Persona
    name: Row
    scenes: tuple[Scene, ...]


def _persona(persona_id: str, taste: str, activity: float, english: str, chinese: str) -> Persona:
    return Persona(persona_id, {"en": english, "zh": chinese}, taste, activity)


def _name(first: str, last: str, mail: str, language: str, joined_days: int) -> Row:
    return {
        "first_name": first,
        "last_name": last,
        "email": f"{mail}@example.com",
        "language": language,
        "joined_days": joined_days,
    }


CAST: tuple[Cast, ...] = (
    Cast(
        _persona(
            "priya",
            "trail",
            0.5,
            "Waits for a tent that should have come days ago.",
            "帐篷早该到了，还在等。",
        ),
        _name("Priya", "Nair", "priya.nair", "en", 420),
        (Scene(("monsoon-tent", "glow-headlamp"), 9.6, 3.5, 8.2, -2.0),),
    ),
    Cast(
        _persona(
            "daniel",
            "coffee",
            0.5,
            "Ordered last night and may still change his mind.",
            "昨晚刚下单，还可能改主意。",
        ),
        _name("Daniel", "Tan", "daniel.tan", "en", 380),
        (
            Scene(("gooseneck-kettle", "sumatra-beans"), 0.35, -4.5, -1.0, -4.0),
            Scene(("cone-dripper", "cone-filters"), 16.4, 11.5, 15.2, 12.1),
        ),
    ),
    Cast(
        _persona(
            "sofia",
            "trail",
            0.9,
            "Often sends things back; one return is on its way.",
            "经常退货，有一单正在退。",
        ),
        _name("Sofia", "Reyes", "sofia.reyes", "en", 520),
        (
            Scene(("squall-rain-jacket", "wool-socks"), 12.4, 7.5, 11.1, 8.2),
            Scene(("trail-shoes",), 24.3, 18.5, 23.0, 19.2, 4.3),
            Scene(("linen-shirt", "sun-hat"), 52.2, 46.5, 51.0, 47.3, 40.0),
            Scene(("merino-tee", "travel-trousers"), 88.1, 82.5, 87.0, 83.3, 75.0),
        ),
    ),
    Cast(
        _persona("xiaowen", "tea", 0.9, "Drinks tea and writes in Chinese.", "爱喝茶，用中文聊天。"),
        _name("晓雯", "林", "lin.xiaowen", "zh", 610),
        (
            Scene(("jasmine-pearls", "pandan-soap"), 2.3, -2.5, 1.2, -1.9),
            Scene(("gaiwan-set", "mountain-oolong"), 13.5, 8.5, 12.3, 9.3),
        ),
    ),
    Cast(
        _persona(
            "ben",
            "desk",
            0.0,
            "Signed up yesterday; nothing is known of him yet.",
            "昨天刚注册，还没有任何记录。",
        ),
        _name("Ben", "Okafor", "ben.okafor", "en", 1),
        (),
    ),
    Cast(
        _persona(
            "margaret",
            "coffee",
            2.0,
            "Comes back for coffee every month, for years.",
            "多年老客，每月回来买咖啡。",
        ),
        _name("Margaret", "Lim", "margaret.lim", "en", 900),
        (
            Scene(("monsoon-espresso", "sumatra-beans"), 0.8, -4.5, -0.6, -3.6),
            Scene(("hand-grinder",), 27.4, 22.5, 26.1, 23.2),
        ),
    ),
)


def stage(
    cast: Cast, shopper: Shopper, products: Mapping[str, SaleProduct], now: datetime, rng: np.random.Generator
) -> list[OrderDraft]:
    """The persona's own orders; scenes whose products this shop does not sell are left out."""
    orders: list[OrderDraft] = []
    for scene in cast.scenes:
        if any(item not in products for item in scene.items):
            continue
        lines = [LineDraft(products[item], _in_stock(products[item], shopper.size)) for item in scene.items]
        if scene.returned is not None:
            lines[0].returned_at = _moment(now, scene.returned)
        orders.append(
            OrderDraft(
                customer=shopper,
                placed_at=_moment(now, scene.placed),
                lines=lines,
                method=shopper.methods[0],
                promised_at=_moment(now, scene.promised),
                shipped_at=_moment(now, scene.shipped),
                delivered_at=_moment(now, scene.delivered),
                tracking=tracking_number(rng),
            )
        )
    return orders


def _moment(now: datetime, days: float) -> datetime:
    return (now - timedelta(days=days)).replace(microsecond=0)


def _in_stock(product: SaleProduct, size: int) -> SaleVariant:
    """The variant of this place among those in stock, the last one where there are fewer."""
    stocked: Sequence[SaleVariant] = [v for v in product.variants if v.stock != 0] or product.variants
    return stocked[min(size, len(stocked) - 1)]
