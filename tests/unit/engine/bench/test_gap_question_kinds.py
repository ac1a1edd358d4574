"""The benchmark of kinds of questions, where only a brand parts the customers."""

import numpy as np

from engine.bench.gap_question_kinds import curve
from engine.gaps.questions.rebuild import Material
from engine.recommend.interactions import sparse_of


def test_where_only_brands_tell_customers_apart_categories_alone_gain_nothing() -> None:
    random = np.random.default_rng(2)
    kind = random.random(240) < 0.5
    tea, drawn, lumo = (np.where(random.random(240) < 0.9, kind, ~kind) for _ in range(3))
    likes = np.column_stack([random.random(240) < 0.5, random.random(240) < 0.5, tea, lumo, drawn])
    wants = random.random((240, 40)) < np.where(np.arange(40) % 2 == kind[:, None], 0.3, 0.02)
    rows, columns = np.nonzero(wants)
    sparse = sparse_of(np.ones(len(rows)), (rows, columns), wants.shape)
    names = ["garden", "kitchen", "brand:tea", "brand:lumo", "budget:900"]
    material = Material(names, likes, [f"p{n}" for n in range(40)], sparse, {})
    every, alone = curve(material).mean(axis=0), curve(material, only="category").mean(axis=0)
    assert every[3] > every[0] + 0.1
    assert alone[3] < alone[0] + 0.05
