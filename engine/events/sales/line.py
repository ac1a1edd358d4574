"""One line of a table of sales, cleaned; or the rule that it breaks."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from engine.events.cells import Bad
from engine.events.cleaning_rules import LARGEST_CENTS
from engine.events.sales.recipe import Columns, Recipe, basket_of

LONGEST_CUSTOMER = 80
LONGEST_BASKET = 40
LONGEST_ITEM = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A purchase, or a return where `returned`. `cents` is the whole line, None where the price is absent."""

    number: int
    customer: str | None
    moment: datetime
    basket: str
    item: str
    pieces: int
    returned: bool
    money: float | None
    """As the table has it: the price, or the line's amount. None: absent."""
    unit_cents: int | None
    cents: int | None
    country: str | None
    key: int
    """Of basket, item, pieces and cents: 63 bits, the same at every import and from every kind of file."""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row is not taken. `rule` is an id of the table of rules."""

    rule: str
    column: str | None
    reason: str


Cells = tuple[Any, Any, Any, Any, Any, Any, Any]
"""Customer, moment, item, pieces, money, basket, country: each a value, None, or `Bad`."""


Excluded = Callable[[str], str | None]
"""(item) -> why it is no product; None where it is one."""


def line_of(
    number: int, cells: Cells, recipe: Recipe, latest: datetime, excluded: Excluded
) -> Line | Refusal:
    """The row as a line. latest: no moment may lie behind it. excluded: `recipe.excluded`, remembered."""
    customer, moment, item, pieces, money, basket, country = cells
    refusal = _unreadable(cells, recipe.columns) or _impossible(cells, recipe.columns, latest, excluded)
    if refusal is not None:
        return refusal
    returned, count = pieces < 0, abs(int(pieces))
    unit, cents = _amounts(money, count, recipe.columns.money_is == "amount")
    if count > LARGEST_CENTS or (cents is not None and cents > LARGEST_CENTS):
        return Refusal("money.too_large", recipe.columns.money, f"{count} at {money}: more than can be kept")
    chosen = basket if recipe.columns.basket else basket_of(customer, moment)
    if len(chosen) > LONGEST_BASKET:
        return Refusal("basket.type", recipe.columns.basket, f"the basket's id {chosen[:50]}... is too long")
    return Line(
        number=number,
        customer=customer,
        moment=moment,
        basket=chosen,
        item=item,
        pieces=count,
        returned=returned,
        money=None if money is None else float(money),
        unit_cents=unit,
        cents=cents,
        country=country if isinstance(country, str) else None,
        key=_key(f"{chosen}\0{item}\0{int(pieces)}\0{cents}"),
        flags=("money.free",) if money == 0 else (),
    )


def flagged(line: Line, outliers: Callable[[Line], tuple[str, ...]]) -> Line:
    """The line with the flags that `outliers` gives it."""
    found = outliers(line)
    return replace(line, flags=line.flags + found) if found else line


def _unreadable(cells: Cells, names: Columns) -> Refusal | None:
    """The first cell that is absent though it must not be, or of another kind than its column."""
    customer, moment, item, pieces, money, basket, _ = cells
    refusal: Refusal | None = None
    if type(moment) is not datetime:
        refusal = _bad("moment.type", names.moment, moment)
    elif type(customer) is Bad or (customer is not None and len(customer) > LONGEST_CUSTOMER):
        refusal = _bad("customer.type", names.customer, customer)
    elif names.basket and (type(basket) is not str or len(basket) > LONGEST_BASKET):
        refusal = _bad("basket.type", names.basket, basket)
    elif item is None:
        refusal = Refusal("item.absent", names.item, "is empty: nobody can say what was sold")
    elif type(item) is not str or len(item) > LONGEST_ITEM:
        refusal = _bad("item.type", names.item, item)
    elif type(pieces) is not Decimal or pieces != pieces.to_integral_value():
        refusal = _bad("pieces.type", names.pieces, pieces, "is no whole number")
    elif type(money) is Bad:
        refusal = _bad("money.type", names.money, money)
    return refusal


def _impossible(cells: Cells, names: Columns, latest: datetime, excluded: Excluded) -> Refusal | None:
    """What can be read and yet is no sale of a product."""
    customer, moment, item, pieces, money, _, _ = cells
    refusal: Refusal | None = None
    if moment > latest:
        refusal = Refusal("moment.future", names.moment, f"{moment.isoformat()} lies ahead of now")
    elif pieces == 0:
        refusal = Refusal("pieces.zero", names.pieces, "is 0: nothing was sold")
    elif (why := excluded(item)) is not None:
        refusal = Refusal("item.no_product", names.item, f"{item!r} is {why}, not a product")
    elif money is not None and money < 0:
        refusal = Refusal("money.negative", names.money, f"{money} is negative")
    elif not money and (customer is None or pieces < 0):
        refusal = Refusal("money.bookkeeping", names.money, "no price and no sale: stock bookkeeping")
    return refusal


def _bad(rule: str, column: str | None, value: Any, otherwise: str = "is too long") -> Refusal:
    if value is None:
        return Refusal(rule, column, "is empty")
    return Refusal(rule, column, value.reason if type(value) is Bad else f"{str(value)[:40]!r} {otherwise}")


def _amounts(money: Decimal | None, pieces: int, whole: bool) -> tuple[int | None, int | None]:
    """(cents a piece, cents of the line)."""
    if money is None:
        return None, None
    if whole:
        cents = _cents(money)
        return _cents(money / pieces), cents
    unit = _cents(money)
    return unit, unit * pieces


def _cents(amount: Decimal) -> int:
    return int((amount * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)) if amount < 10**12 else 10**14


def _key(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 1
