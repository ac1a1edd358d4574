"""Segments of customers whose groups are known."""

import json

import pytest
from sklearn.metrics import adjusted_rand_score

from engine.profiles.segments.build import FEWEST, Options, divide
from engine.profiles.segments.document import document_of
from engine.profiles.segments.methods import Method
from tests.unit.engine.profiles.segments.planted import BASIS, planted


@pytest.mark.parametrize("method", ["kmeans", "ward", "dbscan", "hdbscan"])
def test_every_method_finds_the_groups_that_are_there(method: Method) -> None:
    features, group = planted(400, seed=1)
    document, labels = divide(features, BASIS, Options(method=method))
    assert len(document.segments) == 4
    assert adjusted_rand_score(group, [label or 0 for label in labels]) > 0.9
    chosen = next(one for one in document.choice if one["k"] == 4)
    assert chosen["stability"] > 0.9
    assert sum(segment.size for segment in document.segments) + document.outside == 400


def test_segments_have_names_and_sentences_in_both_languages_from_what_sets_them_apart() -> None:
    features, group = planted(400, seed=1)
    document, labels = divide(features, BASIS, Options())
    by_group = {
        g: s for s in document.segments for g, label in zip(group, labels, strict=True) if label == s.label
    }
    assert "not bought for long" in by_group[1].sentence["en"]
    assert "很久没有购买" in by_group[1].sentence["zh"]
    assert by_group[2].name["en"] in ("Lighting fans who look at much", "Browsers who favour Lighting")
    assert any(trait["feature"] == "support_load" for trait in by_group[3].traits[:2])
    names = [segment.name for segment in document.segments]
    assert len({name["en"] for name in names}) == len({name["zh"] for name in names}) == 4


def test_labels_stay_with_their_segments_across_rebuilds() -> None:
    first, group = planted(300, seed=1)
    second, group_again = planted(500, seed=2)
    before, labels = divide(first, BASIS, Options())
    after, labels_again = divide(
        second, BASIS, Options(seed=99), document_of(json.loads(json.dumps(before.as_json())))
    )
    assert dict(zip(group.tolist(), labels, strict=True)) == dict(
        zip(group_again.tolist(), labels_again, strict=True)
    )
    assert after.next_label == before.next_label


def test_a_label_that_is_gone_is_not_given_to_another_segment() -> None:
    three, _ = planted(300, seed=1, groups=(0, 1, 3))
    before, _ = divide(three, BASIS, Options(ks=[3]))
    other, _ = planted(300, seed=2, groups=(0, 1, 2))
    after, _ = divide(other, BASIS, Options(ks=[3]), before)
    old, new = ({segment.label for segment in one.segments} for one in (before, after))
    assert len(old & new) == 2
    assert new - old == {before.next_label}


def test_a_stored_division_assigns_as_the_first_time() -> None:
    features, _ = planted(300, seed=1)
    for method in ("kmeans", "hdbscan"):
        document, labels = divide(features, BASIS, Options(method=method))
        stored = document_of(json.loads(json.dumps(document.as_json())))
        assert stored == document
        assert stored.assign(features) == labels
        assert stored.assign(features.iloc[[7]]) == [labels[7]]


def test_somebody_unlike_everybody_belongs_to_no_dense_segment() -> None:
    features, _ = planted(300, seed=1)
    document, _ = divide(features, BASIS, Options(method="hdbscan"))
    odd = features.iloc[[0]].copy()
    odd[["frequency", "support_load", "searches", "gap", "basket"]] = 1e6
    assert document.assign(odd) == [None]


def test_too_few_customers_are_not_divided_and_it_says_so() -> None:
    features, _ = planted(FEWEST - 1, seed=1)
    document, labels = divide(features, BASIS, Options())
    assert (document.segments, set(labels)) == ([], {None})
    assert str(FEWEST) in document.notes[0]


def test_the_map_shows_customers_segments_and_what_the_axes_are_made_of() -> None:
    features, _ = planted(300, seed=1)
    document, labels = divide(features, BASIS, Options())
    drawn = document.map
    assert len(drawn["points"]) == 300
    assert [point[2] for point in drawn["points"]] == labels
    assert set(drawn["loadings"]) == set(document.weights)
    assert 0.5 < sum(drawn["explained"]) <= 1
    assert drawn["explained"][0] >= drawn["explained"][1]
    for x, y, label in drawn["centres"]:
        members = [point for point in drawn["points"] if point[2] == label]
        assert x == pytest.approx(sum(point[0] for point in members) / len(members), abs=0.01)
        assert y == pytest.approx(sum(point[1] for point in members) / len(members), abs=0.01)
