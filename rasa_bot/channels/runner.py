"""Runs Rasa's prediction graphs one node after the other, in an order that is found once.

DaskGraphRunner builds a dask graph and a scheduler's state anew at each of a turn's runs; the graphs are a
line of a dozen nodes (rasa/engine/runner/dask.py, 3.6).
"""

from graphlib import TopologicalSorter
from typing import Any, Dict, List, Optional, Text, Tuple
from weakref import WeakKeyDictionary

from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner

Steps = List[Tuple[Text, List[Text]]]

_steps: "WeakKeyDictionary[DaskGraphRunner, Dict[Tuple[Text, ...], Steps]]" = WeakKeyDictionary()


def run_in_order(
    self: DaskGraphRunner, inputs: Optional[Dict[Text, Any]] = None, targets: Optional[List[Text]] = None
) -> Dict[Text, Any]:
    """Stands in for DaskGraphRunner.run: the outputs of `targets` by node name. Raises GraphRunError."""
    wanted = tuple(targets or self._graph_schema.target_names)
    known = _steps.setdefault(self, {})
    if wanted not in known:
        known[wanted] = _plan(self, wanted)
    done: Dict[Text, Tuple[Text, Any]] = {name: (name, value) for name, value in (inputs or {}).items()}
    for node, needs in known[wanted]:
        if node in done:
            raise GraphRunError(f"The input {node!r} has the name of a node")
        done[node] = self._instantiated_nodes[node](*(done.get(need, need) for need in needs))
    return {name: done[name][1] for name in wanted}


def _plan(runner: DaskGraphRunner, targets: Tuple[Text, ...]) -> Steps:
    nodes = runner._graph_schema.minimal_graph_schema(list(targets)).nodes
    order = TopologicalSorter({name: set(node.needs.values()) & set(nodes) for name, node in nodes.items()})
    return [(name, list(nodes[name].needs.values())) for name in order.static_order()]


def install() -> None:
    """Make every graph runner of this process use it."""
    DaskGraphRunner.run = run_in_order  # type: ignore[method-assign]
