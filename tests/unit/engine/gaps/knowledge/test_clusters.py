"""Groups by the vote of many groupings, and likenesses that compare across languages."""

import numpy as np
import pytest

from engine.gaps.knowledge.clusters import grouped
from engine.gaps.knowledge.places import FloatArray, centred
from engine.gaps.knowledge.views import views


def noisy_blocks(sizes: tuple[int, ...], within: float, seed: int) -> FloatArray:
    """Likenesses of topics of these sizes, `within` on average inside, 0 outside, much noise on each."""
    random = np.random.default_rng(seed)
    topic = np.repeat(np.arange(len(sizes)), sizes)
    noise = random.normal(0, 0.08, (topic.size, topic.size))
    likeness = within * (topic[:, None] == topic[None, :]) + (noise + noise.T) / 2
    np.fill_diagonal(likeness, 1.0)
    return likeness


def test_topics_are_found_through_noise_and_odd_questions_stay_alone() -> None:
    sizes = (14, 9, 6, *[1] * 12)
    labels = grouped([noisy_blocks(sizes, 0.35, seed) for seed in (1, 2)])
    start = 0
    for size in sizes[:3]:
        own = labels[start : start + size]
        assert len(set(own)) == 1
        start += size
    assert len(set(labels)) == 3 + 12
    assert list(labels) == list(grouped([noisy_blocks(sizes, 0.35, seed) for seed in (1, 2)])), "no chance"


@pytest.mark.parametrize("n", [0, 1, 2])
def test_hardly_any_question_is_no_trouble(n: int) -> None:
    assert len(grouped([np.eye(n)])) == n


def test_likenesses_across_languages_are_brought_to_those_within() -> None:
    """Intents whose Chinese lies only half where their English does."""
    random = np.random.default_rng(3)
    intents, each, dim = 12, 10, 40
    meanings = random.normal(size=(intents, dim))
    english = np.repeat(meanings, each, axis=0) + 1.5 * random.normal(size=(intents * each, dim))
    shifted = 0.5 * meanings + random.normal(size=meanings.shape)
    chinese = np.repeat(shifted, each, axis=0) + 1.5 * random.normal(size=(intents * each, dim))
    names = [f"intent{n}" for n in range(intents) for _ in range(each)]
    joint = centred(np.vstack([english, chinese]), len(english))
    own = centred(english, len(english))
    for view in views(joint, own, [*names, *names]):
        rows = range(2 * len(names))
        likeness = view.likeness(rows, rows)
        same = np.array([*names, *names])[:, None] == np.array([*names, *names])[None, :]
        np.fill_diagonal(same, False)
        half = len(names)
        within = likeness[:half, :half][same[:half, :half]].mean()
        across = likeness[:half, half:][same[:half, half:]].mean()
        assert across == pytest.approx(within, rel=0.05)
        assert likeness == pytest.approx(likeness.T)
