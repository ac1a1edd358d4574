"""Kinds of customers out of what they like and buy."""

import numpy as np
import pytest

from engine.errors import Invalid
from engine.gaps.questions.learn import learn
from engine.gaps.questions.value import list_gain


def planted(customers: int = 300) -> tuple[np.ndarray, np.ndarray]:
    """Two kinds that like the first and the second attribute; the third is one by chance, the last by all."""
    random = np.random.default_rng(3)
    kind = random.integers(0, 2, customers)
    likes = random.random((customers, 4)) < np.array([[0.9, 0.1, 0.5, 1.0], [0.1, 0.9, 0.5, 1.0]])[kind]
    chance = np.full((2, 30), 0.05)
    chance[0, :12], chance[1, 12:24] = 0.6, 0.6
    return likes, random.random((customers, 30)) < chance[kind]


def test_what_parts_the_customers_is_worth_asking_and_chance_is_not() -> None:
    likes, wants = planted()
    model = learn(["tea", "boots", "coin", "all"], likes, [f"i{n}" for n in range(30)], wants.astype(float))
    assert model.attributes == ("tea", "boots", "coin"), "what everybody likes is no question"
    assert len(model.weights) == 2
    gain = list_gain(model, model.weights)
    assert gain[:2].min() > 0.03
    assert gain[2] < 0.005
    liked = set(model.best(model.posterior({"tea": True}), 10))
    assert len(liked & {f"i{n}" for n in range(12)}) >= 9


def test_the_same_data_give_the_same_model() -> None:
    likes, wants = planted(120)
    first, second = (learn(list("abcd"), likes, [str(n) for n in range(30)], wants * 1.0) for _ in range(2))
    assert np.array_equal(first.buys, second.buys)
    assert np.array_equal(first.likes, second.likes)


def test_nothing_to_part_customers_by_is_refused() -> None:
    with pytest.raises(Invalid, match="nothing to tell customers apart by"):
        learn(["all"], np.ones((20, 1), dtype=bool), ["i"], np.ones((20, 1)))
