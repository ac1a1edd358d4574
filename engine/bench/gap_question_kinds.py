"""What questions about brands and budgets add to those about categories.

On the demo generator's customers, who have tastes of categories, tags and prices: generated, so it shows that
the value of a question works across kinds, not what a real shop gains. Each customer is asked by a model that
was learnt from others.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from engine.bench.figures import Figure, reported
from engine.bench.gap_questions_data import FOLDS, Trial
from engine.bench.gap_questions_run import LIST_GAIN, Scenario, run
from engine.events.history import read_history
from engine.events.ingest import ingest
from engine.gaps.latent.fields import FloatArray
from engine.gaps.questions.attributes import kind_of
from engine.gaps.questions.goods import read_goods
from engine.gaps.questions.rebuild import Material, material_of
from engine.recommend.evaluation.metrics import paired_bootstrap
from engine.settings import ROOT, Settings
from engine.store import Database

TODAY = date(2026, 6, 1)
MAIN = Scenario(0.15, 0.1)
AFTER = 4


def kind_figures(settings: Settings, full: bool, report: Callable[[str], None]) -> dict[str, Figure]:
    """NDCG@10 after so many answers, with all kinds of questions and with categories alone."""
    material = demo_material(TODAY)
    report(f"questions about brands and budgets: {len(material.likes)} generated customers")
    every, alone = curve(material), curve(material, only="category")
    more = paired_bootstrap(every[:, AFTER], alone[:, AFTER])
    return {
        "question_kinds_customers": reported(float(len(every))),
        "question_kinds_before": reported(float(every[:, 0].mean()), float(alone[:, 0].mean())),
        f"question_kinds_after_{AFTER}": reported(
            float(every[:, AFTER].mean()), float(alone[:, AFTER].mean())
        ),
        f"question_kinds_gain_{AFTER}": reported(more.mean),
        f"question_kinds_gain_{AFTER}_low": reported(more.low),
        f"question_kinds_gain_{AFTER}_high": reported(more.high),
    }


def curve(material: Material, only: str | None = None) -> FloatArray:
    """(customers, answers + 1): NDCG@10 of the later half, asking by list gain. only: of this kind."""
    kept = [n for n, one in enumerate(material.attributes) if only is None or kind_of(one) == only]
    fold = np.random.default_rng(0).integers(0, FOLDS, len(material.likes))
    trial = Trial(
        tuple(material.attributes[n] for n in kept),
        tuple(material.items),
        material.likes[:, kept],
        np.asarray(material.wants.toarray() > 0),
        fold,
    )
    return run(trial, MAIN)[LIST_GAIN]


def demo_material(today: date) -> Material:
    """What a rebuild of the demo shop would learn questions from."""
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'demo.db'}")
        try:
            database.migrate()
            ingest(database, ROOT / "data", "attune", Path(folder) / "rejects", today)
            with database.session(writes=False) as session:
                return material_of(read_history(session), read_goods(session))
        finally:
            database.dispose()
