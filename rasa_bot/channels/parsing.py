"""Understands texts without any conversation: no tracker is read or written. For the self-test of a model."""

from typing import Any, Dict, List

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

MAX_TEXTS = 100


def texts_of(body: Any) -> List[str]:
    """The field `texts` of a request's body. Raises ValueError where it is not 1 to 100 strings."""
    texts = body.get("texts") if isinstance(body, dict) else None
    if not isinstance(texts, list) or not 0 < len(texts) <= MAX_TEXTS:
        raise ValueError(f"`texts` must be a list of 1 to {MAX_TEXTS} strings")
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise ValueError("each of `texts` must be a string that is not empty")
    return texts


async def parse_texts(agent: Agent, texts: List[str]) -> List[Dict[str, Any]]:
    """Intent of each text: [{"text", "intent", "confidence"}]."""
    processor: Any = agent.processor
    parsed = [(text, await processor.parse_message(UserMessage(text))) for text in texts]
    return [
        {"text": text, "intent": one["intent"]["name"], "confidence": float(one["intent"]["confidence"])}
        for text, one in parsed
    ]
