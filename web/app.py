"""The web app, put together: `uvicorn --factory web.app:create_app`."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from actions import context
from engine.audiences.sending import Rules
from engine.conversations.service import HandoffRules
from engine.gaps.questions.saved import load
from engine.gaps.saved import learnt
from engine.log import configure_logging
from engine.nlu.dataset.training_data import TrainingData
from engine.promises.service import Records
from engine.settings import Settings, get_settings, with_secrets
from engine.store import Database
from web.actions.routes import router as actions_router
from web.actions.runner import ActionRunner
from web.bot.address import AddressFollower
from web.bot.client import TurnClient
from web.bot.dispatcher import Dispatcher
from web.console.audiences import router as audiences_router
from web.console.data import router as data_router
from web.console.expectations import router as expectations_router
from web.console.gap_map import router as gap_map_router
from web.console.imports import router as imports_router
from web.console.inbox import router as inbox_router
from web.console.knowledge import router as knowledge_router
from web.console.models import router as models_router
from web.console.promises import router as kept_router
from web.console.recommendations import router as fairness_router
from web.console.review import router as review_router
from web.console.segments import router as segments_router
from web.console.service_quality import router as service_quality_router
from web.console.trainer import Trainer
from web.console.trends import router as trends_router
from web.core import errors
from web.core.headers import BodyLimit, SecurityHeaders
from web.core.health import router as health_router
from web.core.intelligence import Intelligence
from web.core.limits import Limits
from web.core.parts import Parts
from web.core.promising import promising
from web.core.reaching import reaching
from web.core.refitting import refitting, reindexing
from web.core.work import Work
from web.desk.gap import router as gap_router
from web.desk.gestures import router as gestures_router
from web.desk.profile import router as profile_router
from web.desk.promises import router as promises_router
from web.desk.question import router as question_router
from web.desk.recommendations import router as recommendations_router
from web.desk.routes import router as desk_router
from web.desk.socket import router as desk_socket_router
from web.desk.staff import router as staff_router
from web.intake.routes import router as intake_router
from web.live.cap import SocketCap
from web.live.feed import Feed
from web.live.hub import LocalHub
from web.shop.pages import install as install_pages
from web.shop.routes import router as shop_router
from web.widget.about import router as about_router
from web.widget.routes import router as chat_router
from web.widget.socket import router as chat_socket_router

GARBAGE_THRESHOLD = 20_000
"""New objects until the collector runs: about once a turn instead of thirty times."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """An app of its own; two in one process share nothing but the actions' services.

    Without `settings` they come from the environment and logging is set up as they say.
    """
    if settings is None:
        settings = get_settings()
        configure_logging(settings.log_format)
    chosen = with_secrets(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with running(chosen) as parts:
            app.state.parts = parts
            yield

    app = FastAPI(title="Attune", lifespan=lifespan, openapi_url=None, docs_url=None, redoc_url=None)
    errors.install(app)
    for router in (
        health_router,
        chat_router,
        chat_socket_router,
        about_router,
        staff_router,
        desk_router,
        desk_socket_router,
        inbox_router,
        data_router,
        models_router,
        imports_router,
        segments_router,
        profile_router,
        recommendations_router,
        gap_router,
        gap_map_router,
        knowledge_router,
        fairness_router,
        review_router,
        trends_router,
        audiences_router,
        promises_router,
        question_router,
        gestures_router,
        service_quality_router,
        kept_router,
        expectations_router,
        shop_router,
        intake_router,
        actions_router,
    ):
        app.include_router(router)
    install_pages(app)
    app.add_middleware(BodyLimit)
    app.add_middleware(SecurityHeaders)
    return app


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Parts]:
    """The parts of an app, started, and stopped in the opposite order at the end."""
    database = Database(settings.resolved_database_url)
    work = Work(database)
    await work.call(database.migrate)
    intelligence = Intelligence(settings, database)
    records = Records(database)
    context.configure(
        context.Services(
            database,
            intelligence.articles,
            intelligence.recommender,
            lambda: learnt(settings.var_dir),
            records,
            lambda: load(settings.learnt_dir),
            settings.question_cost,
            settings.survey_days,
        )
    )
    actions = ActionRunner()
    actions.start()
    feed = Feed(LocalHub(), work)
    client = TurnClient(
        settings.rasa_url,
        settings.turn_secret,
        timeout=settings.turn_timeout,
        max_chars=settings.max_turn_chars,
    )
    dispatcher = Dispatcher(
        work,
        client,
        feed,
        rules=HandoffRules.of(settings),
        turn_timeout=settings.turn_timeout,
        down_after=settings.down_after,
    )
    trainer = Trainer(settings, work)
    await trainer.start()
    address = AddressFollower(work, client)
    if not settings.rasa_url:
        await address.start()
    await dispatcher.start(alone=not settings.redis_url)
    refits = refitting(work, intelligence.recommender)
    refits.start()
    reindex = reindexing(work, intelligence.articles)
    reindex.start()
    reach = reaching(work, feed, Rules.of(settings))
    reach.start()
    promises = promising(work, feed, records, below=settings.promise_at_risk)
    promises.start()
    warming = asyncio.create_task(_warm(work, intelligence, settings))
    try:
        yield Parts(
            settings=settings,
            work=work,
            limits=Limits(settings),
            feed=feed,
            client=client,
            dispatcher=dispatcher,
            actions=actions,
            intelligence=intelligence,
            sockets=SocketCap(),
            training_data=TrainingData(settings.bot_dir),
            trainer=trainer,
        )
    finally:
        warming.cancel()
        await asyncio.gather(warming, return_exceptions=True)
        await promises.stop()
        await reach.stop()
        await reindex.stop()
        await refits.stop()
        await trainer.stop()
        await address.stop()
        await dispatcher.stop()
        await client.close()
        actions.stop()
        work.close()
        database.dispose()


async def _warm(work: Work, intelligence: Intelligence, settings: Settings) -> None:
    """Build the engine's parts beside the first requests, where there is a sentence model to build with."""
    if settings.sentence_dir.is_dir():
        await work.call(intelligence.warm)
    # What is loaded now stays: the garbage collector need not walk through it at each turn again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_THRESHOLD)
