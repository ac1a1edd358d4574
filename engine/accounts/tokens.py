"""Tokens with which the shop's web site tells us who is signed in there (JWT, HS256)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import OctKey

from engine.errors import Unauthenticated
from engine.store.types import utc_now

AUDIENCE = "attune"
SERVER_AUDIENCE = "attune-events"
ALGORITHM = "HS256"
LEEWAY_SECONDS = 30
"""How far the shop's clock may be from ours."""
MIN_SECRET_BYTES = 16
LONGEST_SERVER_SECONDS = 24 * 3600


@dataclass(frozen=True)
class ShopIdentity:
    """The customer whom the shop vouches for, and until when."""

    customer_id: str
    issued_at: datetime
    expires_at: datetime


def issue_shop_token(secret: str, customer_id: str, minutes: float = 10) -> str:
    """A token for this customer that holds so many minutes; a shop makes it with any JWT library."""
    return _issue(secret, AUDIENCE, customer_id, minutes)


def issue_server_token(secret: str, sender: str = "shop", minutes: float = 10) -> str:
    """A token with which the shop's own server sends events; `sender` is a name for the log.

    Another audience than a customer's: the token in a customer's browser opens nothing here.
    """
    return _issue(secret, SERVER_AUDIENCE, sender, minutes)


def read_shop_token(secret: str, token: str) -> ShopIdentity:
    """The customer whom `token` names.

    Needs HS256 with our secret (never `none`), aud "attune", sub, iat and exp. Raises Unauthenticated.
    """
    claims = _read(secret, token, AUDIENCE)
    return ShopIdentity(str(claims["sub"]), _moment(claims["iat"]), _moment(claims["exp"]))


def read_server_token(secret: str, token: str) -> str:
    """The name of the server that sends. Needs what `read_shop_token` needs, aud "attune-events", and an
    end within a day of its beginning. Raises Unauthenticated."""
    claims = _read(secret, token, SERVER_AUDIENCE)
    if claims["exp"] - claims["iat"] > LONGEST_SERVER_SECONDS:
        raise Unauthenticated("The server's token holds for more than a day. Sign one that ends sooner.")
    return str(claims["sub"])


def _issue(secret: str, audience: str, subject: str, minutes: float) -> str:
    now = utc_now()
    claims = {
        "aud": audience,
        "sub": subject,
        "iat": int(now.timestamp()),
        "exp": int((now + timedelta(minutes=minutes)).timestamp()),
    }
    return jwt.encode({"alg": ALGORITHM, "typ": "JWT"}, claims, _key(secret))


def _read(secret: str, token: str, audience: str) -> dict[str, Any]:
    key = _key(secret)
    try:
        claims = jwt.decode(token, key, algorithms=[ALGORITHM]).claims
        jwt.JWTClaimsRegistry(
            leeway=LEEWAY_SECONDS,
            aud={"essential": True, "value": audience},
            sub={"essential": True},
            iat={"essential": True},
            exp={"essential": True},
        ).validate(claims)
    except ExpiredTokenError as error:
        raise Unauthenticated("The shop's token has expired. Please sign in at the shop again.") from error
    except (JoseError, ValueError) as error:
        raise Unauthenticated("The shop's token is not valid.") from error
    subject = claims["sub"]
    if not isinstance(subject, str) or not subject:
        raise Unauthenticated("The shop's token names no customer.")
    return claims


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _key(secret: str) -> OctKey:
    if len(secret.encode()) < MIN_SECRET_BYTES:
        raise ValueError(f"the shop's secret needs at least {MIN_SECRET_BYTES} bytes")
    return OctKey.import_key(secret)
