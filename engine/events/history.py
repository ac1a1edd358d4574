"""The event log as one frame: what everything learns from."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BigInteger, ColumnElement, String, cast, extract, or_, select, type_coerce
from sqlalchemy.orm import Session

from engine.events.codes import Codes
from engine.frames import Frame, Series, pd
from engine.store.tables import Event, Product

COLUMNS = ("customer", "at", "type", "product", "category", "order", "pieces", "cents")
CHUNK = 100_000
_CANCEL = Event.data["kind"].as_string()


def read_history(
    session: Session, *, until: datetime | None = None, types: Collection[str] | None = None
) -> Frame:
    """The event log as a DataFrame, sorted by customer (anonymous last), then moment (not known first).

    Columns: customer, type, product, category, order (category of str, missing allowed but in type), at
    (datetime64[us], UTC without a zone, NaT where not known), pieces (float64: the event's `value`), cents
    (float64, NaN where not known).

    until: exclusive, aware; leaves out events without a moment, as `log.read` does. types: all by default.
    A purchase that was cancelled (before `until`) is left out, and so is the return event that says so.
    """
    coded = {name: Codes() for name in ("customer", "type", "product", "order")}
    moments: list[NDArray[np.datetime64]] = []
    pieces: list[NDArray[np.float64]] = []
    cents: list[NDArray[np.float64]] = []
    rows = session.execute(_query(session, until, types).execution_options(yield_per=CHUNK))
    for chunk in rows.partitions():
        customers, ats, kinds, products, orders, values, money = zip(*chunk, strict=True)
        for name, names in zip(coded, (customers, kinds, products, orders), strict=True):
            coded[name].add(names)
        moments.append(_moments(ats))
        pieces.append(np.array(values, dtype=np.float64))
        cents.append(np.array(money, dtype=np.float64))
    frame = pd.DataFrame({name: codes.categorical() for name, codes in coded.items()}, copy=False)
    frame["at"] = np.concatenate([np.empty(0, "datetime64[us]"), *moments])
    frame["pieces"] = np.concatenate([np.empty(0), *pieces])
    frame["cents"] = np.concatenate([np.empty(0), *cents])
    frame["category"] = _categories(session, frame["product"])
    return _sorted(_kept(frame, _cancelled(session, until)))[list(COLUMNS)]


def _query(session: Session, until: datetime | None, types: Collection[str] | None) -> Any:
    query = select(
        Event.customer_id,
        _moment(session),
        Event.type,
        Event.product_id,
        Event.order_id,
        Event.value,
        Event.cents,
    ).where(or_(Event.type != "return", _CANCEL.is_(None), _CANCEL != "cancel"))
    if until is not None:
        query = query.where(Event.at < until)
    return query if types is None else query.where(Event.type.in_(types))


def _moment(session: Session) -> ColumnElement[Any]:
    """The moment in a shape that numpy reads by the million: text on SQLite, microseconds elsewhere."""
    if session.get_bind().dialect.name == "sqlite":
        return type_coerce(Event.at, String)
    return cast(extract("epoch", Event.at) * 1_000_000, BigInteger)


def _moments(values: Sequence[Any]) -> NDArray[np.datetime64]:
    return np.array(values, dtype="datetime64[us]")


def _categories(session: Session, products: Series) -> Any:
    """The category of each row's product; missing where the product is not in the catalogue."""
    known = {id_: category for id_, category in session.execute(select(Product.id, Product.category_id))}
    names = sorted(set(known.values()))
    place = {name: code for code, name in enumerate(names)}
    of_product = [place.get(known.get(product, ""), -1) for product in products.cat.categories]
    lookup = np.array([*of_product, -1], dtype=np.int32)  # code -1, no product, takes the last
    return pd.Categorical.from_codes(lookup[products.cat.codes], categories=pd.Index(names, dtype="str"))


def _cancelled(session: Session, until: datetime | None) -> list[tuple[str, str]]:
    """(order, product) of the lines that were cancelled."""
    query = select(Event.order_id, Event.product_id).where(Event.type == "return", _CANCEL == "cancel")
    if until is not None:
        query = query.where(Event.at < until)
    return [(order, product) for order, product in session.execute(query) if order and product]


def _kept(frame: Frame, cancelled: Sequence[tuple[str, str]]) -> Frame:
    if not cancelled:
        return frame
    orders, products = zip(*cancelled, strict=True)
    width = len(frame["product"].cat.categories) + 1
    order = frame["order"].cat.categories.get_indexer(list(orders)).astype(np.int64)
    product = frame["product"].cat.categories.get_indexer(list(products))
    gone = (order * width + product)[(order >= 0) & (product >= 0)]
    line = frame["order"].cat.codes.to_numpy().astype(np.int64) * width + frame["product"].cat.codes
    return frame[~(frame["type"].eq("purchase") & np.isin(line, gone))]


def _sorted(frame: Frame) -> Frame:
    """By customer and moment; events of one moment by type, product and order, so that it is repeatable."""
    customer = frame["customer"].cat.codes.to_numpy().astype(np.int32)
    anonymous_last = np.where(customer < 0, np.iinfo(np.int32).max, customer)
    ties = [frame[name].cat.codes.to_numpy() for name in ("order", "product", "type")]
    moments = frame["at"].to_numpy().view(np.int64)  # NaT is the least
    places = np.lexsort((*ties, moments, anonymous_last))
    return frame.iloc[places].reset_index(drop=True)
