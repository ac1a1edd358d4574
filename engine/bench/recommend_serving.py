"""One request at scale: an event comes in, and the next answer knows it; beside lists made beforehand."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from engine.bench.figures import Figure, at_most, exactly, reported
from engine.bench.generated_log import LogSize
from engine.bench.serving_shop import write_serving_shop
from engine.memory import peak_megabytes, reset_peak
from engine.recommend.service import Recommender
from engine.settings import Settings
from engine.store import Database, new_id
from engine.store.tables import Event

K = 10
REQUESTS, WARM = 2_000, 50
MEDIAN_MS, P99_MS = 3.0, 15.0
NOW = datetime(2024, 11, 13, tzinfo=UTC)
"""Just after the generated log's end."""


@dataclass
class Measured:
    """seconds: of each answer, by the clock; processor: the same of this thread's processor. fresh: how often
    a product that was just bought was gone from the answer; stale: still on the list made beforehand.
    """

    seconds: list[float] = field(default_factory=list[float])
    processor: list[float] = field(default_factory=list[float])
    fresh: int = 0
    stale: int = 0


def serving_figures(
    settings: Settings,
    report: Callable[[str], None],
    size: LogSize | None = None,
    requests: int = REQUESTS,
) -> dict[str, Figure]:
    """Make the shop below the settings' var_dir, fit the recommender, ask for random customers, remove it.

    The configuration is the default mix, all sources; content goes by words, without sentence vectors.
    """
    size = size or LogSize()
    settings.var_dir.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=settings.var_dir) as folder:
        database = Database(f"sqlite:///{Path(folder) / 'serving.db'}")
        database.migrate()
        write_serving_shop(database, size)
        report(f"a shop of {size.customers} customers and {size.items} products written; fitting")
        reset_peak()
        started = time.perf_counter()
        with database.session(writes=False) as session:
            recommender = Recommender.build(session)
        fit = time.perf_counter() - started
        fit_mb = peak_megabytes()
        reset_peak()
        report(f"fitted in {fit:.0f} s; {requests} requests")
        found = _ask(database, recommender, size, requests)
        memory = peak_megabytes()
        database.dispose()
    milliseconds = np.array(found.seconds) * 1000
    return {
        "serving_median_ms": at_most(float(np.median(milliseconds)), MEDIAN_MS),
        "serving_p99_ms": at_most(float(np.percentile(milliseconds, 99)), P99_MS),
        "serving_processor_median_ms": reported(float(np.median(found.processor)) * 1000),
        "serving_bought_is_gone": exactly(found.fresh, requests, requests - found.stale),
        "serving_memory_mb": reported(memory),
        "serving_fit_seconds": reported(fit),
        "serving_fit_peak_mb": reported(fit_mb),
    }


def _ask(database: Database, recommender: Recommender, size: LogSize, requests: int) -> Measured:
    """Of random customers the list made beforehand; its first new product is bought; then the next list."""
    found, draw = Measured(), random.Random(size.seed)  # noqa: S311 - a benchmark's choice of customers
    for number in range(WARM + requests):
        customer, now = f"c{draw.randrange(size.customers):06d}", NOW + timedelta(seconds=number)
        with database.session(writes=False) as session:
            before = recommender.recommend(session, customer, K, now=now)
        bought = next(one.product_id for one in before if one.kind == "discover")
        with database.session() as session:
            session.add(
                Event(id=new_id(), type="purchase", customer_id=customer, product_id=bought, at=now, data={})
            )
        wall, processor = time.perf_counter(), time.thread_time()
        with database.session(writes=False) as session:
            after = recommender.answer(session, customer, K, now=now + timedelta(seconds=1))
        wall, processor = time.perf_counter() - wall, time.thread_time() - processor
        if number >= WARM:
            found.seconds.append(wall)
            found.processor.append(processor)
            found.fresh += bought not in {
                one.product_id for one in after.suggestions if one.kind == "discover"
            }
            found.stale += bought in {one.product_id for one in before if one.kind == "discover"}
    return found
