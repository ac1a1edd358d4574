"""The models without Rasa: solver, features, intent model, sentiment model."""

from pathlib import Path

import numpy as np
import pytest
import scipy.sparse as sp
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from rasa_bot.components.encoder import ENGLISH, sentence_directory, shared_encoder
from rasa_bot.components.familiarity import Known, main_axes
from rasa_bot.components.intent_model import Examples, IntentModel, IntentSettings
from rasa_bot.components.language import detect
from rasa_bot.components.order_free import order_free
from rasa_bot.components.reading import Centres, Reader, Vectors
from rasa_bot.components.sentiment import read_labelled
from rasa_bot.components.sentiment_cues import face_balance, marked_words
from rasa_bot.components.sentiment_model import LABELS, SentimentModel, SentimentSettings
from rasa_bot.components.softmax import fit, softmax
from rasa_bot.components.text_features import TextFeatures
from rasa_bot.components.tokenizer import split
from rasa_bot.components.vector_cache import cached

BOT = Path(__file__).parent / "bot"

INTENTS = {
    "track": [
        "where is my order",
        "track my parcel",
        "when will it arrive",
        "我的订单到哪了",
        "查物流",
        "包裹在哪里",
    ],
    "cancel": [
        "cancel my order",
        "stop the purchase",
        "I changed my mind, cancel",
        "取消订单",
        "不要了，取消",
        "撤销订单",
    ],
    "greet": ["hello", "good morning", "hi there", "你好", "早上好", "您好"],
}


def examples_of(texts: list[str]) -> Examples:
    words = [" ".join(word for word, _ in split(text)) for text in texts]
    return Examples(words, texts, *read(texts))


def read(texts: list[str]) -> tuple[Vectors, np.ndarray]:
    languages = [detect(text) for text in texts]
    vectors = Reader(sentence_directory(), 128).read_all(texts, languages)
    return vectors, np.asarray(languages, dtype=object)


@pytest.fixture(scope="module")
def labelled() -> tuple[Examples, list[str]]:
    pairs = [(text, intent) for intent, texts in INTENTS.items() for text in texts]
    return examples_of([text for text, _ in pairs]), [intent for _, intent in pairs]


def test_solver_finds_the_optimum_that_scikit_learn_finds() -> None:
    rng = np.random.default_rng(1)
    sparse = sp.random(300, 40, density=0.2, random_state=1, format="csr", dtype=np.float32)
    dense = rng.normal(size=(300, 5)).astype(np.float32)
    labels = (np.abs(dense[:, 0]) + dense[:, 1] > 0.5).astype(int) + (dense[:, 2] > 0)
    ours = softmax(fit(sparse, dense, labels, 3, strength=2.0, iterations=300).logits(sparse, dense))
    stacked = sp.hstack([sparse, dense]).tocsr()
    theirs = LogisticRegression(C=2.0, max_iter=1000, tol=1e-8).fit(stacked, labels).predict_proba(stacked)
    assert np.abs(ours - theirs).max() < 0.01


def test_features_are_those_of_scikit_learn() -> None:
    texts = ["Where is my order? my ORDER!", "我的订单到哪了 order", "  ", "hello hello"]
    words = [" ".join(word for word, _ in split(text)) for text in texts]
    common = {"sublinear_tf": True, "token_pattern": r"\S+"}
    theirs = [
        TfidfVectorizer(ngram_range=(1, 2), **common).fit(words[:2]).transform(words),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True)
        .fit(texts[:2])
        .transform(texts),
    ]
    ours = TextFeatures.fit(words[:2], texts[:2]).transform(words, texts)
    np.testing.assert_allclose(ours.toarray(), sp.hstack(theirs).toarray(), atol=1e-6)


def test_same_examples_give_the_same_model(labelled: tuple[Examples, list[str]]) -> None:
    unseen = examples_of(["where is my parcel", "请取消"])
    first, second = (IntentModel(IntentSettings()).fit(*labelled).predict(unseen)[0] for _ in range(2))
    assert np.array_equal(first, second)


def test_stored_model_predicts_as_before(labelled: tuple[Examples, list[str]], tmp_path: Path) -> None:
    model = IntentModel(IntentSettings()).fit(*labelled)
    model.save(tmp_path)
    unseen = examples_of(["where is my parcel", "订单在哪", "zzz qqq"])
    for before, after in zip(model.predict(unseen), IntentModel.load(tmp_path).predict(unseen), strict=False):
        np.testing.assert_allclose(before, after, rtol=1e-5, atol=1e-6)
    assert not list(tmp_path.glob("*.pkl"))


def test_probabilities_are_finite_and_sum_to_one_for_any_text(labelled: tuple[Examples, list[str]]) -> None:
    model = IntentModel(IntentSettings()).fit(*labelled)
    odd = examples_of(["?", "😀" * 50, "a" * 2000, "\u200b", "中" * 500, "\x00\n\t x"])
    probabilities, scores, _ = model.predict(odd)
    assert np.isfinite(probabilities).all()
    assert np.isfinite(scores).all()
    np.testing.assert_allclose(probabilities.sum(axis=1), 1.0, rtol=1e-5)


def test_unfamiliar_message_scores_below_a_familiar_one(labelled: tuple[Examples, list[str]]) -> None:
    model = IntentModel(IntentSettings()).fit(*labelled)
    _, scores, _ = model.predict(
        examples_of(["where is my order now", "quantum chromodynamics lecture notes"])
    )
    assert scores[0] > scores[1]


