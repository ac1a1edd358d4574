"""Identifiers that sort by the time at which they were made."""

import os
import time


def new_id() -> str:
    """A UUID version 7 as 32 hexadecimal digits: later ids sort after earlier ones (RFC 9562)."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    high, low = random >> 64, random & 0x3FFF_FFFF_FFFF_FFFF
    value = (milliseconds << 80) | (0x7000 | (high & 0xFFF)) << 64 | (0x8000 << 48) | low
    return f"{value:032x}"
