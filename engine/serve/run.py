"""`attune up`, put together: the app, the live model's Rasa, and whoever changes the model while they run."""

from collections.abc import Callable

from engine.errors import Conflict
from engine.nlu import registry
from engine.nlu.deployments import close_interrupted
from engine.nlu.selftest import probes_in
from engine.nlu.serving import note_standby, point_to, runs_on_this_host, sign_off
from engine.serve.candidate import RasaProcess
from engine.serve.child import Child
from engine.serve.deploy import Deployer
from engine.serve.ports import free_port
from engine.serve.stack import Ports, app_spec, app_url, rasa_spec, rasa_url
from engine.serve.supervisor import Supervisor
from engine.settings import Settings
from engine.store import Database

READY_WITHIN = 180.0


def serve(settings: Settings, ports: Ports, on_ready: Callable[[], None]) -> None:
    """Runs app and Rasa until a signal comes; the registry says which model.

    Raises Conflict where another `attune up` works on this database, NotFound or Conflict where the live
    model's archive is not whole, Unavailable where one of the processes does not come up.
    """
    database = Database(settings.resolved_database_url)
    run_dir = settings.var_dir.resolve() / "run"

    def rasa_of(model_id: str, name: str, port: int) -> RasaProcess:
        with database.session(writes=False) as session:
            model = registry.find(session, model_id)
            archive = registry.archive_of(model, settings.models_dir)
        where = Ports(app=ports.app, rasa=port)
        child = Child(rasa_spec(settings, archive, where, name), run_dir)
        return RasaProcess(child, model_id, model.file, rasa_url(where))

    def start_rasa(model_id: str, name: str) -> RasaProcess:
        rasa = rasa_of(model_id, name, free_port())
        rasa.child.start()
        return rasa

    live = rasa_of(_live_model(database), "rasa", ports.rasa)
    _sign_on(database, live)
    supervisor = Supervisor([live.child, Child(app_spec(settings, ports), run_dir)])
    deployer = Deployer(
        settings,
        database,
        supervisor,
        live,
        start_rasa,
        probes=probes_in(settings.bot_dir / "selftest.yml"),
        app_url=app_url(settings, ports),
    )

    def ready() -> None:
        deployer.start()
        on_ready()

    try:
        supervisor.run(ready_within=READY_WITHIN, on_ready=ready)
    finally:
        deployer.stop()
        with database.session() as session:
            sign_off(session)
        database.dispose()


def _live_model(database: Database) -> str:
    with database.session(writes=False) as session:
        live = registry.live(session)
        if live is None:
            raise Conflict("No model is live; `attune nlu train` trains one")
        if runs_on_this_host(session):
            raise Conflict("Another `attune up` runs on this database; stop it first, or set ATTUNE_VAR_DIR")
        return live.id


def _sign_on(database: Database, live: RasaProcess) -> None:
    with database.session() as session:
        close_interrupted(session)
        point_to(session, live.url, live.model_id)
        note_standby(session, None, None)
