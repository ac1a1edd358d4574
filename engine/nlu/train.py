"""Trains a Rasa model, measures it on the frozen test and registers it as a candidate."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import AttuneError
from engine.log import get_logger
from engine.nlu import registry
from engine.nlu.archives import describe, equal_archive
from engine.nlu.dataset.check import check
from engine.nlu.dataset.corpus import load
from engine.nlu.dataset.folder import BotFolder
from engine.nlu.dataset.problems import ProblemError
from engine.nlu.environment import RasaEnvironment
from engine.nlu.evaluation.frozen import figures_of, measure
from engine.nlu.inputs import inputs_hash
from engine.nlu.rasa_training import Progress, Stage, Staged, reports_in, run_training
from engine.nlu.snapshot import Examples, changes_between, examples_in, keep_snapshot, kept_snapshot
from engine.settings import SentenceModels
from engine.store import Database
from engine.store.tables import NluModel
from engine.text.sentence_models import export_models

logger = get_logger(__name__)


@dataclass(frozen=True)
class Trained:
    """What a training gave. fresh: False where an equal model was there already."""

    model: NluModel
    fresh: bool
    seconds: float


def train(
    database: Database,
    environment: RasaEnvironment,
    models_dir: Path,
    sentence_models: SentenceModels,
    *,
    force: bool = False,
    progress: Progress = lambda _: None,
    staged: Staged = lambda _: None,
) -> Trained:
    """Trains and registers a candidate, unless a model of the same inputs exists; either is measured.

    Takes the database and not a session: a transaction held for as long as a training takes would stop
    every writer. Raises ProblemError where the check of the training data finds something, Invalid where Rasa
    refuses them (with file and line where it names them), Unavailable where the Rasa environment is not
    there.
    """
    require_sound(environment.bot_dir)
    export_models(sentence_models, environment.sentence_dir)
    inputs = inputs_hash(environment.bot_dir, environment.sentence_dir)
    started = time.monotonic()
    with database.session(writes=False) as session:
        known = None if force else registry.trained_from(session, inputs)
    if known is not None and (models_dir / known.file).is_file():
        _measure_models(database, environment, models_dir, known.id, staged)
        return Trained(known, fresh=False, seconds=0.0)
    card = None if force else equal_archive(models_dir, inputs)
    fresh = card is None
    if card is None:
        clock = _StageClock(staged)
        examples = examples_in(environment.bot_dir)
        archive = run_training(environment, models_dir, progress, clock)
        trained_in = round(time.monotonic() - started, 1)
        clock("measuring")
        frozen = measure(environment, archive)
        figures = _data_figures(database, examples, models_dir) | reports_in(archive)
        figures |= {"training_seconds": trained_in, "stages": clock.seconds()}
        figures |= {"frozen": figures_of(frozen)} if frozen else {}
        keep_snapshot(archive, examples)
        card = describe(archive, inputs, figures)
        logger.info("model trained", model=card.model_id, seconds=trained_in)
    elif kept_snapshot(models_dir / card.file) is None:
        keep_snapshot(models_dir / card.file, examples_in(environment.bot_dir))  # equal inputs: the same ones
    with database.session() as session:
        model = registry.add_candidate(
            session,
            model_id=card.model_id,
            file=card.file,
            sha256=card.sha256,
            inputs=inputs,
            metrics=card.metrics,
        )
    _measure_models(database, environment, models_dir, model.id, staged)
    with database.session(writes=False) as session:
        model = registry.find(session, model.id)
    return Trained(model, fresh=fresh, seconds=time.monotonic() - started)


def _data_figures(database: Database, examples: Examples, models_dir: Path) -> dict[str, Any]:
    """How many examples there are, and how they differ from those of the model that is live now."""
    figures: dict[str, Any] = {"examples": sum(len(texts) for texts in examples.values())}
    with database.session(writes=False) as session:
        live = registry.live(session)
    before = kept_snapshot(models_dir / live.file) if live else None
    if live is not None and before is not None:
        figures["changes"] = {"since": live.id, **changes_between(before, examples)}
    return figures


def require_sound(bot_dir: Path) -> None:
    """Raises ProblemError, naming file and line, where `attune nlu check` would find something."""
    if problems := check(load(BotFolder(bot_dir))).problems:
        raise ProblemError(problems)


def _measure_models(
    database: Database, environment: RasaEnvironment, models_dir: Path, model_id: str, staged: Staged
) -> None:
    """See to it that this model and the live one are measured on the frozen test of today."""
    with database.session(writes=False) as session:
        live = registry.live(session)
        models = [registry.find(session, model_id)]
    if live is not None and live.id != model_id:
        models.append(live)
    for model in models:
        try:
            archive = registry.archive_of(model, models_dir)
        except AttuneError as error:
            logger.warning("model cannot be measured", model=model.id, reason=error.message)
            continue
        staged("measuring")
        frozen = measure(environment, archive)
        if frozen is not None:
            with database.session() as session:
                registry.keep_frozen(session, model.id, figures_of(frozen))


class _StageClock:
    """Passes stages on and notes how long each took."""

    def __init__(self, staged: Staged) -> None:
        self._staged = staged
        self._begun: dict[Stage, float] = {}

    def __call__(self, stage: Stage) -> None:
        if stage not in self._begun:
            self._begun[stage] = time.monotonic()
        self._staged(stage)

    def seconds(self) -> dict[str, float]:
        """Seconds of each stage, the last one until now."""
        ends = [*list(self._begun.values())[1:], time.monotonic()]
        begun = self._begun.items()
        return {stage: round(end - start, 1) for (stage, start), end in zip(begun, ends, strict=True)}
