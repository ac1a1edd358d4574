"""Text from a person, as it may come in JSON."""

import re
from typing import Annotated, Final

from pydantic import BeforeValidator

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def _whole(value: object) -> object:
    """JSON may carry half of a character (a lone surrogate), which no string type of ours accepts."""
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value


PersonText = Annotated[str, BeforeValidator(_whole)]
"""A text in which halves of characters were replaced by U+FFFD."""
