"""Tokens with which the shop's web site tells us who is signed in there (JWT, HS256)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import OctKey

from engine.errors import Unauthenticated
from engine.store.types import utc_now

AUDIENCE = "attune"
ALGORITHM = "HS256"
LEEWAY_SECONDS = 30
"""How far the shop's clock may be from ours."""
MIN_SECRET_BYTES = 16


@dataclass(frozen=True)
class ShopIdentity:
    """The customer whom the shop vouches for, and until when."""

    customer_id: str
    issued_at: datetime
    expires_at: datetime


def issue_shop_token(secret: str, customer_id: str, minutes: float = 10) -> str:
    """A token for this customer that holds so many minutes; a shop makes it with any JWT library."""
    now = utc_now()
    claims = {
        "aud": AUDIENCE,
        "sub": customer_id,
        "iat": int(now.timestamp()),
        "exp": int((now + timedelta(minutes=minutes)).timestamp()),
    }
    return jwt.encode({"alg": ALGORITHM, "typ": "JWT"}, claims, _key(secret))


def read_shop_token(secret: str, token: str) -> ShopIdentity:
    """The customer whom `token` names.

    Needs HS256 with our secret (never `none`), aud "attune", sub, iat and exp. Raises Unauthenticated.
    """
    key = _key(secret)
    try:
        claims = jwt.decode(token, key, algorithms=[ALGORITHM]).claims
        jwt.JWTClaimsRegistry(
            leeway=LEEWAY_SECONDS,
            aud={"essential": True, "value": AUDIENCE},
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
    return ShopIdentity(subject, _moment(claims["iat"]), _moment(claims["exp"]))


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _key(secret: str) -> OctKey:
    if len(secret.encode()) < MIN_SECRET_BYTES:
        raise ValueError(f"the shop's secret needs at least {MIN_SECRET_BYTES} bytes")
    return OctKey.import_key(secret)
