"""What is promised of the gap score: hardly a false flag, and gaps that are there are found."""

from collections.abc import Callable, Sequence

from engine.bench.figures import Figure, at_least, at_most, reported
from engine.bench.gap_simulation import OURS, SAYINGS, Outcome, make_world, simulate
from engine.settings import Settings

MOST_FALSE, LEAST_POWER, POWER_AT = 0.05, 0.8, 100
PEER = "smoothed ratio"


def score_figures(settings: Settings, full: bool, report: Callable[[str], None]) -> dict[str, Figure]:
    """All figures by name; `full` adds nothing. The peer is the smoothed ratio without a test."""
    report("gap: 1,500 customers x 18 topics, p known and p estimated")
    return figures_of(simulate(make_world()))


def figures_of(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    """False flags: share of customers with one on any of their topics, where nobody has a gap.

    Power: share of tripled topics that are flagged, of those expected at least as often as the average
    one (p >= 1/18); over all topics, the rare ones too, it is reported.
    """
    found = {(one.rule, one.known, one.statements): one for one in outcomes}
    figures: dict[str, Figure] = {}
    for known in (True, False):
        p = "p_known" if known else "p_estimated"
        for n in SAYINGS:
            ours, peer = found[OURS, known, n], found[PEER, known, n]
            figures[f"gap_false_flags_{p}_n{n}"] = at_most(
                ours.false_customers, MOST_FALSE, round(peer.false_customers, 4)
            )
        ours, peer = found[OURS, known, POWER_AT], found[PEER, known, POWER_AT]
        figures[f"gap_power_tripled_{p}_n{POWER_AT}"] = at_least(
            ours.power_average, LEAST_POWER, round(peer.power_average, 4)
        )
        figures[f"gap_power_tripled_rare_too_{p}_n{POWER_AT}"] = reported(ours.power, round(peer.power, 4))
    return figures
