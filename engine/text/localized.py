"""Texts that a shop keeps in more than one language."""

from collections.abc import Mapping

FALLBACK = "en"


def localized(value: Mapping[str, str] | None, language: str) -> str:
    """The text in `language`, else in English, else in any language, else "".

    value: {"en": "...", "zh": "..."}; empty texts count as absent.
    """
    texts = value or {}
    return texts.get(language) or texts.get(FALLBACK) or next((text for text in texts.values() if text), "")
