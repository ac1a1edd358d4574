"""A table of sales of any size, line by line: `python -m tests.integration.big_table OUT.csv MEGABYTES`."""

import random
import sys
from datetime import datetime, timedelta
from pathlib import Path

from tests.integration.sales_table import HEADER

ITEMS = 4_000
CUSTOMERS = 60_000
BEGIN = datetime(2010, 12, 1, 8, 26)
MEGABYTE = 1024 * 1024


def write_big(path: Path, size: int) -> int:
    """A CSV of at least `size` bytes, in order of time, baskets of about ten lines; how many rows it has."""
    chance = random.Random(7)
    names = [f"ITEM {n} {'of a long description ' * 7}" for n in range(ITEMS)]
    rows, basket = 0, ("1", BEGIN)
    with path.open("w", encoding="utf-8", newline="") as file:
        written = file.write(",".join(HEADER) + "\r\n")
        while written < size:
            if rows % 10 == 0:
                customer = "" if chance.random() < 0.2 else str(chance.randrange(CUSTOMERS))
                basket = (customer, basket[1] + timedelta(seconds=chance.randrange(60)))
            pieces, price = chance.randrange(1, 25), chance.randrange(50, 2000) / 100
            line = f"{chance.choice(names)},{pieces},{basket[1]},{price},{basket[0]},United Kingdom\r\n"
            written += file.write(line)
            rows += 1
    return rows


if __name__ == "__main__":
    print(write_big(Path(sys.argv[1]), int(sys.argv[2]) * MEGABYTE))  # noqa: T201
