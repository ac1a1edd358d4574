"""What one customer's socket sends: messages by their numbers, none twice, none left out."""

from engine.conversations.service import MessageView, messages_after
from web.core.work import Work
from web.live.frames import message_json
from web.live.hub import Acknowledged, Changed, CustomerOutlet, Said, ToCustomer
from web.live.wire import Wire


class Outgoing:
    """Sends what the outlet holds. `sent` is the number up to which this socket knows everything;
    where a notice leaves a gap (another writer was quicker), the gap is read from the database."""

    def __init__(self, wire: Wire, outlet: CustomerOutlet, work: Work, conversation_id: str) -> None:
        self._wire, self._outlet, self._work = wire, outlet, work
        self._conversation_id = conversation_id
        self.sent = 0

    async def run(self) -> None:
        """Send until the socket ends."""
        while True:
            await self._send(await self._outlet.take())

    async def _send(self, item: ToCustomer) -> None:
        if isinstance(item, Said):
            for message in item.messages:
                await self._message(message)
        elif isinstance(item, Acknowledged):
            await self._acknowledge(item)
        elif isinstance(item, Changed):
            await self._catch_up(item.upto)
            await self._wire.send(item.frame)
        else:
            await self._wire.send(item)

    async def _message(self, message: MessageView) -> None:
        if message.seq <= self.sent:
            return
        if message.seq > self.sent + 1:
            await self._catch_up(message.seq - 1)
        self.sent = max(self.sent, message.seq)
        if not message.note:
            await self._wire.send({"type": "message", "message": message_json(message)})

    async def _acknowledge(self, item: Acknowledged) -> None:
        if item.message.seq > self.sent + 1:
            await self._catch_up(item.message.seq - 1)
        self.sent = max(self.sent, item.message.seq)
        await self._wire.send(
            {"type": "ack", "client_id": item.client_id, "message": message_json(item.message)}
        )

    async def _catch_up(self, upto: int) -> None:
        """Send what lies between the last number sent and `upto`, inclusive."""
        while self.sent < upto:
            missed = await self._work.read(messages_after, self._conversation_id, self.sent)
            for message in missed:
                if message.seq > upto:
                    break
                self.sent = message.seq
                await self._wire.send({"type": "message", "message": message_json(message)})
            else:
                if missed:
                    continue
            break
        self.sent = max(self.sent, upto)
