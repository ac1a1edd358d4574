"""The shop's customer tokens."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from engine.accounts.identity import issue_shop_token, read_shop_token
from engine.errors import Unauthenticated
from engine.store.types import utc_now

SECRET = "a-secret-of-the-shop-with-32-chars"


def signed(claims: dict[str, Any], *, secret: str = SECRET, algorithm: str = "HS256") -> str:
    return jwt.encode({"alg": algorithm}, claims, OctKey.import_key(secret), algorithms=[algorithm])


def claims(**changes: Any) -> dict[str, Any]:
    now = int(utc_now().timestamp())
    whole = {"aud": "attune", "sub": "mei", "iat": now, "exp": now + 60, **changes}
    return {name: value for name, value in whole.items() if value is not None}


def test_token_names_its_customer_until_it_expires() -> None:
    identity = read_shop_token(SECRET, issue_shop_token(SECRET, "mei", minutes=10))
    assert identity.customer_id == "mei"
    assert identity.expires_at - identity.issued_at == timedelta(minutes=10)


def test_clock_of_the_shop_may_be_half_a_minute_off() -> None:
    now = int(utc_now().timestamp())
    assert read_shop_token(SECRET, signed(claims(exp=now - 20))).customer_id == "mei"
    assert read_shop_token(SECRET, signed(claims(iat=now + 20))).customer_id == "mei"


def test_expired_token_says_so() -> None:
    now = int(utc_now().timestamp())
    with pytest.raises(Unauthenticated, match="expired"):
        read_shop_token(SECRET, signed(claims(exp=now - 40)))


def test_token_from_the_future_is_refused() -> None:
    with pytest.raises(Unauthenticated):
        read_shop_token(SECRET, signed(claims(iat=int(utc_now().timestamp()) + 120)))


@pytest.mark.parametrize(
    "changes",
    [{"aud": "other"}, {"aud": None}, {"sub": None}, {"sub": ""}, {"sub": 7}, {"exp": None}, {"iat": None}],
)
def test_every_claim_is_needed(changes: dict[str, Any]) -> None:
    with pytest.raises(Unauthenticated):
        read_shop_token(SECRET, signed(claims(**changes)))


def unsigned() -> str:
    parts = ({"alg": "none"}, claims())
    coded = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts]
    return ".".join([*coded, ""])


@pytest.mark.parametrize(
    "token",
    [
        "",
        "a.b.c",
        "not a token",
        "é.é.é",
        unsigned(),
        signed(claims(), secret="another-secret-of-32-characters!!"),
        signed(claims(), secret=SECRET * 2, algorithm="HS512"),
        signed(claims(), algorithm="HS384"),
    ],
)
def test_forged_and_broken_tokens_are_refused(token: str) -> None:
    with pytest.raises(Unauthenticated):
        read_shop_token(SECRET, token)


def test_short_secret_is_a_configuration_error() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        issue_shop_token("short", "mei")
