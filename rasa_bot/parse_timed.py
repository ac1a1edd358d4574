"""python -m rasa_bot.parse_timed MODEL SOURCE TARGET: parses a JSON list of texts one by one, as a
conversation would, and writes one JSON line a text: {"ranking": [[intent, confidence], …], "familiarity":
number or null, "seconds": wall-clock of this parse}.

Prints {"rows": …, "resident_mb": …}: the memory of this process after the last parse.
"""

import asyncio
import json
import logging
import resource
import sys
import time
from pathlib import Path
from typing import Any, Dict, Iterator, List

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.utils.log_utils import configure_structlog

from rasa_bot.channels.turn import neutralise

_STATUS = Path("/proc/self/status")


async def _parse(processor: Any, text: str) -> Dict[str, Any]:
    message = UserMessage(neutralise(text))
    started = time.perf_counter()
    parsed = await processor.parse_message(message)
    seconds = time.perf_counter() - started
    ranking = [[entry["name"], entry["confidence"]] for entry in parsed.get("intent_ranking") or []]
    return {"ranking": ranking, "familiarity": parsed.get("familiarity"), "seconds": seconds}


def parse_all(model: Path, texts: List[str]) -> Iterator[Dict[str, Any]]:
    """One result a text, in order. Raises RuntimeError where the model cannot be loaded."""
    processor = Agent.load(str(model)).processor
    if processor is None:
        raise RuntimeError(f"{model} could not be loaded")
    loop = asyncio.new_event_loop()
    try:
        for text in texts:
            yield loop.run_until_complete(_parse(processor, text))
    finally:
        loop.close()


def resident_mb() -> float:
    """Resident memory of this process in MiB; where there is no /proc, its peak."""
    if _STATUS.exists():
        line = next(row for row in _STATUS.read_text().splitlines() if row.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2  # macOS counts bytes


def main(arguments: List[str]) -> int:
    configure_structlog(logging.WARNING)  # otherwise Rasa prints every text that it parses
    model, source, target = (Path(argument) for argument in arguments)
    texts: List[str] = json.loads(source.read_text(encoding="utf-8"))
    with target.open("w", encoding="utf-8") as file:
        for result in parse_all(model, texts):
            file.write(json.dumps(result) + "\n")
    print(json.dumps({"rows": len(texts), "resident_mb": round(resident_mb(), 1)}))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
