"""`attune recommend all`: the list of every customer, as a file."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.database import open_database
from engine.cli.engines import Engine
from engine.cli.output import JsonFlag, print_json
from engine.settings import Settings, get_settings

if TYPE_CHECKING:
    from engine.recommend.learnt import Learnt
    from engine.store import Database


def recommend_all(
    out: Annotated[
        Path, typer.Option(help="File to write, .csv or .parquet; with --engine spark a folder of parts.")
    ],
    k: Annotated[int, typer.Option(min=1, max=1000, help="Products of each customer.")] = 10,
    engine: Annotated[Engine, typer.Option(help="Where to compute: local or spark.")] = Engine.local,
    as_json: JsonFlag = False,
) -> None:
    """Write the best new products of every customer who did anything: customer, rank, item, score.

    By latent factors: those of `attune rebuild --engine spark` where there are any, else fitted now. Left out
    is what a customer bought and kept or spoke against, what is out of stock, and whoever switched
    personalisation off; the other rules belong to a request (`attune recommend CUSTOMER`).
    """
    from engine.recommend.lists.file import checked_suffix

    checked_suffix(out)
    settings = get_settings()
    database = open_database(settings)
    started = time.perf_counter()
    try:
        rows = _on_spark(settings, database, k, out) if engine is Engine.spark else _here(database, k, out)
    finally:
        database.dispose()
    seconds = round(time.perf_counter() - started, 1)
    if as_json:
        print_json({"rows": rows, "out": str(out), "engine": engine.value, "seconds": seconds})
    else:
        typer.echo(f"{rows} rows in {out}, {seconds} s.")


def _here(database: "Database", k: int, out: Path) -> int:
    from engine.gaps.reports.choices import not_personalised
    from engine.recommend.lists.everybody import lists_of, read_shelf, scorer_of
    from engine.recommend.lists.file import write_lists
    from engine.recommend.reading import read_interactions

    with database.session(writes=False) as session:
        shelf = read_shelf(session)
        interactions = read_interactions(session, shelf.items)
        off = not_personalised(session)
    scorer = scorer_of(shelf, interactions, _learnt(get_settings()))
    lists = lists_of(interactions, scorer, k)
    return write_lists((frame[~frame["customer"].isin(off)] for frame in lists), out)


def _on_spark(settings: Settings, database: "Database", k: int, out: Path) -> int:
    from engine.recommend.learnt import read_learnt
    from engine.recommend.lists.block import FactorScorer
    from engine.recommend.lists.everybody import factors_on, read_shelf
    from engine.recommend.sources.als import AlsConfig
    from engine.scale.everybody import write_everybodys_lists
    from engine.scale.rebuild import FACTORS, rebuild_factors
    from engine.scale.session import open_spark
    from engine.scale.work import SparkWork

    spark = open_spark(settings)
    work = SparkWork(settings, database, spark)
    try:
        if _learnt(settings) is None:
            rebuild_factors(work)
        learnt = read_learnt(settings.learnt_dir / FACTORS)
        with database.session(writes=False) as session:
            shelf = read_shelf(session)
        there = dict(zip(shelf.items, shelf.in_stock.tolist(), strict=True))
        scorer = FactorScorer.of(
            factors_on(work.items, learnt),
            AlsConfig(**learnt.settings),
            [there.get(item, False) for item in work.items],
        )
        return write_everybodys_lists(work, scorer, k, out)
    finally:
        work.close()
        spark.stop()


def _learnt(settings: Settings) -> "Learnt | None":
    from engine.errors import NotFound
    from engine.recommend.learnt import read_learnt

    try:
        return read_learnt(settings.learnt_dir / "item_factors")
    except NotFound:
        return None
