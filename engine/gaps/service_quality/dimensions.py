"""The five dimensions of service quality. Source: Parasuraman, Zeithaml and Berry 1988 (SERVQUAL)."""

from collections.abc import Mapping
from typing import Final, Literal

from engine.errors import Invalid
from engine.store.types import LocalizedText

Dimension = Literal["reliability", "responsiveness", "assurance", "empathy", "tangibles"]
DIMENSIONS: Final[tuple[Dimension, ...]] = (
    "reliability", "responsiveness", "assurance", "empathy", "tangibles",
)  # fmt: skip
LOWEST, HIGHEST = 1, 5
"""The ends of the scale on which both halves of a question are answered."""

NAMES: Mapping[Dimension, LocalizedText] = {
    "reliability": {"en": "Keeping what was promised", "zh": "说到做到"},
    "responsiveness": {"en": "Quick help", "zh": "响应及时"},
    "assurance": {"en": "Answers one can rely on", "zh": "答复可信"},
    "empathy": {"en": "Being listened to", "zh": "用心倾听"},
    "tangibles": {"en": "Products and parcels as they should be", "zh": "商品与包装完好"},
}
"""As customers and staff read them."""


def checked_dimension(name: str) -> Dimension:
    """The dimension of this name. Raises Invalid."""
    if name not in DIMENSIONS:
        raise Invalid(f"A dimension is one of {', '.join(DIMENSIONS)}.")
    return name


def checked_level(value: object) -> int:
    """An answer, from LOWEST to HIGHEST. Raises Invalid."""
    text = str(value)
    if not text.isdecimal() or not LOWEST <= int(text) <= HIGHEST:
        raise Invalid(f"An answer is a whole number from {LOWEST} to {HIGHEST}.")
    return int(text)
