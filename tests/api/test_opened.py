"""A suggestion's card that is followed to the shop's page is a click of whoever it was shown to."""

import httpx
from sqlalchemy import select

from engine.events.log import append
from engine.store import Database
from engine.store.tables import Event
from tests.api.live_app import LiveApp
from tests.builders import add_customer, add_product, add_shop
from tests.visitor import Visitor


def test_a_followed_card_is_one_click_and_only_of_what_this_conversation_was_shown(
    app: LiveApp, visitor: Visitor, database: Database
) -> None:
    with database.session() as session:
        add_shop(session)
        for name in ("lamp", "kettle"):
            add_product(session, name)
        mei = add_customer(session).id
        append(session, "impression", mei, "lamp", conversation_id=visitor.id)
        append(session, "impression", mei, "kettle", conversation_id="another")

    def opened(product: str, token: str = visitor.secret) -> int:
        return httpx.post(
            f"{app.url}/api/v1/chat/conversations/{visitor.id}/opened",
            json={"product_id": product},
            headers={"Authorization": f"Bearer {token}"},
        ).status_code

    assert [opened("lamp"), opened("lamp"), opened("kettle"), opened("unicorn")] == [202, 202, 404, 404]
    assert opened("lamp", "someone-elses") == 401
    with database.session(writes=False) as session:
        clicks = session.scalars(select(Event).where(Event.type == "click")).all()
        assert [(one.customer_id, one.product_id) for one in clicks] == [(mei, "lamp")]
