"""Whether the network foresees anything: learnt on earlier orders, asked about later ones."""

from dataclasses import dataclass

import numpy as np

from engine.frames import Frame
from engine.gaps.latent.fields import FloatArray
from engine.gaps.network.counts import MISSING, Cases
from engine.gaps.network.experiences import codes_of
from engine.gaps.network.inference import query
from engine.gaps.network.network import RARE, THIN, Network
from engine.gaps.network.structure import Structure

EARLIER = 0.75
OUTCOME = "leaves"


@dataclass(frozen=True)
class Foresight:
    """Log loss, in nats, of P(leaves | what is known of the order) on the latest quarter of the orders, and
    that of the share among the earlier ones, told of all alike.
    """

    orders: int
    log_loss: float
    base_log_loss: float


def foresight(structure: Structure, rows: Frame) -> Foresight | None:
    """On a split by time; None where too few orders have a known outcome.

    The window of an early order's outcome may reach into the later part: the split says how well the
    network holds for later orders, not what was known on the day itself.
    """
    known = rows[rows[OUTCOME].notna()].sort_values("placed", kind="stable")
    cut = int(len(known) * EARLIER)
    early, late = known.iloc[:cut], known.iloc[cut:]
    if len(late) < THIN or early[OUTCOME].value_counts().reindex(["no", "yes"]).fillna(0).min() < RARE:
        return None
    network = Network.learnt(structure, codes_of(early, structure))
    cases = Cases.of(codes_of(late, network.structure))
    base = network.cases.by_state(network.structure, OUTCOME)[1] / len(early)
    column = network.structure.index(OUTCOME)
    truth = cases.codes[:, column].astype(np.float64)
    told = np.array([_leaves(network, case) for case in cases.codes.tolist()])
    weights = cases.weights / cases.total
    return Foresight(
        len(late), _log_loss(told, truth, weights), _log_loss(np.full(len(truth), base), truth, weights)
    )


def _leaves(network: Network, case: list[int]) -> float:
    evidence = {
        node.name: node.states[code]
        for node, code in zip(network.structure.nodes, case, strict=True)
        if code != MISSING and node.name != OUTCOME
    }
    return float(query(network.structure, network.tables, [OUTCOME], evidence)[1])


def _log_loss(told: FloatArray, truth: FloatArray, weights: FloatArray) -> float:
    return -float(weights @ (truth * np.log(told) + (1 - truth) * np.log(1 - told)))
