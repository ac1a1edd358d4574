"""The visitor's secret: proves that a browser is the one that started a conversation."""

import hashlib
import secrets


def new_visitor_token() -> str:
    """256 random bits, URL-safe."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """SHA-256 as 64 hexadecimal digits; the only form in which a token is stored."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
