"""Accounts and signed-in browsers of the staff."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engine.accounts.staff import (
    authenticate,
    check_csrf,
    close_session,
    create_staff,
    open_session,
    require_role,
    session_staff,
)
from engine.errors import Conflict, Forbidden, Invalid, Unauthenticated
from engine.store.tables import AuditEntry, Staff, StaffSession
from engine.store.types import utc_now

PASSWORD = "correct horse battery"


@pytest.fixture
def mira(session: Session) -> str:
    return create_staff(session, "Mira@Shop.example", "Mira", "agent", PASSWORD).id


def test_account_signs_in_with_its_password_only(session: Session, mira: str) -> None:
    assert authenticate(session, " mira@shop.EXAMPLE", PASSWORD).id == mira
    stored = session.get_one(Staff, mira).password_hash
    assert stored.startswith("$argon2id$")
    assert PASSWORD not in stored
    assert session.scalars(select(AuditEntry.action)).all() == ["staff.add"]


def test_failures_do_not_say_which_part_was_wrong(session: Session, mira: str) -> None:
    sentences: set[str] = set()
    session.get_one(
        Staff, create_staff(session, "gone@shop.example", "Gone", "agent", PASSWORD).id
    ).active = False
    for email, password in (
        ("mira@shop.example", "wrong"),
        ("nobody@shop.example", PASSWORD),
        ("gone@shop.example", PASSWORD),
        ("mira@shop.example", ""),
    ):
        with pytest.raises(Unauthenticated) as refused:
            authenticate(session, email, password)
        sentences.add(refused.value.message)
    assert len(sentences) == 1


@pytest.mark.parametrize(
    ("email", "role", "password", "error"),
    [
        ("mira@shop.example", "agent", PASSWORD, Conflict),
        ("new@shop.example", "owner", PASSWORD, Invalid),
        ("no-address", "agent", PASSWORD, Invalid),
        ("new@shop.example", "agent", "short", Invalid),
    ],
)
def test_account_needs_a_new_address_a_role_and_a_long_password(
    session: Session, mira: str, *, email: str, role: str, password: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        create_staff(session, email, "New", role, password)


def test_session_lives_twelve_hours_and_stores_no_token(session: Session, mira: str) -> None:
    opened = open_session(session, mira)
    signed_in = session_staff(session, opened.token)
    assert signed_in is not None
    assert (signed_in.staff.id, signed_in.csrf) == (mira, opened.csrf)
    row = session.scalars(select(StaffSession)).one()
    assert row.token_hash != opened.token
    assert timedelta(hours=11.9) < opened.expires_at - utc_now() <= timedelta(hours=12)
    assert session_staff(session, "another token") is None


def test_expired_session_is_over_and_swept_by_the_next_sign_in(session: Session, mira: str) -> None:
    old = open_session(session, mira)
    session.execute(update(StaffSession).values(expires_at=utc_now() - timedelta(seconds=1)))
    assert session_staff(session, old.token) is None
    open_session(session, mira)
    assert len(session.scalars(select(StaffSession.token_hash)).all()) == 1


def test_signing_out_ends_this_browser_only(session: Session, mira: str) -> None:
    first, second = open_session(session, mira), open_session(session, mira)
    close_session(session, first.token)
    close_session(session, first.token)
    assert session_staff(session, first.token) is None
    assert session_staff(session, second.token) is not None


def test_closed_account_is_signed_out_everywhere(session: Session, mira: str) -> None:
    opened = open_session(session, mira)
    session.get_one(Staff, mira).active = False
    session.flush()
    assert session_staff(session, opened.token) is None


def test_csrf_token_and_role_are_checked(session: Session, mira: str) -> None:
    signed_in = session_staff(session, open_session(session, mira).token)
    assert signed_in is not None
    check_csrf(signed_in, signed_in.csrf)
    for wrong in (None, "", "é", signed_in.csrf + "x"):
        with pytest.raises(Forbidden):
            check_csrf(signed_in, wrong)
    require_role(signed_in, "agent")
    with pytest.raises(Forbidden):
        require_role(signed_in, "admin")
