"""`attune knowledge gaps`: what customers ask in vain, worth most first."""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.database import open_database
from engine.cli.output import JsonFlag, print_json
from engine.settings import get_settings

if TYPE_CHECKING:
    from engine.gaps.knowledge.find import Gap, KnowledgeGaps

knowledge = typer.Typer(no_args_is_help=True, help="What the shop can answer, and what it cannot.")


def register(app: typer.Typer) -> None:
    """Add the group to `app`."""
    app.add_typer(knowledge, name="knowledge")


@knowledge.command()
def gaps(
    days: Annotated[int, typer.Option(min=1, max=366, help="How far back to look.")] = 30,
    limit: Annotated[int, typer.Option(min=1, max=100, help="Gaps to print.")] = 30,
    as_json: JsonFlag = False,
) -> None:
    """Print topics that customers ask about in vain: how many, how sure, and what would close most."""
    from engine.gaps.knowledge.find import knowledge_gaps
    from engine.knowledge.search import ArticleIndex
    from engine.store.types import utc_now
    from engine.text.sentence_models import encoders, export_models

    settings = get_settings()
    readers = encoders(export_models(settings.sentence_models, settings.sentence_dir))
    database = open_database()
    try:
        with database.session(writes=False) as session:
            articles, now = ArticleIndex.build(session, readers), utc_now()
            found = knowledge_gaps(session, readers, articles, now - timedelta(days=days), now)
    finally:
        database.dispose()
    if as_json:
        print_json(found)
    else:
        _print(found, limit)


@knowledge.command()
def rebuild(
    days: Annotated[int, typer.Option(min=1, max=366, help="How far back to look.")] = 30,
    as_json: JsonFlag = False,
) -> None:
    """Look for knowledge gaps and store them for the console; those that are worked on are measured anew."""
    from engine.gaps.knowledge.rebuild import rebuild_knowledge
    from engine.text.sentence_models import encoders, export_models

    settings = get_settings()
    readers = encoders(export_models(settings.sentence_models, settings.sentence_dir))
    database = open_database()
    try:
        found = rebuild_knowledge(database, readers, days=days)
    finally:
        database.dispose()
    if as_json:
        print_json({"questions": found.share, "gaps": len(found.gaps)})
    else:
        typer.echo(
            f"{found.share.asked} questions, {found.share.unresolved} unresolved, {len(found.gaps)} gaps"
        )


def _print(found: "KnowledgeGaps", limit: int) -> None:
    from rich.console import Console
    from rich.table import Table

    whole = found.share
    typer.echo(
        f"{whole.asked} questions, {whole.unresolved} unresolved ({whole.low:.1%} to {whole.high:.1%}); "
        f"usual for an intent: {found.usual:.1%}"
    )
    if not found.gaps:
        typer.echo("No topic is left unanswered more often than usual, as far as so many questions can tell.")
        return
    table = Table(
        "closes", "unresolved", "95 % interval", "typical message", "words", "what would close most"
    )
    for gap in found.gaps[:limit]:
        table.add_row(*_row(gap))
    Console().print(table)


def _row(gap: "Gap") -> list[str]:
    words = ", ".join(word for own in gap.words.values() for word in own)
    close = gap.closing
    what = f"{close.kind} {close.id} ({close.nearness:.2f})" if close.id else "new article"
    share = gap.share
    interval = f"{share.low:.0%} to {share.high:.0%}"
    return [f"{gap.closes:.1f}", f"{share.unresolved} of {share.asked}", interval, gap.label, words, what]
