"""Who listens to what. In one process here; behind this interface Redis can carry it between several."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from engine.conversations.service import MessageView
from web.live.frames import Frame
from web.live.outlet import Outlet


@dataclass(frozen=True)
class Said:
    """New messages of a conversation, in order of their numbers."""

    messages: Sequence[MessageView]


@dataclass(frozen=True)
class Acknowledged:
    """A customer's own message, stored."""

    client_id: str
    message: MessageView


@dataclass(frozen=True)
class Changed:
    """A frame about the conversation as it is after its message number `upto`."""

    frame: Frame
    upto: int


ToCustomer = Said | Acknowledged | Changed | Frame
CustomerOutlet = Outlet[ToCustomer]
DeskOutlet = Outlet[Frame]


class Hub(Protocol):
    """Sockets join and leave; what is told reaches all that listen, at once and without waiting."""

    def join(self, conversation_id: str, outlet: CustomerOutlet) -> None: ...
    def leave(self, conversation_id: str, outlet: CustomerOutlet) -> None: ...
    def join_desk(self, outlet: DeskOutlet) -> None: ...
    def leave_desk(self, outlet: DeskOutlet) -> None: ...
    def tell(self, conversation_id: str, item: ToCustomer, *, but: CustomerOutlet | None = None) -> None: ...
    def tell_desk(self, frame: Frame) -> None: ...
    def listening(self) -> Collection[str]: ...


class LocalHub:
    """The hub of a single process. Used on the event loop only."""

    def __init__(self) -> None:
        self._customers: defaultdict[str, set[CustomerOutlet]] = defaultdict(set)
        self._desk: set[DeskOutlet] = set()

    def join(self, conversation_id: str, outlet: CustomerOutlet) -> None:
        self._customers[conversation_id].add(outlet)

    def leave(self, conversation_id: str, outlet: CustomerOutlet) -> None:
        self._customers[conversation_id].discard(outlet)
        if not self._customers[conversation_id]:
            del self._customers[conversation_id]

    def join_desk(self, outlet: DeskOutlet) -> None:
        self._desk.add(outlet)

    def leave_desk(self, outlet: DeskOutlet) -> None:
        self._desk.discard(outlet)

    def tell(self, conversation_id: str, item: ToCustomer, *, but: CustomerOutlet | None = None) -> None:
        for outlet in self._customers.get(conversation_id, ()):
            if outlet is not but:
                outlet.offer(item)

    def tell_desk(self, frame: Frame) -> None:
        for outlet in self._desk:
            outlet.offer(frame)

    def listening(self) -> Collection[str]:
        """Conversations with an open socket."""
        return self._customers.keys()
