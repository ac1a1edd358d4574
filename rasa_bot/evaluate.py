"""python -m rasa_bot.evaluate MODEL SOURCE TARGET: parses texts and writes what the pipeline
says of each.

SOURCE holds one JSON string a line, TARGET gets one JSON object a line, in the same order: intent, ranking,
familiarity, sentiment, language. Prints the number of texts parsed so far, every now and then.
"""

import asyncio
import json
import logging
import os
import sys
from pathlib import Path
from typing import Any, Dict, Iterator, List

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.utils.log_utils import configure_structlog

from rasa_bot.channels.turn import neutralise

TOLD_EVERY = 20


def record_of(parsed: Dict[str, Any]) -> Dict[str, Any]:
    """What is kept of a parse; names and confidences of the ranking, the fallback among them."""
    return {
        "intent": _named(parsed["intent"]),
        "ranking": [_named(one) for one in parsed.get("intent_ranking") or []],
        "familiarity": parsed.get("familiarity"),
        "sentiment": (parsed.get("sentiment") or {}).get("label"),
        "language": parsed.get("language"),
    }


async def parse_all(model: Path, texts: List[str]) -> List[Dict[str, Any]]:
    """Parses texts one by one, as a conversation would."""
    processor = Agent.load(str(model)).processor
    if processor is None:
        raise RuntimeError(f"{model} could not be loaded")
    records: List[Dict[str, Any]] = []
    for text in texts:
        records.append(record_of(await processor.parse_message(UserMessage(neutralise(text)))))
        if len(records) % TOLD_EVERY == 0:
            print(len(records), flush=True)  # noqa: T201
    return records


def write_lines(target: Path, records: List[Dict[str, Any]]) -> None:
    """Writes to a neighbour first, so that TARGET is never half a file."""
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    draft.write_text("".join(_lines(records)), encoding="utf-8")
    draft.replace(target)


def _lines(records: List[Dict[str, Any]]) -> Iterator[str]:
    return (json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _named(intent: Dict[str, Any]) -> Dict[str, Any]:
    return {"name": intent.get("name"), "confidence": round(float(intent.get("confidence") or 0.0), 6)}


def main(arguments: List[str]) -> int:
    configure_structlog(logging.WARNING)  # otherwise Rasa prints every text that it parses
    model, source, target = (Path(argument) for argument in arguments)
    texts = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    write_lines(target, asyncio.run(parse_all(model, texts)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
