"""`attune rebuild`: named stages from the event log to everything that follows from it.

A new stage is a line in STAGES: a function of the `Work` that returns how many rows it made.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from engine.behaviour.rebuild import rebuild_behaviour
from engine.frames import Frame
from engine.gaps.knowledge.rebuild import rebuild_knowledge
from engine.gaps.questions.goods import read_goods
from engine.gaps.questions.rebuild import rebuild_questions
from engine.gaps.rebuild import rebuild_expectations
from engine.gaps.service_quality.rebuild import collect_answers
from engine.gaps.topics.rebuild import rebuild_gaps
from engine.knowledge.search import ArticleIndex
from engine.memory import peak_megabytes, reset_peak
from engine.mining.rebuild import rebuild_mining
from engine.profiles.rebuild import Counted, count_log, rebuild_profiles, rebuild_segments
from engine.profiles.segments.build import Options
from engine.recommend.rebuild import rebuild_recommender
from engine.settings import Settings
from engine.store import Database
from engine.text.sentence_models import encoders, export_models


class Work:
    """What the stages share; each part is made when the first stage asks for it."""

    def __init__(self, settings: Settings, database: Database, segments: Options | None = None) -> None:
        self.settings, self.database, self.segments = settings, database, segments or Options()

    @cached_property
    def counted(self) -> Counted:
        """The whole event log, and everybody's sums of it."""
        with self.database.session(writes=False) as session:
            return count_log(session)

    @property
    def history(self) -> Frame:
        """The whole event log, as of `engine.events.history`."""
        return self.counted.history


@dataclass(frozen=True)
class Figures:
    """What one stage took. rows: what it made. peak_mb: the process's largest resident memory meanwhile (of
    its whole life so far where the system cannot tell).
    """

    stage: str
    rows: int
    seconds: float
    peak_mb: float


Stage = tuple[str, Callable[[Work], int]]
Shared = TypeVar("Shared")


def run(work: Shared, stages: Sequence[tuple[str, Callable[[Shared], int]]]) -> Iterator[Figures]:
    """Run the stages one after the other, telling each when it is done."""
    for name, stage in stages:
        reset_peak()
        started = time.perf_counter()
        rows = stage(work)
        yield Figures(name, rows, round(time.perf_counter() - started, 3), round(peak_megabytes(), 1))


def _history(work: Work) -> int:
    return len(work.history)


def _profiles(work: Work) -> int:
    return rebuild_profiles(work.database, work.counted)


def _segments(work: Work) -> int:
    folder = work.settings.learnt_dir
    return len(rebuild_segments(work.database, work.counted.tallies, folder, work.segments).segments)


def _mining(work: Work) -> int:
    return rebuild_mining(work.database, work.history)


def _expectations(work: Work) -> int:
    return rebuild_expectations(work.database, work.settings, history=work.history).card.orders


def _behaviour(work: Work) -> int:
    report = rebuild_behaviour(work.database, work.history, work.settings.learnt_dir)
    return int(report["customers"])


def _gaps(work: Work) -> int:
    return rebuild_gaps(work.database, work.history)


def _questions(work: Work) -> int:
    with work.database.session(writes=False) as session:
        goods = read_goods(session)
    return rebuild_questions(work.history, work.settings.learnt_dir, goods)


def _service(work: Work) -> int:
    return collect_answers(work.database)


def _recommender(work: Work) -> int:
    return rebuild_recommender(work.database, work.settings)


def _articles(work: Work) -> int:
    export_models(work.settings.sentence_models, work.settings.sentence_dir)  # where they are not there yet
    with work.database.session(writes=False) as session:
        return len(ArticleIndex.build(session, encoders(work.settings.sentence_dir)))


def _knowledge(work: Work) -> int:
    return len(rebuild_knowledge(work.database, encoders(work.settings.sentence_dir)).gaps)


STAGES: tuple[Stage, ...] = (
    ("history", _history),
    ("profiles", _profiles),
    ("segments", _segments),
    ("mining", _mining),
    ("expectations", _expectations),
    ("behaviour", _behaviour),
    ("gaps", _gaps),
    ("questions", _questions),
    ("service", _service),
    ("recommender", _recommender),
    ("articles", _articles),
    ("knowledge", _knowledge),
)
