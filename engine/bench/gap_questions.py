"""What is promised of questions: that ours make better lists than others do, or than asking nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.bench.figures import Figure, at_least, reported
from engine.bench.gap_questions_data import read_trial
from engine.bench.gap_questions_run import BITS, ENTROPY, LIST_GAIN, RANDOM, SCENARIOS, Scenario, run
from engine.errors import Unavailable
from engine.gaps.latent.fields import FloatArray
from engine.recommend.evaluation.metrics import Difference, paired_bootstrap
from engine.settings import Settings

FILE = "uci_online_retail/online_retail.parquet"
AFTER = (1, 3, 5)
NOTHING = "nothing"
USED = LIST_GAIN
"""The policy that the bot goes by: the better one of this benchmark."""
WORTH = 4
"""Random questions that one of ours is to be worth."""
MAIN = Scenario(0.15, 0.1)
Curves = Mapping[Scenario, Mapping[str, FloatArray]]


@dataclass(frozen=True)
class Comparison:
    """A policy less another after so many answers: NDCG@10, its mean and 95 % interval over customers."""

    scenario: Scenario
    policy: str
    other: str
    answers: int
    difference: Difference


def question_figures(settings: Settings, full: bool, report: Callable[[str], None]) -> dict[str, Figure]:
    """All figures by name; without `full` only those at 15 % noise."""
    return figures_of(question_curves(settings, report, SCENARIOS if full else (MAIN,)))


def question_curves(
    settings: Settings, report: Callable[[str], None], scenarios: tuple[Scenario, ...] = SCENARIOS
) -> Curves:
    """NDCG@10 of every policy and customer. Raises Unavailable where the data set is missing."""
    file = settings.data_dir / FILE
    if not file.is_file():
        raise Unavailable(f"{FILE} not found in {settings.data_dir}; set ATTUNE_DATA to where it lies.")
    trial = read_trial(file)
    found: dict[Scenario, Mapping[str, FloatArray]] = {}
    for one in scenarios:
        count = int((trial.fold >= 0).sum())
        report(f"questions: {count} customers, noise {one.noise:.0%}, don't know {one.unknown:.0%}")
        found[one] = run(trial, one)
    return found


def comparisons(curves: Curves) -> list[Comparison]:
    """Both informed policies against the others and asking nothing."""
    return [
        Comparison(scenario, policy, other, k, paired_bootstrap(by[policy][:, k], _theirs(by, other, k)))
        for scenario, by in curves.items()
        for policy, others in ((USED, (NOTHING, RANDOM, ENTROPY, BITS)), (BITS, (NOTHING, RANDOM, ENTROPY)))
        for other in others
        for k in AFTER
    ]


def figures_of(curves: Curves) -> dict[str, Figure]:
    """`..._ahead_of_...`: the lower end of the 95 % interval of the difference; the peer is its mean.

    Only the policy in use is held to it. worth: random questions whose mean one of ours reaches.
    """
    figures: dict[str, Figure] = {}
    for scenario, by in curves.items():
        for k in AFTER:
            ours, random = float(by[USED][:, k].mean()), float(by[RANDOM][:, k].mean())
            figures[f"question_ndcg10_{scenario.name}_k{k}"] = reported(ours, round(random, 4))
        worth = worth_in_random(by[USED], by[RANDOM])
        name = f"question_worth_in_random_{scenario.name}"
        figures[name] = at_least(worth, WORTH) if scenario == MAIN else reported(worth)
    for one in comparisons(curves):
        end, mean = one.difference.low, round(one.difference.mean, 4)
        name = (
            f"question_{_short(one.policy)}_ahead_of_{_short(one.other)}_{one.scenario.name}_k{one.answers}"
        )
        held = one.policy == USED and one.other != BITS
        figures[name] = at_least(end, 0.0, mean) if held else reported(end, mean)
    return figures


def worth_in_random(ours: FloatArray, random: FloatArray) -> int:
    """The most random questions, of those tried, whose mean NDCG one question of ours reaches."""
    reached = random.mean(axis=0) <= ours[:, 1].mean()
    return int(reached[1:].argmin()) if not reached[1:].all() else len(reached) - 1


def _theirs(by: Mapping[str, FloatArray], other: str, k: int) -> FloatArray:
    return by[USED][:, 0] if other == NOTHING else by[other][:, k]


def _short(policy: str) -> str:
    return policy.replace(" ", "_")
