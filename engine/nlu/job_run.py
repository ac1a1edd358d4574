"""Does a training job in this process and writes down how it goes."""

from pathlib import Path

from engine.errors import AttuneError
from engine.nlu import jobs
from engine.nlu.environment import RasaEnvironment
from engine.nlu.rasa_training import Progress, Stage
from engine.nlu.train import Trained, train
from engine.settings import SentenceModels
from engine.store import Database


def run_job(
    database: Database,
    job_id: str,
    environment: RasaEnvironment,
    models_dir: Path,
    sentence_models: SentenceModels,
    *,
    force: bool = False,
    progress: Progress = lambda _: None,
) -> Trained:
    """Trains; the job ends as done, or as failed with the sentence of what is raised (as `train` raises)."""

    def staged(stage: Stage) -> None:
        with database.session() as session:
            jobs.enter_stage(session, job_id, stage)

    def told(line: str) -> None:
        progress(line)
        with database.session() as session:
            jobs.add_line(session, job_id, line)

    with database.session() as session:
        jobs.begin(session, job_id)
    try:
        trained = train(
            database, environment, models_dir, sentence_models, force=force, progress=told, staged=staged
        )
    except BaseException as error:
        known = isinstance(error, AttuneError)
        sentence = error.message if known else f"The training stopped with {type(error).__name__}."
        with database.session() as session:
            jobs.fail(session, job_id, sentence)
        raise
    with database.session() as session:
        jobs.finish(session, job_id, trained.model.id, fresh=trained.fresh)
    return trained
