"""JSON of the expectations: the network with its drawing, kinds of customers, chances."""

from dataclasses import asdict
from typing import Any

from engine.gaps.latent.traits import traits_of
from engine.gaps.network.layout import layout
from engine.gaps.network.network import Answer, Network
from engine.gaps.network.structure import Node
from engine.gaps.network.svg import path_of
from engine.gaps.saved import Expectations


def expectations_json(learnt: Expectations) -> dict[str, Any]:
    """What was learnt; `network` and `kinds` are null and empty where the shop's data do not tell."""
    return {
        "card": asdict(learnt.card),
        "network": network_json(learnt.network) if learnt.network else None,
        "kinds": [asdict(kind) for kind in traits_of(learnt.latent)] if learnt.latent else [],
    }


def network_json(network: Network) -> dict[str, Any]:
    """Nodes with their boxes, arrows as SVG path data; `left_out`: rows in which such a node is known."""
    drawing = layout(network.structure)
    return {
        "width": drawing.width,
        "height": drawing.height,
        "nodes": [{**_node(node), **asdict(drawing.boxes[node.name])} for node in network.structure.nodes],
        "arrows": [
            {"parent": arrow.parent, "child": arrow.child, "path": path_of(arrow)} for arrow in drawing.arrows
        ],
        "left_out": network.left_out,
        "orders": network.cases.total,
    }


def answers_json(answers: list[Answer]) -> dict[str, Any]:
    """What the network says of every node that is not given."""
    return {"answers": {answer.target: asdict(answer) for answer in answers}}


def _node(node: Node) -> dict[str, Any]:
    return {
        "name": node.name,
        "kind": node.kind,
        "label": node.label,
        "states": [
            {"name": state, "label": label} for state, label in zip(node.states, node.labels, strict=True)
        ],
    }
