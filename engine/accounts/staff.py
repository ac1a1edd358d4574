"""People who work for the shop: their accounts, roles and signed-in browsers."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal, cast

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from engine.errors import Conflict, Forbidden, Invalid, Unauthenticated
from engine.store.ids import new_id
from engine.store.tables import AuditEntry, Staff, StaffSession
from engine.store.types import utc_now

Role = Literal["agent", "admin"]
ROLES: tuple[Role, ...] = ("agent", "admin")
SESSION_HOURS = 12
MIN_PASSWORD = 10

_hasher = PasswordHasher()


@dataclass(frozen=True)
class StaffView:
    id: str
    name: str
    email: str
    role: Role


@dataclass(frozen=True)
class OpenedSession:
    """A new signed-in browser; `token` is its cookie, shown this once and stored only as a hash."""

    token: str
    csrf: str
    expires_at: datetime


@dataclass(frozen=True)
class SignedIn:
    staff: StaffView
    csrf: str


def create_staff(session: Session, email: str, name: str, role: str, password: str) -> StaffView:
    """A new account. Raises Invalid (role, e-mail, password below 10 characters), Conflict (e-mail taken)."""
    address = _address(email)
    if role not in ROLES:
        raise Invalid(f"A role is one of {', '.join(ROLES)}.")
    if "@" not in address or not name.strip():
        raise Invalid("An account needs an e-mail address and a name.")
    if len(password) < MIN_PASSWORD:
        raise Invalid(f"A password has at least {MIN_PASSWORD} characters.")
    if session.scalar(select(Staff.id).where(Staff.email == address)) is not None:
        raise Conflict(f"There is an account for {address} already.")
    row = Staff(
        id=new_id(),
        email=address,
        name=name.strip(),
        role=role,
        password_hash=_hasher.hash(password),
        created_at=utc_now(),
    )
    session.add(row)
    session.add(
        AuditEntry(
            id=new_id(), at=utc_now(), actor="system", action="staff.add", subject=f"staff:{row.id}",
            data={"role": role},
        )
    )  # fmt: skip
    session.flush()
    return _view(row)


def authenticate(session: Session, email: str, password: str) -> StaffView:
    """The account of this e-mail and password.

    Raises Unauthenticated, in the same words and after the same work for an unknown address, a wrong
    password and a closed account.
    """
    row = session.scalar(select(Staff).where(Staff.email == _address(email)))
    right = _matches(row.password_hash if row else _nobody_hash(), password)
    if row is None or not right or not row.active:
        raise Unauthenticated("E-mail address or password is wrong.")
    if _hasher.check_needs_rehash(row.password_hash):
        row.password_hash = _hasher.hash(password)
    return _view(row)


def open_session(session: Session, staff_id: str) -> OpenedSession:
    """Sign a browser in for 12 hours."""
    token, csrf, now = secrets.token_urlsafe(32), secrets.token_urlsafe(24), utc_now()
    expires_at = now + timedelta(hours=SESSION_HOURS)
    session.execute(delete(StaffSession).where(StaffSession.expires_at <= now))
    session.add(
        StaffSession(
            token_hash=_hash(token), staff_id=staff_id, csrf=csrf, created_at=now, expires_at=expires_at
        )
    )
    session.flush()
    return OpenedSession(token, csrf, expires_at)


def session_staff(session: Session, token: str) -> SignedIn | None:
    """Who is signed in with this cookie; None where it is unknown, expired or the account is closed."""
    row = session.execute(
        select(Staff, StaffSession.csrf)
        .join(StaffSession, StaffSession.staff_id == Staff.id)
        .where(StaffSession.token_hash == _hash(token), StaffSession.expires_at > utc_now(), Staff.active)
    ).one_or_none()
    return None if row is None else SignedIn(_view(row[0]), row[1])


def close_session(session: Session, token: str) -> None:
    """Sign this browser out; does nothing where it is not signed in."""
    session.execute(delete(StaffSession).where(StaffSession.token_hash == _hash(token)))


def check_csrf(signed_in: SignedIn, given: str | None) -> None:
    """Raise Forbidden unless `given` (header X-CSRF-Token) is this session's."""
    if not secrets.compare_digest(signed_in.csrf.encode(), (given or "").encode()):
        raise Forbidden("The page is out of date. Please reload it.")


def require_role(signed_in: SignedIn, role: Role) -> None:
    """Raise Forbidden where the account has less than `role`; an admin may do all that an agent may."""
    if ROLES.index(signed_in.staff.role) < ROLES.index(role):
        raise Forbidden("This needs an admin account.")


def _view(row: Staff) -> StaffView:
    return StaffView(row.id, row.name, row.email, cast(Role, row.role))


def _address(email: str) -> str:
    return email.strip().lower()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


@lru_cache(maxsize=1)
def _nobody_hash() -> str:
    """A hash that no password fits, so that an unknown address costs as much time as a known one."""
    return _hasher.hash(secrets.token_urlsafe(32))
