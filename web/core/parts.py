"""The parts of one running app, made once in `web.app` and handed to the routes."""

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends
from starlette.requests import HTTPConnection

from engine.nlu.dataset.training_data import TrainingData
from engine.settings import Settings
from web.actions.runner import ActionRunner
from web.bot.client import TurnClient
from web.bot.dispatcher import Dispatcher
from web.core.intelligence import Intelligence
from web.core.limits import Limits
from web.core.work import Work
from web.live.cap import SocketCap
from web.live.feed import Feed


@dataclass(frozen=True)
class Parts:
    """Everything that a route may need."""

    settings: Settings
    work: Work
    limits: Limits
    feed: Feed
    client: TurnClient
    dispatcher: Dispatcher
    actions: ActionRunner
    intelligence: Intelligence
    sockets: SocketCap
    training_data: TrainingData


def parts_of(connection: HTTPConnection) -> Parts:
    """The parts of the app that serves this request or socket."""
    return cast(Parts, connection.app.state.parts)


Use = Annotated[Parts, Depends(parts_of)]
"""Type of a route's argument that receives the app's parts."""


def address_of(connection: HTTPConnection) -> str:
    """The address of the browser (or of the last trusted proxy, see uvicorn's --forwarded-allow-ips)."""
    return connection.client.host if connection.client else "unknown"
