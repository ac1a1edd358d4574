"""python -m rasa_bot.predict MODEL SOURCE TARGET: parses the column `text` of a CSV and writes what the
pipeline says.

Prints the number of rows. Exit code 2 with a sentence where SOURCE cannot be read.
"""

import asyncio
import csv
import logging
import os
import sys
from pathlib import Path
from typing import Any, Dict, List

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME as FALLBACK
from rasa.utils.log_utils import configure_structlog

from rasa_bot.channels.turn import neutralise

COLUMNS = ("text", "intent", "confidence", "sentiment", "sentiment_score", "lang")
_WRONG_INPUT = 2


def read_texts(source: Path) -> List[str]:
    """Raises ValueError where the file has no column `text`."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if "text" not in (reader.fieldnames or []):
            raise ValueError(
                f"{source.name} needs a column `text`; it has {', '.join(reader.fieldnames or []) or 'none'}"
            )
        return [row["text"] or "" for row in reader]


def row_of(text: str, parsed: Dict[str, Any]) -> List[Any]:
    """One line of the target.

    The intent is the likeliest one: `nlu_fallback` is no intent but the dialogue's decision to ask again, which
    the confidence shows as well.
    """
    named = [one for one in parsed.get("intent_ranking") or [] if one["name"] != FALLBACK]
    intent, sentiment = (named or [parsed["intent"]])[0], parsed.get("sentiment") or {}
    return [
        text,
        intent["name"],
        round(float(intent["confidence"]), 4),
        sentiment.get("label"),
        sentiment.get("score"),
        parsed.get("language"),
    ]


async def parse_all(model: Path, texts: List[str]) -> List[List[Any]]:
    """Parses texts one by one, as a conversation would."""
    processor = Agent.load(str(model)).processor
    if processor is None:
        raise RuntimeError(f"{model} could not be loaded")
    return [row_of(text, await processor.parse_message(UserMessage(neutralise(text)))) for text in texts]


def write_rows(target: Path, rows: List[List[Any]]) -> None:
    """Writes to a neighbour first, so that TARGET is never half a file."""
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    with draft.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    draft.replace(target)


def main(arguments: List[str]) -> int:
    configure_structlog(logging.WARNING)  # otherwise Rasa prints every text that it parses
    model, source, target = (Path(argument) for argument in arguments)
    try:
        texts = read_texts(source)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        print(error)  # noqa: T201
        return _WRONG_INPUT
    rows = asyncio.run(parse_all(model, texts))
    write_rows(target, rows)
    print(len(rows))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
