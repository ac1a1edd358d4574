"""Who is the customer? Proofs that a conversation can give, and a stop to guessing."""

import unicodedata

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.accounts.names import fold_postcode, same_name
from engine.accounts.tokens import ShopIdentity, issue_shop_token, read_shop_token
from engine.errors import NotFound, TooMany
from engine.orders.service import find_order
from engine.store.ids import new_id
from engine.store.tables import AuditEntry, Customer
from engine.store.types import utc_now

__all__ = [
    "MAX_FAILED_PROOFS",
    "ShopIdentity",
    "failed_proofs",
    "issue_shop_token",
    "read_shop_token",
    "record_failed_proof",
    "require_attempts_left",
    "verify_by_email_and_order",
    "verify_by_name_and_postcode",
]

MAX_FAILED_PROOFS = 5
_FAILED = "identity.failed"


def verify_by_email_and_order(session: Session, email: str, order_id: str) -> str | None:
    """The id of the customer with this e-mail address whose order this is, else None."""
    address = unicodedata.normalize("NFKC", email).strip().lower()
    customer_id = session.scalar(select(Customer.id).where(Customer.email == address))
    if customer_id is None:
        return None
    try:
        return find_order(session, customer_id, order_id).customer_id
    except NotFound:
        return None


def verify_by_name_and_postcode(session: Session, name: str, postcode: str) -> str | None:
    """The id of the one customer of this name and postcode; None where there is none or more than one.

    Case, accents, spaces, full-width characters and the order of first and last name do not matter.
    """
    code = fold_postcode(postcode)
    if not code:
        return None
    plain = func.replace(func.replace(func.upper(Customer.postcode), " ", ""), "-", "")
    people = session.execute(
        select(Customer.id, Customer.first_name, Customer.last_name).where(plain == code)
    )
    found = [customer_id for customer_id, first, last in people if same_name(name, first, last)]
    return found[0] if len(found) == 1 else None


def failed_proofs(session: Session, conversation_id: str) -> int:
    """How often somebody in this conversation failed to prove who they are."""
    mine = (AuditEntry.subject == _subject(conversation_id)) & (AuditEntry.action == _FAILED)
    return session.scalar(select(func.count()).select_from(AuditEntry).where(mine)) or 0


def record_failed_proof(session: Session, conversation_id: str) -> int:
    """Write one failed proof down and return their number; from MAX_FAILED_PROOFS on, hand over instead.

    The caller must let its session commit: a failure that is rolled back is not counted.
    """
    subject = _subject(conversation_id)
    session.add(
        AuditEntry(id=new_id(), at=utc_now(), actor=subject, action=_FAILED, subject=subject, data={})
    )
    session.flush()
    return failed_proofs(session, conversation_id)


def require_attempts_left(session: Session, conversation_id: str) -> None:
    """Raise TooMany where this conversation has used up its attempts."""
    if failed_proofs(session, conversation_id) >= MAX_FAILED_PROOFS:
        raise TooMany("That did not match too often; one of our people will help you.", retry_after=3600.0)


def _subject(conversation_id: str) -> str:
    return f"conversation:{conversation_id}"
