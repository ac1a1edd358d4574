"""`attune recommend off-policy`: another ranker on what was shown with known chances, before it goes live."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from engine.cli.database import open_database
from engine.cli.output import JsonFlag, print_json
from engine.errors import Invalid
from engine.settings import get_settings

if TYPE_CHECKING:
    from engine.recommend.mix import Mix


def recommend_off_policy(
    mix: Annotated[
        str, typer.Option(help='default, or a JSON file of weights by source, such as {"ease": 0.5}.')
    ] = "default",
    days: Annotated[int, typer.Option(min=1, max=365, help="Of showings, up to a week ago.")] = 60,
    as_json: JsonFlag = False,
) -> None:
    """Estimate what another mix of sources would earn, from the last places that were left to chance."""
    from engine.recommend.beside_reading import read_beside
    from engine.recommend.catalogue import read_items
    from engine.recommend.encoder import item_encoder
    from engine.recommend.feedback.candidate import judge_mix
    from engine.recommend.mix_stored import Remembering, stored
    from engine.store.types import utc_now

    settings = get_settings()
    known = stored(settings.learnt_dir)
    candidate = _candidate(mix, known.mix)
    encoder = item_encoder(settings)
    database = open_database(settings)
    try:
        with database.session(writes=False) as session:
            items = read_items(session)
            reader = Remembering(encoder, encoder.name, known) if encoder else None
            beside = read_beside(session, items, reader)
            found = judge_mix(session, items, beside, candidate, utc_now(), days=days)
    finally:
        database.dispose()
    told: dict[str, Any] = {
        "live": known.mix.digest(),
        "mix": candidate.digest(),
        "verdict": found.verdict(),
        **asdict(found),
    }
    if as_json:
        print_json(told)
        return
    typer.echo(found.verdict())
    typer.echo(f"places left to chance: {found.choices}; another product chosen at {found.changed:.0%}")
    if found.found is not None:
        one = found.found
        for name, value in (
            ("shown", one.logged),
            ("IPS", one.ips),
            ("SNIPS", one.snips),
            ("gain", one.gain),
        ):
            typer.echo(f"{name:6} {value.value:.4f} [{value.low:.4f}, {value.high:.4f}]")
        typer.echo(
            f"worth {one.effective:.0f} showings to {one.people} people; {one.clipped} weights cut; mean "
            f"weight {one.weight.value:.2f} [{one.weight.low:.2f}, {one.weight.high:.2f}], 1 is due"
        )


def _candidate(mix: str, live: "Mix") -> "Mix":
    """The defaults, or the live mix with other weights. Raises Invalid for a file that names no weights."""
    from engine.recommend.makers import RANKED
    from engine.recommend.mix import default_mix

    if mix == "default":
        return default_mix("Asked for.")
    try:
        weights = json.loads(Path(mix).read_text())
        found = {str(name): float(weight) for name, weight in weights.items()}
    except (OSError, ValueError, TypeError, AttributeError) as problem:
        raise Invalid(f"{mix} is no JSON file of weights by source: {problem}") from problem
    if unknown := sorted(set(found) - set(RANKED)):
        raise Invalid(f"There is no source {unknown[0]!r}; there are: {', '.join(RANKED)}.")
    if not found or min(found.values()) < 0 or not any(found.values()):
        raise Invalid("Weights are 0 or more, and at least one is above 0.")
    return replace(live, weights=found, why=f"Weights of {mix}.")
