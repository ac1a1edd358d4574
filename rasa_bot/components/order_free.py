"""A message without its order numbers, for whoever learns from its words.

A number says which order is meant and nothing of what is wanted, but to a sentence model it is half of a
short message: "退货，订单 W8000129" was taken for a cancellation.
"""

import re

_ORDER_NUMBER = re.compile(r"(?<![A-Za-z0-9])#?\s?[AaWw][\s-]?\d{3}[\s-]?\d{4}(?![A-Za-z0-9])|#\d{5,}")


def order_free(text: str) -> str:
    """The text without order numbers; as it is where nothing else would be left."""
    rest = _ORDER_NUMBER.sub(" ", text)
    return rest if rest != text and re.search(r"\w", rest) else text
