"""Which variables the network has and which depend on which: given, not learnt."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from engine.errors import Invalid
from engine.store.types import LocalizedText

EXPECTATIONS = Path(__file__).with_name("expectations.yml")
KINDS = ("feature", "expectation", "experience", "satisfaction", "outcome")


@dataclass(frozen=True)
class Node:
    """A variable with finitely many states. `labels` are the states' names, in the states' order."""

    name: str
    states: tuple[str, ...]
    parents: tuple[str, ...] = ()
    kind: str = "feature"
    label: LocalizedText | None = None
    labels: tuple[LocalizedText, ...] = ()

    def place(self, state: str) -> int:
        """The state's number. Raises Invalid where there is none of that name."""
        if state not in self.states:
            raise Invalid(f"{self.name} cannot be {state!r}; it can be: {', '.join(self.states)}.")
        return self.states.index(state)


@dataclass(frozen=True)
class Structure:
    """Nodes by name, parents before children. Raises Invalid for an unknown parent and for a cycle."""

    nodes: tuple[Node, ...]

    def __post_init__(self) -> None:
        names = self.names
        if len(set(names)) != len(names):
            raise Invalid("Two nodes of the network have the same name.")
        for node in self.nodes:
            unknown = set(node.parents) - set(names)
            if unknown:
                raise Invalid(
                    f"{node.name} depends on {', '.join(sorted(unknown))}, which is not in the network."
                )
            if len(node.states) < 2:  # noqa: PLR2004
                raise Invalid(f"{node.name} needs at least two states.")
        try:
            order = list(TopologicalSorter({n.name: n.parents for n in self.nodes}).static_order())
        except CycleError as error:
            raise Invalid(f"The network has a circle: {' > '.join(error.args[1])}.") from error
        ordered = tuple(sorted(self.nodes, key=lambda node: order.index(node.name)))
        object.__setattr__(self, "nodes", ordered)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(node.name for node in self.nodes)

    def node(self, name: str) -> Node:
        """Raises Invalid where there is none of that name."""
        for node in self.nodes:
            if node.name == name:
                return node
        raise Invalid(f"The network knows nothing of {name!r}; it knows: {', '.join(self.names)}.")

    def index(self, name: str) -> int:
        """The node's column in tables of rows."""
        return self.names.index(self.node(name).name)

    def family(self, node: Node) -> tuple[str, ...]:
        """The parents and the node itself, in the order of its table's axes."""
        return (*node.parents, node.name)

    def shape(self, node: Node) -> tuple[int, ...]:
        """States of the parents and of the node."""
        return tuple(len(self.node(name).states) for name in self.family(node))

    def without(self, names: set[str]) -> "Structure":
        """The same without these nodes; what depended on them depends on their parents no more."""
        kept = (node for node in self.nodes if node.name not in names)
        return Structure(
            tuple(replace(n, parents=tuple(p for p in n.parents if p not in names)) for n in kept)
        )


def read_structure(path: Path = EXPECTATIONS) -> Structure:
    """The structure that a YAML file describes, as `expectations.yml` does."""
    yaml: Any = YAML(typ="safe")
    described: Mapping[str, Any] = yaml.load(path)["nodes"]
    return Structure(tuple(_node(name, one) for name, one in described.items()))


def _node(name: str, one: Mapping[str, Any]) -> Node:
    if one["kind"] not in KINDS:
        raise Invalid(f"{name} is of kind {one['kind']!r}; there are: {', '.join(KINDS)}.")
    states: Mapping[str, LocalizedText] = one["states"]
    return Node(
        name,
        tuple(states),
        tuple(one.get("parents", ())),
        one["kind"],
        dict(one["label"]),
        tuple(dict(label) for label in states.values()),
    )
