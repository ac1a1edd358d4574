"""What each intent means, for people who label: `rasa_bot/meanings.yml`."""

from collections.abc import Mapping

from engine.nlu.dataset.folder import BotFolder
from engine.nlu.dataset.layout import reader

Meanings = Mapping[str, Mapping[str, Mapping[str, str]]]
"""{intent: {language: {"meaning", "boundary"}}}; the boundary only where there is one to speak of."""

FILE = "meanings.yml"


def read_meanings(folder: BotFolder) -> Meanings:
    """What the file says; nothing where the folder has none."""
    name = folder.name_of(folder.path / FILE)
    return (reader().load(folder.read(name)) or {}) if folder.place_of(name).is_file() else {}
