"""What is promised of knowledge gaps: planted topics are found, beside counting TF-IDF groups."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.bench.figures import Figure, at_least, reported
from engine.bench.planted_month import DAYS, SINCE, plant
from engine.conversations.service import Question, questions_between
from engine.events.ingest import ingest
from engine.gaps.knowledge.asked import shown
from engine.gaps.knowledge.find import gaps_in
from engine.knowledge.search import ArticleIndex
from engine.nlu.dataset.corpus import load
from engine.nlu.dataset.folder import BotFolder
from engine.settings import ROOT, Settings
from engine.store import Database
from engine.text.sentence_models import encoders, export_models

SEEDS = (2, 3, 4, 5, 6)
"""Seed 1 was developed on."""
LIST, BAR = 30, 27
PEER_GROUPS = 120
"""About as many as we find; k-means has to be told."""


def knowledge_figures(settings: Settings, full: bool, report: Callable[[str], None]) -> dict[str, Figure]:
    """The fewest planted topics among the first 30 over the seeds (one without `full`), their mean, and how
    many gaps of the 30 are none. The peer groups unresolved wording by TF-IDF and k-means, by size.
    """
    seeds = SEEDS if full else SEEDS[:1]
    runs = [_run(settings, seed, report) for seed in seeds]
    ours, others, raw, peers = zip(*runs, strict=True)
    mean = sum(ours) / len(ours)
    return {
        "knowledge_planted_topics_in_top_30_worst_seed": at_least(min(ours), BAR, min(peers)),
        "knowledge_planted_topics_in_top_30_mean": reported(mean, sum(peers) / len(peers)),
        "knowledge_planted_topics_in_top_30_by_count": reported(sum(raw) / len(raw), sum(peers) / len(peers)),
        "knowledge_unplanted_in_top_30": reported(sum(others) / len(others)),
    }


def _run(settings: Settings, seed: int, report: Callable[[str], None]) -> tuple[int, int, int, int]:
    """Found, entries of the 30 that are no planted topic, found when ranked by count, found by the peer."""
    report(f"knowledge gaps: a generated month with 30 unanswered topics, seed {seed}")
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'month.db'}")
        try:
            database.migrate()
            ingest(database, ROOT / "data", "attune", Path(folder) / "rejects")
            truth = plant(database, load(BotFolder(settings.bot_dir)), seed)
            until = SINCE + timedelta(days=DAYS)
            readers = encoders(export_models(settings.sentence_models, settings.sentence_dir))
            with database.session(writes=False) as session:
                questions = questions_between(session, SINCE, until)
                articles = ArticleIndex.build(session, readers)
        finally:
            database.dispose()
    gaps = gaps_in(questions, readers, articles, SINCE, until).gaps
    first = [one.unresolved for one in gaps[:LIST]]
    by_count = sorted((one.unresolved for one in gaps), key=len, reverse=True)[:LIST]
    found = planted_in(first, truth)
    others = sum(not planted_in([one], truth) for one in first)
    peer = _tfidf_groups(questions)[:LIST]
    report(f"  found {len(found)} of 30, TF-IDF {len(planted_in(peer, truth))}")
    return len(found), others, len(planted_in(by_count, truth)), len(planted_in(peer, truth))


def planted_in(groups: Sequence[Sequence[str]], truth: Mapping[str, str]) -> set[str]:
    """Topics that more than half of the messages of some group are of. truth: message id to topic."""
    found: set[str] = set()
    for own in groups:
        topic, count = Counter(truth.get(one) for one in own).most_common(1)[0]
        if topic and 2 * count > len(own):
            found.add(topic)
    return found


def _tfidf_groups(questions: Sequence[Question]) -> list[list[str]]:
    """Message ids of groups of the unresolved, the largest first."""
    text: Any = import_module("sklearn.feature_extraction.text")
    cluster: Any = import_module("sklearn.cluster")
    lost = [one for one in questions if one.unresolved]
    weights = text.TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True, min_df=2)
    matrix = weights.fit_transform([shown(one) for one in lost])
    labels = cluster.KMeans(min(PEER_GROUPS, len(lost)), n_init=3, random_state=0).fit_predict(matrix)
    groups: dict[int, list[str]] = {}
    for label, one in zip(labels, lost, strict=True):
        groups.setdefault(int(label), []).append(one.message.id)
    return sorted(groups.values(), key=len, reverse=True)
