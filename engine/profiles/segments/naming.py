"""A name and a sentence for each segment, from what sets it apart."""

from collections.abc import Sequence

from engine.profiles.segments.traits import SHOWN, Trait
from engine.profiles.segments.words import AVERAGE
from engine.store.types import LocalizedText


def names_of(segments: Sequence[Sequence[Trait]]) -> list[LocalizedText]:
    """One name each, no two alike: the strongest trait as a noun, the next of another family beside it."""
    given: list[LocalizedText] = []
    for traits in segments:
        choices = [*_choices(traits), AVERAGE]
        name = next((one for one in choices if one not in given), None)
        if name is None:
            number = len(given) + 1
            name = {"en": f"{choices[0]['en']} ({number})", "zh": f"{choices[0]['zh']}（{number}）"}
        given.append(name)
    return given


def sentence_of(traits: Sequence[Trait]) -> LocalizedText:
    """What the members do, with their figures beside those of all customers."""
    if not traits:
        return {
            "en": "They differ from the other customers in nothing that we measure.",
            "zh": "在我们所衡量的各项上，他们与其他顾客没有明显差别。",
        }
    shown = _varied(traits)
    en = [f"{t.phrase['en']} ({t.said['en']}; usual: {t.usual['en']})" for t in shown]
    zh = [f"{t.phrase['zh']}（{t.said['zh']}，通常为 {t.usual['zh']}）" for t in shown]
    return {"en": f"They {_and(en)}.", "zh": f"他们{'，'.join(zh)}。"}


def _choices(traits: Sequence[Trait]) -> list[LocalizedText]:
    if not traits:
        return []
    first, others = traits[0], [trait for trait in traits if trait.family != traits[0].family]
    beside = [
        {
            "en": f"{first.noun['en']} who {other.phrase['en']}",
            "zh": f"{other.phrase['zh']}的{first.noun['zh']}",
        }
        for other in others
    ]
    return [*beside, first.noun]


def _varied(traits: Sequence[Trait]) -> list[Trait]:
    """The strongest, of each family at most two: four ways to say "buys much" would fill the line."""
    shown: list[Trait] = []
    for trait in traits:
        if sum(other.family == trait.family for other in shown) < 2 and len(shown) < SHOWN:  # noqa: PLR2004
            shown.append(trait)
    return shown


def _and(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
