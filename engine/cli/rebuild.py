"""`attune rebuild`: read the event log anew and make everything that follows from it."""

import time
from enum import StrEnum
from typing import Annotated

import typer

from engine.cli.database import open_database
from engine.cli.output import JsonFlag, print_json
from engine.settings import get_settings


class Engine(StrEnum):
    local = "local"
    spark = "spark"


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(rebuild)


def rebuild(
    engine: Annotated[Engine, typer.Option(help="Where to compute: local or spark.")] = Engine.local,
    as_json: JsonFlag = False,
) -> None:
    """Build the recommender and the article index from the database; print counts and seconds.

    Both live in the app's memory and are made again at its start, so this proves that they can be made.
    """
    from engine.errors import Invalid
    from engine.knowledge.search import ArticleIndex
    from engine.recommend.service import Recommender
    from engine.text.sentence_models import encoders

    if engine is Engine.spark:
        raise Invalid(
            "Spark is not built yet: it comes with the issues on customer intelligence and recommendation. "
            "Use --engine local."
        )
    settings = get_settings()
    database = open_database(settings)
    try:
        with database.session(writes=False) as session:
            started = time.perf_counter()
            recommender = Recommender.build(session)
            trained = time.perf_counter()
            index = ArticleIndex.build(session, encoders(settings.sentence_dir))
            indexed = time.perf_counter()
    finally:
        database.dispose()
    customers, products = recommender.interactions.matrix.shape
    figures = {
        "products": products,
        "customers": customers,
        "purchases": int(recommender.interactions.purchases.nnz),
        "recommender_seconds": round(trained - started, 3),
        "articles": len(index),
        "articles_seconds": round(indexed - trained, 3),
    }
    if as_json:
        print_json(figures)
        return
    typer.echo(
        f"Recommender: {products} products, {customers} customers, {figures['purchases']} purchases "
        f"in {figures['recommender_seconds']} s."
    )
    typer.echo(f"Article index: {len(index)} articles in {figures['articles_seconds']} s.")
