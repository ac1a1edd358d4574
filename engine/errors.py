"""One tree of errors; each carries a status code and a sentence that a person can act on."""

from typing import ClassVar


class AttuneError(Exception):
    """Base of every error that Attune raises on purpose.

    `status` is the HTTP status that the API answers with, `code` a stable word for programs.
    """

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotFound(AttuneError):
    status = 404
    code = "not_found"


class Invalid(AttuneError):
    """The request says something that cannot be; the message says what and what to send instead."""

    status = 422
    code = "invalid"


class EmptyText(Invalid):
    code = "empty"


class TooLong(Invalid):
    code = "too_long"


class TooLarge(AttuneError):
    status = 413
    code = "too_large"


class Unauthenticated(AttuneError):
    status = 401
    code = "unauthenticated"


class Forbidden(AttuneError):
    status = 403
    code = "forbidden"


class Conflict(AttuneError):
    """Somebody else was quicker, or the thing is no longer in the state that the caller saw."""

    status = 409
    code = "conflict"


class TooMany(AttuneError):
    """A limit was reached; `retry_after` is in seconds."""

    status = 429
    code = "rate_limited"

    def __init__(self, message: str, retry_after: float = 1.0) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unavailable(AttuneError):
    """A part that the answer needs (Rasa, the database) does not answer now."""

    status = 503
    code = "unavailable"
