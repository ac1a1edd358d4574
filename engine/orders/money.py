"""Money of an order: what each payment method still holds, refunds, charges and gift card balances.

Payment.kind: `payment` and `refund` are done; `charge_due` and `refund_due` follow when the goods are back.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from engine.orders.refusals import OrderRefused
from engine.orders.views import MethodView
from engine.store.ids import new_id
from engine.store.tables import Order, Payment, PaymentMethod
from engine.store.types import utc_now

_SIGN = {"payment": 1, "charge_due": 0, "refund": -1, "refund_due": -1}


def refundable_by_method(payments: Iterable[Payment]) -> dict[str | None, int]:
    """Cents that each method paid and has not got back, positive ones only, in the order of payment."""
    net: dict[str | None, int] = defaultdict(int)
    for payment in payments:
        net[payment.method_id] += _SIGN[payment.kind] * payment.amount_cents
    return {method_id: cents for method_id, cents in net.items() if cents > 0}


def allocate(amount_cents: int, refundable: Mapping[str | None, int]) -> dict[str | None, int]:
    """Split `amount_cents` over the methods that paid, the largest first, none above what it paid.

    What exceeds the sum of `refundable` is not given back: a refund never exceeds the payments.
    """
    shares: dict[str | None, int] = {}
    left = amount_cents
    for method_id, cents in sorted(refundable.items(), key=lambda pair: -pair[1]):
        if left > 0:
            shares[method_id] = min(left, cents)
            left -= shares[method_id]
    return shares


def capped(amount_cents: int, refundable: Mapping[str | None, int]) -> int:
    """`amount_cents`, or what is left of the payments where that is less."""
    return min(amount_cents, sum(refundable.values()))


def add_payment(order: Order, kind: str, amount_cents: int, method_id: str | None) -> Payment:
    """Append one row of money to the order."""
    payment = Payment(
        id=new_id(),
        order_id=order.id,
        position=max((p.position for p in order.payments), default=-1) + 1,
        kind=kind,
        amount_cents=amount_cents,
        method_id=method_id,
        created_at=utc_now(),
    )
    order.payments.append(payment)
    return payment


def refund(
    session: Session, order: Order, shares: Mapping[str | None, int], methods: Mapping[str, MethodView]
) -> list[Payment]:
    """Give `shares` (cents by method) back now; a gift card has its balance at once."""
    rows = [add_payment(order, "refund", cents, method_id) for method_id, cents in shares.items()]
    for row in rows:
        _move_balance(session, methods.get(row.method_id or ""), row.amount_cents)
    return rows


def charge(session: Session, order: Order, amount_cents: int, method: MethodView) -> Payment:
    """Take `amount_cents` now. Raises OrderRefused (low_balance) where a gift card does not hold as much."""
    require_balance(session, method, amount_cents)
    _move_balance(session, method, -amount_cents)
    return add_payment(order, "payment", amount_cents, method.id)


def require_balance(session: Session, method: MethodView, amount_cents: int) -> None:
    """Raise OrderRefused unless a gift card holds the amount besides what it already has to pay later."""
    if method.kind != "gift_card":
        return
    promised = session.scalar(
        select(func.coalesce(func.sum(Payment.amount_cents), 0)).where(
            Payment.method_id == method.id, Payment.kind == "charge_due"
        )
    )
    if (method.balance_cents or 0) - (promised or 0) < amount_cents:
        raise OrderRefused("low_balance", "The gift card does not hold enough for this.")


def _move_balance(session: Session, method: MethodView | None, cents: int) -> None:
    if method is None or method.kind != "gift_card":
        return
    balance = func.coalesce(PaymentMethod.balance_cents, 0) + cents
    moved = session.scalar(
        update(PaymentMethod)
        .where(PaymentMethod.id == method.id, balance >= 0)
        .values(balance_cents=balance)
        .returning(PaymentMethod.id)
        .execution_options(synchronize_session=False)
    )
    if moved is None:
        raise OrderRefused("low_balance", "The gift card does not hold enough for this.")