def test_one_intent_alone_is_predicted_surely() -> None:
    model = IntentModel(IntentSettings()).fit(examples_of(["hello", "hi", "hey"]), ["greet"] * 3)
    assert model.predict(examples_of(["hello"]))[0] == pytest.approx(1.0)


def test_report_tells_each_language(labelled: tuple[Examples, list[str]]) -> None:
    report = IntentModel(IntentSettings()).fit(*labelled).report
    assert report["en"]["examples"] == report["zh"]["examples"] == 9
    assert set(report["f1"]) == set(INTENTS)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("thank you, great help", "positive"),
        ("I am disappointed, terrible service", "negative"),
        ("where is order W1234567", "neutral"),
        ("非常满意，谢谢", "positive"),
        ("太差了，很失望", "negative"),
        ("I do not love it 😡😡", "negative"),
    ],
)
def test_sentiment_of_plain_cases(sentiment: SentimentModel, text: str, label: str) -> None:
    probabilities = sentiment.predict([text], *read([text]))[0]
    assert LABELS[int(probabilities.argmax())] == label


@pytest.fixture(scope="module")
def sentiment() -> SentimentModel:
    data = read_labelled(BOT / "sentiment")
    vectors, languages = read(data.texts)
    return SentimentModel(SentimentSettings()).fit(data.texts, vectors, data.labels, languages)


def test_wrong_label_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "en.csv").write_text("text,label\nfine,positive\nbad,angry\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"en\.csv:3"):
        read_labelled(tmp_path)


def test_negation_reaches_three_words_and_stops_at_a_comma() -> None:
    assert marked_words(["I", "am", "not", "very", "happy", ",", "sorry"])[3:] == [
        "not_very",
        "not_happy",
        ",",
        "sorry",
    ]
    assert marked_words(["不", "喜欢"]) == ["不", "not_喜欢"]


def test_faces_count_but_not_without_end() -> None:
    assert face_balance("😡😡😡😡") == -2
    assert face_balance("nice :) 😊") == 2
    assert face_balance("W1234567") == 0


def test_kept_vectors_are_those_of_a_fresh_reading(tmp_path: Path) -> None:
    encoder, model = shared_encoder(sentence_directory() / ENGLISH, 128), tmp_path
    (model / "meta.json").write_text("{}")
    fresh = cached(encoder, model, ["one", "two"], "test")
    both = cached(encoder, model, ["two", "three", "one"], "test")
    np.testing.assert_array_equal(both[[2, 0]], fresh)
    np.testing.assert_array_equal(both, encoder.encode(["two", "three", "one"]))


def test_broken_cache_is_made_anew(tmp_path: Path) -> None:
    encoder = shared_encoder(sentence_directory() / ENGLISH, 128)
    (tmp_path / "meta.json").write_text("{}")
    (tmp_path / "cache-test.npz").write_bytes(b"half a fi")
    np.testing.assert_array_equal(cached(encoder, tmp_path, ["one"], "test"), encoder.encode(["one"]))
    with np.load(tmp_path / "cache-test.npz") as kept:
        assert kept["vectors"].shape == (1, encoder.dim)


def test_chinese_has_no_english_vector_and_languages_share_a_space() -> None:
    vectors, languages = read(["where is my parcel", "我的包裹在哪里", "do you sell tea", "你们卖茶叶吗"])
    assert not vectors.english[languages == "zh"].any()
    centred = Centres.fit(vectors.multilingual, languages).centred(vectors.multilingual, languages)
    assert centred[0] @ centred[1] > centred[0] @ centred[3]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("退货，订单 W8000129", "退货，订单"),
        ("where is #W800 0129?", "where is ?"),
        ("W8000129", "W8000129"),
        ("#W8000129!", "#W8000129!"),
        ("I like the W800 phone", "I like the W800 phone"),
    ],
)
def test_order_numbers_teach_nothing_unless_they_stand_alone(text: str, rest: str) -> None:
    assert " ".join(order_free(text).split()) == rest


def test_one_message_is_as_near_as_it_is_among_others() -> None:
    rng = np.random.default_rng(2)
    sparse = sp.random(40, 30, density=0.03, random_state=2, format="csr", dtype=np.float32)
    dense = rng.normal(size=(40, 6)).astype(np.float32)
    known = Known(sparse, dense, main_axes(dense))
    asked = sp.vstack([sparse[:4], sp.csr_matrix((1, 30), dtype=np.float32)]).tocsr()
    vectors = np.vstack([dense[:4], np.ones((1, 6), dtype=np.float32)])
    together = known.nearest(asked, vectors)
    alone = [known.nearest(asked[row : row + 1], vectors[row : row + 1])[0] for row in range(5)]
    np.testing.assert_allclose(alone, together, rtol=1e-5)
    np.testing.assert_allclose(together[:4], 1.0, rtol=1e-4)


def test_what_most_examples_hold_makes_no_message_familiar() -> None:
    common = sp.csr_matrix(np.ones((40, 1), dtype=np.float32))
    rare = sp.csr_matrix(np.eye(40, dtype=np.float32))
    nothing = np.zeros((40, 4), dtype=np.float32)
    known = Known(sp.hstack([common, rare]).tocsr(), nothing, main_axes(nothing))
    asked = sp.csr_matrix(np.eye(2, 41, dtype=np.float32))
    nearest = known.nearest(asked, np.zeros((2, 4), dtype=np.float32))
    assert nearest[0] == 0.0
    assert nearest[1] > 0.5
