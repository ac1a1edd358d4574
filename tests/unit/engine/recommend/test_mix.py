"""How sources are joined: learnt where the log tells, defaults where it does not, kept on disk."""

import json
from pathlib import Path

import numpy as np
import pytest
from structlog.testing import capture_logs

from engine.bench.film_shaped import film_shaped
from engine.frames import pd
from engine.recommend.beside import Beside
from engine.recommend.evaluation.table import checked_table
from engine.recommend.learnt import MANIFEST
from engine.recommend.makers import CONFIGS, LEARNABLE
from engine.recommend.mix import Mix, default_mix
from engine.recommend.mix_learning import learn_mix
from engine.recommend.mix_stored import FOLDER, Remembering, store, stored, version
from engine.recommend.rebuild import rebuild_recommender
from engine.recommend.service import Recommender
from engine.recommend.sources.demand import DemandConfig
from engine.recommend.sources.ease import EaseConfig
from engine.settings import Settings
from engine.store import Database
from tests.unit.engine.recommend.conftest import fill_shop

LEARNT = Mix({"ease": EaseConfig(50.0)}, {"ease": 0.7, "popularity": 0.0}, DemandConfig(), 80, 0.2)


class Letters:
    """Counts the texts that it is given; a vector tells of each its length and its first letter."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode(self, texts: list[str]) -> "np.typing.NDArray[np.float32]":
        self.read += texts
        found = np.array([[len(text), ord(text[:1] or "-")] for text in texts], dtype=np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)


def test_a_mix_is_the_same_after_the_disk(tmp_path: Path) -> None:
    assert version(tmp_path) == ""
    store(tmp_path, LEARNT, [], None)
    first = version(tmp_path)
    assert stored(tmp_path).mix == LEARNT
    store(tmp_path, LEARNT, [], None)
    assert version(tmp_path) != first


def test_what_cannot_be_read_gives_the_defaults_and_says_so(tmp_path: Path) -> None:
    assert "Nothing was learnt yet" in stored(tmp_path).mix.why
    store(tmp_path, LEARNT, [], None)
    manifest = tmp_path / FOLDER / MANIFEST
    found = json.loads(manifest.read_text())
    found["settings"]["mix"]["configs"]["ease"] = {"a setting of another version": 1}
    manifest.write_text(json.dumps(found))
    with capture_logs() as told:
        assert "cannot be read" in stored(tmp_path).mix.why
    assert [one["event"] for one in told] == ["recommender.mix_unreadable"]


def test_popularity_always_speaks_and_every_source_has_a_default() -> None:
    assert 0 < LEARNT.weight("popularity") < 1e-5
    assert LEARNT.weight("als") == 0
    assert LEARNT.config("als") == CONFIGS["als"]()
    default = default_mix("new")
    assert default.weights.keys() == set(LEARNABLE)
    assert default.weight("stated_interests") == pytest.approx(sum(default.weights.values()))


def test_a_text_is_read_by_the_encoder_once(tmp_path: Path) -> None:
    letters = Letters()
    reader = Remembering(letters, "letters", stored(tmp_path))
    before = reader.encode(["lamp", "chair", "lamp"])
    store(tmp_path, LEARNT, ["lamp", "chair"], reader)
    again = Remembering(letters, "letters", stored(tmp_path))
    assert np.array_equal(again.encode(["lamp", "chair", "lamp"]), before)
    assert letters.read == ["lamp", "chair"]
    again.encode(["bench"])
    assert letters.read[-1] == "bench"
    Remembering(letters, "another model", stored(tmp_path)).encode(["lamp"])
    assert letters.read[-1] == "lamp"


def test_weights_are_learnt_where_the_log_tells() -> None:
    table = checked_table(film_shaped(200, 120, 8_000))
    found = learn_mix(table, Beside(sorted(table["item"].unique())))
    assert found.why == ""
    assert found.asked >= 50
    assert found.ndcg is not None
    assert found.weights != default_mix("").weights
    assert sum(found.weights.values()) > 0
    assert {"ease", "als", "user_knn", "item_knn", "popularity", "goes_with"} <= found.weights.keys()


@pytest.mark.parametrize("dated", [True, False])
def test_too_little_history_has_the_defaults_and_says_why(dated: bool) -> None:
    table = checked_table(film_shaped(20, 60, 500))
    if not dated:
        table["at"] = pd.Series(pd.NaT, index=table.index, dtype="datetime64[ns, UTC]")
    found = learn_mix(table, Beside(sorted(table["item"].unique())))
    assert found.weights == default_mix("").weights
    assert "customers" in found.why
    nothing = learn_mix(table.head(0), Beside())
    assert nothing.weights == default_mix("").weights
    assert nothing.why


def test_a_rebuild_stores_what_the_next_recommender_is_built_with(database: Database, tmp_path: Path) -> None:
    settings = Settings(var_dir=tmp_path, database_url=database.url)
    with database.session() as session:
        fill_shop(session)
    assert rebuild_recommender(database, settings) == 6
    assert "enough interactions" in stored(settings.learnt_dir).mix.why
    store(settings.learnt_dir, LEARNT, [], None)
    with database.session(writes=False) as session:
        built = Recommender.build(session, settings.learnt_dir)
    assert built.mix == LEARNT
    assert [one.name for one in built.fitted.ranker.sources] == [
        "ease",
        "popularity",
        "stated_interests",
    ]
