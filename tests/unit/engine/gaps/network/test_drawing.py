"""The drawing of the network: whole, readable, and in both languages."""

from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.bench.known_networks import random_network
from engine.errors import Invalid
from engine.gaps.network.layout import Drawing, layout
from engine.gaps.network.network import Network
from engine.gaps.network.structure import Node, Structure, read_structure
from engine.gaps.network.svg import draw_svg


def check(drawing: Drawing, structure: Structure) -> None:
    boxes = drawing.boxes
    assert set(boxes) == set(structure.names)
    for name, box in boxes.items():
        assert box.x >= 0
        assert box.x + box.width <= drawing.width
        assert box.y >= 0
        assert box.y + box.height <= drawing.height
        for other, room in boxes.items():
            apart_x = box.x + box.width < room.x or room.x + room.width < box.x
            apart_y = box.y + box.height < room.y or room.y + room.height < box.y
            assert name == other or apart_x or apart_y, (name, other)
    wanted = {(parent, node.name) for node in structure.nodes for parent in node.parents}
    assert {(arrow.parent, arrow.child) for arrow in drawing.arrows} == wanted
    for arrow in drawing.arrows:
        xs = [x for x, _ in arrow.points]
        assert xs == sorted(xs), "arrows run from left to right"
        for x, y in arrow.points[1:-1]:
            inside = [b for b in boxes.values() if b.x < x < b.x + b.width and b.y <= y <= b.y + b.height]
            level = [b for b in boxes.values() if x == b.x and b.y <= y <= b.y + b.height]
            assert not inside
            assert not level, "what passes a column runs around its boxes"


def texts_of(picture: str) -> list[str | None]:
    return [one.text for one in ElementTree.fromstring(picture).iter()]  # noqa: S314 - our own text


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**6), st.integers(1, 9))
def test_boxes_stand_apart_and_arrows_run_around_them(seed: int, nodes: int) -> None:
    structure, _ = random_network(np.random.default_rng(seed), nodes)
    check(layout(structure), structure)


def test_shipped_network_fits_a_page() -> None:
    structure = read_structure()
    drawing = layout(structure)
    check(drawing, structure)
    assert drawing.width <= 1400
    assert drawing.height <= 600


@pytest.fixture(scope="module")
def network() -> Network:
    structure = read_structure()
    rng = np.random.default_rng(0)
    return Network.learnt(
        structure, np.stack([rng.integers(0, len(node.states), 500) for node in structure.nodes], axis=1)
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_picture_says_every_node_and_state(network: Network, language: str) -> None:
    picture = draw_svg(network, {"delivery": "late"}, language)
    texts = texts_of(picture)
    for node in network.structure.nodes:
        for label in (node.label, *node.labels):
            assert label is not None
            assert label[language] in texts
    assert "100%" in texts


def test_names_from_elsewhere_cannot_break_the_picture() -> None:
    structure = Structure((Node("a<b", ("no & never", '"yes"')),))
    network = Network.learnt(structure, np.repeat([[0], [1]], 40, axis=0))
    texts = texts_of(draw_svg(network))
    assert {"a<b", "no & never", '"yes"'} <= set(texts)
    with pytest.raises(Invalid, match="knows nothing of 'c'"):
        draw_svg(network, {"c": "yes"})
