"""The words that an agent may begin with: made of the hand-off's reason and of what is known."""

from typing import Final

from engine.accounts.names import call_name
from engine.conversations.phrases import phrase
from engine.conversations.views import Language
from engine.orders.service import display_order_id
from engine.store.tables import Customer

_OPENINGS: Final = {
    "fallbacks": "reply_fallbacks",
    "negative_sentiment": "reply_unhappy",
    "bot_down": "reply_down",
    "rule": "reply_rule",
    "staff": "reply_staff",
}


def suggested_reply(reason: str, order_id: str | None, customer: Customer | None, language: Language) -> str:
    """A first reply in the customer's language.

    order_id: what the conversation is about, if known. customer: None where nobody proved who they are.
    """
    name = call_name(customer.first_name, customer.last_name) if customer else ""
    said = [phrase("reply_hello_name", language, name=name) if name else phrase("reply_hello", language)]
    if reason in _OPENINGS:
        said.append(phrase(_OPENINGS[reason], language))
    if order_id is not None:
        said.append(phrase("reply_order", language, order=display_order_id(order_id)))
    said.append(phrase("reply_again" if reason == "fallbacks" else "reply_ask", language))
    return (" " if language == "en" else "").join(said)
