"""The shop's server says when money that goes back was there."""

import httpx

from engine.accounts.tokens import issue_server_token
from engine.store import Database
from engine.store.tables import Order, Payment
from engine.store.types import utc_now
from tests.api.live_app import LiveApp
from tests.builders import NOW, add_customer, add_order, add_product, add_shop


def test_a_refund_is_settled_once_and_what_is_not_known_is_told(app: LiveApp, database: Database) -> None:
    with database.session() as session:
        add_shop(session)
        add_product(session)
        add_customer(session)
        order = add_order(session, id="W7777777", status="return_requested")
        order.payments.append(
            Payment(
                id="back",
                position=1,
                kind="refund_due",
                amount_cents=4500,
                method_id="mei-card",
                created_at=NOW,
            )
        )
    there = utc_now().isoformat()
    sent = [{"order_id": "W7777777", "at": there}, {"order_id": "W1", "at": there}]
    token = issue_server_token(app.settings.shop_secret, "till")
    bearer = {"Authorization": f"Bearer {token}"}

    def send(headers: dict[str, str]) -> httpx.Response:
        return httpx.post(f"{app.url}/api/v1/refunds", json={"refunds": sent}, headers=headers, timeout=20)

    assert send({}).status_code == 401
    first, again = send(bearer).json(), send(bearer).json()
    assert (first["settled"], again["settled"]) == (1, 0)
    assert [(one["index"], one["order_id"]) for one in first["rejected"]] == [(1, "W1")]
    with database.session(writes=False) as session:
        back = session.get_one(Payment, "back")
        assert (back.kind, back.settled_at is not None) == ("refund", True)
        assert session.get_one(Order, "W7777777").version == 2, "a later import leaves it as it is"
