"""What is promised of understanding: on public sets, on our own intents, and beside DIET.

Everything is trained and parsed inside Rasa by the production pipeline, without vectors kept of the file that
is measured (those of the sentiment's own texts stay, as at every training of a shop). Peers are published
figures, but for speed and memory: there DIET, trained in the same run on BANKING77's 10-shot part, which its
speed hardly depends on.
"""

from collections.abc import Callable
from pathlib import Path

from engine.bench.figures import Figure, at_least, at_most, reported
from engine.bench.nlu_own import abcd_figures, cross_validation_figures, frozen_figures, trained_on_our_data
from engine.bench.nlu_public import banking_task, clinc_figures, clinc_task, hint3_figures, hint3_task
from engine.errors import Unavailable
from engine.nlu.benchmark.run import Benchmark, benchmark
from engine.nlu.environment import RasaEnvironment
from engine.settings import ROOT, Settings
from engine.text.sentence_models import export_models

PEER = "peer (published; speed: DIET)"
BANKING = {"full": (0.938, 0.9336), "10shot": (0.866, 0.8519), "5shot": (0.797, 0.7775)}
"""Bar, and the published accuracy of USE+ConveRT (Casanueva et al. 2020)."""
_SETS = ("banking77", "hint3", "clinc150", "abcd_retail_utterances")


def nlu_figures(settings: Settings, full: bool, report: Callable[[str], None]) -> dict[str, Figure]:
    """All figures by name; `full` adds BANKING77's whole training part and CLINC150.

    Raises Unavailable where a data set is missing.
    """
    data = settings.data_dir
    missing = [name for name in _SETS if not (data / name).is_dir()]
    if missing:
        raise Unavailable(f"{', '.join(missing)} not found in {data}; set ATTUNE_DATA to where they lie.")
    export_models(settings.sentence_models, settings.sentence_dir)
    environment = RasaEnvironment(settings.rasa_python, ROOT, settings.sentence_dir)
    figures = _banking(data, environment, full, report)
    for bot in ("curekart", "sofmattress"):
        figures |= hint3_figures(bot, benchmark(hint3_task(data, bot), environment, report))
    if full:
        figures |= clinc_figures(benchmark(clinc_task(data), environment, report))
    report("our own intents: five-fold cross-validation")
    figures |= cross_validation_figures(environment)
    report("our own intents: training on all, then the frozen test and ABCD")
    with trained_on_our_data(environment) as project:
        figures |= frozen_figures(project)
        figures |= abcd_figures(project, data)
    return figures


def _banking(
    data: Path, environment: RasaEnvironment, full: bool, report: Callable[[str], None]
) -> dict[str, Figure]:
    parts = ("full", "10shot", "5shot") if full else ("10shot", "5shot")
    ours = {part: benchmark(banking_task(data, part), environment, report) for part in parts}
    diet = benchmark(banking_task(data, "10shot", pipeline="diet"), environment, report)
    figures = {
        f"banking77_{part}_accuracy": at_least(ours[part].scores.accuracy, *BANKING[part]) for part in parts
    }
    figures["banking77_10shot_macro_f1"] = reported(ours["10shot"].scores.macro_f1, diet.scores.macro_f1)
    figures["banking77_10shot_accuracy_beside_diet"] = reported(
        ours["10shot"].scores.accuracy, diet.scores.accuracy
    )
    if full:
        figures["banking77_full_train_seconds"] = at_most(ours["full"].train_seconds, 60.0)
    return figures | _speed(list(ours.values()), diet)


def _speed(ours: list[Benchmark], diet: Benchmark) -> dict[str, Figure]:
    """The slowest and largest of our models counts."""
    slowest = max(one.parse_p50_ms for one in ours)
    return {
        "parse_p50_ms": at_most(slowest, 8.0, diet.parse_p50_ms),
        "parse_p50_to_diet": at_most(slowest / diet.parse_p50_ms, 0.5, 1.0),
        "parse_p95_ms": reported(max(one.parse_p95_ms for one in ours), diet.parse_p95_ms),
        "resident_mb": at_most(max(one.resident_mb for one in ours), 800.0, diet.resident_mb),
    }
