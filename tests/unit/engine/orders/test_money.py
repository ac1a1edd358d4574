"""Refunds never exceed payments, whatever was paid and given back before."""

from hypothesis import given
from hypothesis import strategies as st

from engine.orders.money import allocate, capped, refundable_by_method
from engine.store.tables import Payment

METHODS = st.sampled_from(["card", "paypal", "gift", None])
PAYMENTS = st.lists(
    st.builds(
        Payment,
        kind=st.sampled_from(["payment", "refund", "refund_due", "charge_due"]),
        amount_cents=st.integers(0, 100_000),
        method_id=METHODS,
    ),
    max_size=8,
)


@given(PAYMENTS, st.integers(0, 1_000_000))
def test_refund_never_exceeds_the_payments(payments: list[Payment], amount: int) -> None:
    refundable = refundable_by_method(payments)
    shares = allocate(amount, refundable)
    assert all(0 < cents <= refundable[method] for method, cents in shares.items())
    assert sum(shares.values()) == capped(amount, refundable)
    paid = sum(p.amount_cents for p in payments if p.kind == "payment")
    assert sum(shares.values()) <= paid


@given(st.dictionaries(METHODS, st.integers(1, 100_000), min_size=1))
def test_whole_amount_goes_back_exactly_as_it_came(refundable: dict[str | None, int]) -> None:
    assert allocate(sum(refundable.values()), refundable) == refundable


def test_largest_payer_gets_its_money_first() -> None:
    assert allocate(70, {"gift": 20, "card": 60}) == {"card": 60, "gift": 10}
