"""What people read of features."""

from engine.profiles.definitions import FEATURES, SHARE
from engine.profiles.segments.naming import names_of, sentence_of
from engine.profiles.segments.traits import Trait
from engine.profiles.segments.values import said
from engine.profiles.segments.words import LITTLE, MUCH, words_of


def trait(feature: str, family: str, effect: float) -> Trait:
    words = words_of(feature, effect > 0, {})
    assert words is not None
    value = {"en": "12 orders", "zh": "12 单"}
    return Trait(feature, family, effect, 12, 3, words.phrase, words.noun, value, value)


def test_every_feature_has_words_for_much_and_for_little_in_both_languages() -> None:
    for words in (MUCH, LITTLE):
        assert set(words) == {feature.name for feature in FEATURES}
        assert all(set(one.noun) == set(one.phrase) == {"en", "zh"} for one in words.values())
        assert len({one.noun["en"] for one in words.values()}) == len(FEATURES)


def test_categories_speak_by_their_names() -> None:
    words = words_of(SHARE + "tea", True, {"tea": {"en": "Tea", "zh": "茶"}})
    assert words is not None and (words.phrase["zh"], words.noun["en"]) == ("偏爱茶", "Tea fans")
    assert words_of(SHARE + "tea", False, {}) is None


def test_equal_traits_still_give_names_that_differ() -> None:
    same = [trait("frequency", "activity", 2.0), trait("value", "money", 1.0)]
    names = names_of([same, same, same, []])
    assert names[0] == {"en": "Regulars who spend much", "zh": "消费高的常客"}
    assert len({name["en"] for name in names}) == len({name["zh"] for name in names}) == 4


def test_a_sentence_says_the_figures_beside_the_usual_ones() -> None:
    sentence = sentence_of([trait("frequency", "activity", 2.0), trait("value", "money", -1.0)])
    assert sentence["en"] == (
        "They order often (12 orders; usual: 12 orders) and spend little (12 orders; usual: 12 orders)."
    )
    assert sentence["zh"].startswith("他们经常下单（12 单，通常为 12 单）")
    assert "nothing" in sentence_of([])["en"]


def test_values_carry_their_units() -> None:
    assert said("value", 123_456, "USD")["en"] == "$1,234.56"
    assert said("recency", 1.0, "USD") == {"en": "1 day", "zh": "1 天"}
    assert said("views", 1234.4, "USD")["en"] == "1,234 looks"
    assert said("searches", 1.0, "USD")["en"] == "1 search"
    assert said("return_rate", 0.256, "USD")["en"] == "26%"
    assert said("stars", 4.25, "USD")["en"] == "4.2 stars"
    assert said("mood", -0.5, "USD")["zh"] == "-0.50"
