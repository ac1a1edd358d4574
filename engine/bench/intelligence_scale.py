"""What is promised of profiles and segments at scale: time, memory, and how both grow with the shop."""

import math
import resource
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.bench.figures import Figure, at_least, at_most, reported
from engine.bench.scale_shop import Size, write_shop
from engine.rebuild import STAGES, Figures, Work, run
from engine.settings import Settings
from engine.store import Database

MEASURED = ("history", "profiles", "segments")
SMALL, LARGE = Size(10_000, 500_000), Size(100_000, 5_000_000)
SECONDS, MEGABYTES = 600.0, 8192.0
NEAR_LINEAR = 1.1
"""Exponent of growth: 1 is linear."""


@dataclass(frozen=True)
class Rebuilt:
    """Measured in a process of its own. seconds: by the clock; cpu: of the processor, which a busy machine
    changes little.
    """

    stages: list[Figures]
    seconds: float
    cpu: float
    peak_mb: float


def scale_figures(
    settings: Settings,
    full: bool,
    report: Callable[[str], None],
    sizes: tuple[Size, Size] = (SMALL, LARGE),
) -> dict[str, Figure]:
    """Rebuild a small and a ten times larger shop, both made up below the settings' var_dir and removed.

    `full` adds nothing: all of it is long.
    """
    settings.var_dir.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=settings.var_dir) as folder:
        small, large = (_measure(size, Path(folder), report) for size in sizes)
    names = _names(sizes)
    figures = {
        f"rebuild_{names[1]}_seconds": at_most(large.seconds, SECONDS),
        f"rebuild_{names[1]}_peak_mb": at_most(large.peak_mb, MEGABYTES),
        "rebuild_growth_exponent": at_most(_exponent(small.cpu, large.cpu, sizes), NEAR_LINEAR),
        f"rebuild_{names[1]}_segments": at_least(large.stages[-1].rows, 3),
        f"rebuild_{names[1]}_cpu_seconds": reported(large.cpu),
        f"rebuild_{names[0]}_seconds": reported(small.seconds),
        f"rebuild_{names[0]}_cpu_seconds": reported(small.cpu),
        f"rebuild_{names[0]}_peak_mb": reported(small.peak_mb),
    }
    return figures | {f"{one.stage}_{names[1]}_seconds": reported(one.seconds) for one in large.stages}


def _names(sizes: tuple[Size, Size]) -> list[str]:
    return [f"{size.customers // 1000}k" if size.customers >= 1000 else str(size.customers) for size in sizes]  # noqa: PLR2004


def _exponent(small: float, large: float, sizes: tuple[Size, Size]) -> float:
    """e where time grows as (customers)^e."""
    return math.log(large / small) / math.log(sizes[1].customers / sizes[0].customers)


def _measure(size: Size, folder: Path, report: Callable[[str], None]) -> Rebuilt:
    path = folder / f"{size.customers}.db"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    started = time.perf_counter()
    write_shop(database, size)
    database.dispose()
    report(
        f"{size.customers} customers, {size.events} events written in {time.perf_counter() - started:.0f} s"
    )
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        rebuilt = pool.submit(rebuild_alone, database.url, str(folder)).result()
    told: Mapping[str, float] = {one.stage: one.seconds for one in rebuilt.stages}
    report(f"rebuilt in {rebuilt.seconds:.1f} s ({rebuilt.cpu:.1f} s of processor): {told}")
    return rebuilt


def rebuild_alone(url: str, var_dir: str) -> Rebuilt:
    """The measured stages on this database; in a process of its own, so that its memory is the rebuild's."""
    database = Database(url)
    before, started = _cpu(), time.perf_counter()
    stages = [stage for stage in STAGES if stage[0] in MEASURED]
    settings = Settings.model_validate({"var_dir": Path(var_dir)})
    figures = list(run(Work(settings, database), stages))
    seconds, cpu = time.perf_counter() - started, _cpu() - before
    database.dispose()
    return Rebuilt(figures, seconds, cpu, max(one.peak_mb for one in figures))


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
