"""Doing a change once, however often it is asked for."""

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from engine.errors import Conflict, Invalid
from engine.store.tables import Operation
from engine.store.types import utc_now

Result = TypeVar("Result")

MAX_KEY = 160


def once(
    session: Session,
    key: str,
    request: dict[str, Any],
    result_type: type[Result],
    change: Callable[[], Result],
) -> Result:
    """The result of `change`, which runs only where `key` is new; else the stored result of the first time.

    All of it happens or none: where `change` raises, the session is as before and the key is free.
    Raises Conflict where the key stands for another `request` or where another change came in between.
    """
    if not 0 < len(key) <= MAX_KEY:
        raise Invalid(f"An operation's key has 1 to {MAX_KEY} characters.")
    adapter: TypeAdapter[Result] = TypeAdapter(result_type)
    try:
        with session.begin_nested():
            operation = _claim(session, key, request)
            if operation is None:
                return _stored(session, key, request, adapter)
            result = change()
            operation.result = {"request": request, "result": adapter.dump_python(result, mode="json")}
            session.flush()
            return result
    except StaleDataError as error:
        raise Conflict("This order was changed a moment ago. Please look at it again.") from error


def _claim(session: Session, key: str, request: dict[str, Any]) -> Operation | None:
    """The new operation row, or None where the key is taken (on PostgreSQL this waits for its owner)."""
    if session.get(Operation, key, populate_existing=True) is not None:
        return None
    operation = Operation(key=key, result={"request": request}, at=utc_now())
    try:
        with session.begin_nested():
            session.add(operation)
    except IntegrityError:
        return None
    return operation


def _stored(session: Session, key: str, request: dict[str, Any], adapter: TypeAdapter[Result]) -> Result:
    operation = session.get_one(Operation, key, populate_existing=True)
    if operation.result["request"] != request:
        raise Conflict("This key already stands for another change.")
    return adapter.validate_python(operation.result["result"])
