"""Every refusal in one shape: {"error": {"code", "message"}}, the message a sentence for people."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from engine.errors import AttuneError, TooMany
from engine.log import get_logger

log = get_logger("web")

_WORDS: Mapping[int, tuple[str, str]] = {
    400: ("invalid", "The request could not be read."),
    404: ("not_found", "There is nothing at this address."),
    405: ("invalid", "This address does not answer this method."),
    413: ("too_large", "The request is too large."),
}


def error_body(code: str, message: str) -> dict[str, Any]:
    """The body of a refusal."""
    return {"error": {"code": code, "message": message}}


def install(app: FastAPI) -> None:
    """Make `app` answer every error in that shape."""
    app.add_exception_handler(AttuneError, _attune)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


async def _attune(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, AttuneError)  # noqa: S101 - registered for this class
    headers = {"Retry-After": f"{max(1, round(error.retry_after))}"} if isinstance(error, TooMany) else None
    if error.status >= 500:  # noqa: PLR2004
        log.error("request failed", path=request.url.path, code=error.code, reason=error.message)
    return JSONResponse(error_body(error.code, error.message), error.status, headers)


async def _validation(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    return JSONResponse(error_body("invalid", sentence(error.errors())), 422)


def sentence(problems: Any) -> str:
    """The first problem that pydantic found, as a sentence that names the field."""
    first = next(iter(problems), None)
    if first is None:
        return "The request is not valid."
    if first.get("type") == "json_invalid":
        return "The body is not valid JSON."
    place = ".".join(str(part) for part in first.get("loc", ()) if part not in ("body", "query", "path"))
    reason = str(first.get("msg", "is not valid")).rstrip(".")
    return f"{place}: {reason}." if place else f"{reason}."


async def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101
    code, message = _WORDS.get(error.status_code, ("invalid", str(error.detail)))
    return JSONResponse(error_body(code, message), error.status_code, error.headers)


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    log.error("request crashed", path=request.url.path, exc_info=error)
    return JSONResponse(error_body("internal", "Something went wrong on our side. Please try again."), 500)
