"""The simulation of the gap score, in small, and what it says of itself."""

from pathlib import Path

from engine.bench.gap_picture import draw
from engine.bench.gap_score import figures_of
from engine.bench.gap_simulation import OURS, RULES, make_world, simulate


def test_hardly_anybody_is_flagged_wrongly_and_the_ratios_flag_everybody(tmp_path: Path) -> None:
    world = make_world(customers=400)
    outcomes = simulate(world, repeats=2)
    assert len(outcomes) == 5 * 2 * len(RULES)
    for one in outcomes:
        if one.rule == OURS:
            assert one.false_customers <= 0.08, one
            assert one.false_topics <= 0.01, one
        if one.rule == "raw ratio":
            assert one.false_customers > 0.8, one
        if one.rule == "gap score, p taken as known" and not one.known and one.statements == 500:
            assert one.false_customers > 0.3, "a test that is not told that p is a guess believes it"
    figures = figures_of(outcomes)
    assert len(figures) == 2 * (5 + 2)
    assert figures["gap_power_tripled_p_known_n100"].value > 0.8
    picture = draw(outcomes, tmp_path / "sub" / "gap.svg")
    assert "<svg" in picture.read_text()
