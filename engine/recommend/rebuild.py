"""`attune rebuild`: how the sources are joined is learnt from the log and stored, with products' vectors."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from engine.log import get_logger
from engine.recommend.beside import Beside
from engine.recommend.beside_reading import read_beside
from engine.recommend.catalogue import Item, read_items
from engine.recommend.encoder import item_encoder
from engine.recommend.feedback.candidate import judge_mix
from engine.recommend.mix import Mix
from engine.recommend.mix_learning import learn_mix
from engine.recommend.mix_stored import Remembering, store, stored
from engine.recommend.reading import read_touches
from engine.recommend.service import Recommender
from engine.settings import Settings
from engine.store import Database
from engine.store.types import utc_now


def rebuild_recommender(database: Database, settings: Settings) -> int:
    """Learn the mix, store it, and prove that the app can build its recommender with it; returns items."""
    encoder = item_encoder(settings)
    with database.session(writes=False) as session:
        items = read_items(session)
        known = stored(settings.learnt_dir)
        reader = Remembering(encoder, encoder.name, known) if encoder else None
        beside = read_beside(session, items, reader)
        mix = _kept(session, items, beside, learn_mix(read_touches(session), beside), known.mix)
        store(settings.learnt_dir, mix, [item.text for item in items], reader)
        return len(Recommender.build(session, settings.learnt_dir, encoder).items)


def _kept(session: Session, items: Sequence[Item], beside: Beside, new: Mix, old: Mix) -> Mix:
    """The new mix, unless customers wanted clearly less of what it would have shown."""
    if new.digest() == old.digest():
        return new
    found = judge_mix(session, items, beside, new, utc_now())
    get_logger(__name__).info("recommender.mix", verdict=found.verdict(), choices=found.choices)
    return old if found.clearly_worse else new
