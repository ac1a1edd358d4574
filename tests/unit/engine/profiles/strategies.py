"""Made-up events of a few customers, for property tests."""

from datetime import timedelta

from hypothesis import strategies as st

from tests.builders import NOW

CUSTOMERS = ("ann", "bob", "mei")
PRODUCTS = {"lamp": "lighting", "torch": "lighting", "chair": "furniture", "gone": None}
ORDERS = ("W1", "W2", "W3", None)

moments = st.none() | st.integers(0, 4000).map(lambda hours: NOW - timedelta(hours=hours))
products = st.sampled_from(sorted(PRODUCTS))
pieces = st.none() | st.integers(1, 5).map(float)
cents = st.none() | st.integers(0, 50_000)
moods = st.none() | st.integers(-1000, 1000).map(lambda thousandths: thousandths / 1000)


def _event(type_: str, value: st.SearchStrategy[float | None], *, bought: bool) -> st.SearchStrategy[dict]:
    return st.fixed_dictionaries(
        {
            "type": st.just(type_),
            "customer_id": st.sampled_from(CUSTOMERS),
            "product_id": products,
            "at": moments,
            "value": value,
            "order_id": st.sampled_from(ORDERS) if bought else st.none(),
            "cents": cents if bought else st.none(),
            "data": st.sampled_from([{"kind": "cancel"}, {"kind": "return"}, {}])
            if type_ == "return"
            else st.just({}),
        }
    ).map(_own_order)


def _own_order(event: dict) -> dict:
    """An order is of one customer only."""
    order = event["order_id"]
    return {**event, "order_id": order and f"{event['customer_id']}-{order}"}


events = st.one_of(
    _event("purchase", pieces, bought=True),
    _event("return", pieces, bought=True),
    _event("view", st.none(), bought=False),
    _event("search", st.none(), bought=False),
    _event("rating", st.integers(1, 5).map(float), bought=True),
    _event("question", moods, bought=False),
    _event("impression", st.none(), bought=False),
    _event("click", st.none(), bought=False),
    _event("report", st.none(), bought=False),
)
