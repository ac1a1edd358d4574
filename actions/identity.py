"""The identity check: e-mail and order number, or name and postcode, in any order and any messages."""

from dataclasses import dataclass, field

from rasa_sdk.events import SlotSet
from sqlalchemy.orm import Session

from actions.base import Events, TurnAction, person
from actions.customer import name_of
from actions.proof import Proof, proof_in
from actions.turn import Turn
from engine.accounts.identity import (
    record_failed_proof,
    require_attempts_left,
    verify_by_email_and_order,
    verify_by_name_and_postcode,
)
from engine.conversations.service import verify_customer
from engine.errors import TooMany

OFFER_PERSON_AFTER = 3
_UNSURE = ("nlu_fallback", "out_of_scope", "")
_QUESTION_CONFIDENCE = 0.6


@dataclass(frozen=True)
class Outcome:
    """What a message did for the check: `pieces` are kept for later, `order_id` is the order that was
    part of the proof, `failed` ends the attempt."""

    pieces: Proof = field(default_factory=dict[str, str])
    verified: bool = False
    order_id: str | None = None
    failed: bool = False


def check_identity(turn: Turn, *, asked: bool) -> Outcome | None:
    """Read the proof in this message and check it; None where the message holds none.

    Says what the customer has to know, in words that do not tell what exists. Every wrong proof is
    written down in a transaction of its own.
    """
    if asked and turn.text.rstrip().endswith(("?", "？")) and turn.confidence > _QUESTION_CONFIDENCE:
        new = {}
    else:
        new = proof_in(turn.text, turn.entities, asked=asked, unsure=turn.intent in _UNSURE)
    if not new:
        return None
    pieces: Proof = {**(turn.slot("proof") or {}), **new}
    attempts = [pair for pair in (("email", "order_id"), ("name", "postcode")) if pieces.keys() >= set(pair)]
    if not attempts:
        return Outcome(pieces)
    with turn.services.database.session() as session:
        return _try(turn, session, pieces)


def _try(turn: Turn, session: Session, pieces: Proof) -> Outcome:
    try:
        require_attempts_left(session, turn.conversation_id)
    except TooMany:
        turn.say("utter_identity_locked", **person(turn, "identity"))
        return Outcome(failed=True)
    customer_id, how = _customer(session, pieces)
    if customer_id is not None:
        verify_customer(session, turn.conversation_id, customer_id, how)
        turn.say("utter_identity_confirmed", name=name_of(session, customer_id))
        return Outcome(verified=True, order_id=pieces.get("order_id"))
    if record_failed_proof(session, turn.conversation_id) >= OFFER_PERSON_AFTER:
        turn.say("utter_identity_failed", **person(turn, "identity"))
        return Outcome(failed=True)
    turn.say("utter_identity_wrong")
    return Outcome()


def _customer(session: Session, pieces: Proof) -> tuple[str | None, str]:
    if "email" in pieces and "order_id" in pieces:
        found = verify_by_email_and_order(session, pieces["email"], pieces["order_id"])
        if found is not None:
            return found, "email_order"
    if "name" in pieces and "postcode" in pieces:
        return verify_by_name_and_postcode(session, pieces["name"], pieces["postcode"]), "name_postcode"
    return None, ""


class AskIdentity(TurnAction):
    """Asks for the pieces of proof that are still missing."""

    action = "action_ask_identity"

    def reply(self, turn: Turn) -> Events:
        pieces: Proof = turn.slot("proof") or {}
        beside = turn.open_offer()
        if "name" in pieces:
            turn.say("utter_ask_identity_postcode", buttons=beside)
        elif "postcode" in pieces:
            turn.say("utter_ask_identity_name", buttons=beside)
        elif "email" in pieces:
            turn.say("utter_ask_identity_order", buttons=beside)
        elif "order_id" in pieces:
            turn.say("utter_ask_identity_email", buttons=beside, order=f"#{pieces['order_id']}")
        else:
            again = "_again" if turn.asks_again("identity") else ""
            private = "_privacy" if str(turn.tracker.active_loop_name).endswith("_my_data_form") else ""
            turn.say(f"utter_ask_identity{again or private}", buttons=beside)
        return [SlotSet("identity", None)]
