"""The sentence model that places products, where one lies on the machine."""

from engine.settings import Settings
from engine.text.sentence_models import ENGLISH
from engine.text.vectors import Encoder


def item_encoder(settings: Settings) -> Encoder | None:
    """The English one, as products' texts are taken in English first; None before models were exported."""
    folder = settings.sentence_dir / ENGLISH
    return Encoder(folder) if (folder / "meta.json").is_file() else None
