"""When an order arrives, by the shop's own record, said as a promise that is written down."""

from actions.turn import Turn
from engine.orders.views import OrderView
from engine.promises.service import UNDER_WAY, promise_delivery
from engine.promises.words import at_home
from engine.store.types import utc_now
from engine.text.dates import format_moment


def delivery_promise(turn: Turn, order: OrderView) -> str:
    """The sentence; empty where the order is not under way, or the record is not enough evidence."""
    records = turn.services.records
    if records is None or order.status not in UNDER_WAY:
        return ""
    now = utc_now()
    record = records.at(now)
    # Tracking an order reads; only what is promised is written, in a session of its own.
    with turn.services.database.session() as session:
        promise = promise_delivery(
            session,
            record,
            order.id,
            order.customer_id,
            conversation_id=turn.conversation_id,
            message_id=turn.message_id,
            now=now,
        )
        if promise is None:
            return ""
        when = format_moment(at_home(session, promise.due_at), turn.language)
    if turn.language == "zh":
        return f"按本店记录，此类订单十单中有九单在 {when} 前送达。"
    return f"By our own record, nine of ten such orders arrive by {when}."
