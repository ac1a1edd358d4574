"""`attune rebuild`: how the sources are joined is learnt from the log and stored, with products' vectors."""

from engine.recommend.beside_reading import read_beside
from engine.recommend.catalogue import read_items
from engine.recommend.encoder import item_encoder
from engine.recommend.mix_learning import learn_mix
from engine.recommend.mix_stored import Remembering, store, stored
from engine.recommend.reading import read_touches
from engine.recommend.service import Recommender
from engine.settings import Settings
from engine.store import Database


def rebuild_recommender(database: Database, settings: Settings) -> int:
    """Learn the mix, store it, and prove that the app can build its recommender with it; returns items."""
    encoder = item_encoder(settings)
    with database.session(writes=False) as session:
        items = read_items(session)
        reader = Remembering(encoder, encoder.name, stored(settings.learnt_dir)) if encoder else None
        mix = learn_mix(read_touches(session), read_beside(session, items, reader))
        store(settings.learnt_dir, mix, [item.text for item in items], reader)
        return len(Recommender.build(session, settings.learnt_dir, encoder).items)
