"""Who labels is told what each intent means, in both languages."""

from engine.nlu.dataset.domain import UNSAID, read_domain
from engine.nlu.dataset.folder import BotFolder
from engine.nlu.dataset.meanings import read_meanings
from engine.settings import ROOT


def test_every_intent_has_its_meaning_in_both_languages() -> None:
    folder = BotFolder(ROOT / "rasa_bot")
    meanings = read_meanings(folder)
    assert set(meanings) == set(read_domain(folder).intents) - UNSAID
    for intent, languages in meanings.items():
        assert set(languages) == {"en", "zh"}, intent
        assert set(languages["en"]) == set(languages["zh"]), intent
        assert all(text for words in languages.values() for text in words.values()), intent
