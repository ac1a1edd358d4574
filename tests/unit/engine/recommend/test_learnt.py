"""Arrays that were learnt elsewhere."""

from pathlib import Path

import numpy as np
import pytest

from engine.errors import Conflict, NotFound
from engine.recommend.learnt import read_learnt, write_learnt


def test_what_is_written_is_mapped(tmp_path: Path) -> None:
    factors = np.arange(6.0).reshape(3, 2)
    write_learnt(tmp_path, ["a", "b", "茶"], {"factors": factors}, {"alpha": 2.0})
    learnt = read_learnt(tmp_path)
    assert (learnt.items, dict(learnt.settings)) == (["a", "b", "茶"], {"alpha": 2.0})
    assert isinstance(learnt.arrays["factors"], np.memmap)
    np.testing.assert_array_equal(learnt.arrays["factors"], factors)


def test_a_reader_keeps_what_it_opened_and_the_next_gets_the_newer(tmp_path: Path) -> None:
    write_learnt(tmp_path, ["a"], {"factors": np.ones((1, 2))}, {})
    opened = read_learnt(tmp_path)
    for value in (2.0, 3.0):
        write_learnt(tmp_path, ["a"], {"factors": np.full((1, 2), value)}, {})
    assert opened.arrays["factors"][0, 0] == 1.0
    assert read_learnt(tmp_path).arrays["factors"][0, 0] == 3.0
    assert len([one for one in tmp_path.iterdir() if one.is_dir()]) == 2


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    write_learnt(tmp_path, ["a"], {"factors": np.ones((1, 2))}, {})
    file = next(tmp_path.glob("*/factors.npy"))
    file.write_bytes(file.read_bytes()[:-1] + b"\x01")
    with pytest.raises(Conflict, match=r"factors\.npy"):
        read_learnt(tmp_path)


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="--engine spark"):
        read_learnt(tmp_path)
