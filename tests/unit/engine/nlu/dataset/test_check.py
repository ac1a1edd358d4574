"""The check names every kind of problem with file and line, and the project's own data have none."""

import time
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from engine.cli import app
from engine.nlu.dataset.check import check
from engine.nlu.dataset.corpus import load
from engine.nlu.dataset.folder import BotFolder
from engine.nlu.dataset.problems import ProblemError
from engine.nlu.dataset.similar import similar_pairs, trigrams
from engine.nlu.train import require_sound
from engine.settings import ROOT, get_settings
from tests.unit.engine.nlu.dataset.conftest import DOMAIN, make_bot

HEAD = 'version: "3.1"\nnlu:\n'


def found(place: Path, nlu: str, **more: str) -> list[tuple[str, int]]:
    """(kind, line) of each problem of one file."""
    files = {"data/nlu/en/orders.yml": nlu, "domain/orders.yml": DOMAIN}
    bot = make_bot(place, files | {name.replace("__", "/") + ".yml": text for name, text in more.items()})
    return [(one.kind, one.line) for one in check(load(bot)).problems]


def block(intent: str, *examples: str) -> str:
    return "".join([f"  - intent: {intent}\n    examples: |\n", *(f"      {one}\n" for one in examples)])


def test_the_projects_own_data_are_sound() -> None:
    report = check(load(BotFolder(ROOT / "rasa_bot")))
    assert report.examples > 10_000
    assert [str(problem) for problem in report.problems] == []


def test_each_problem_has_its_kind_and_line(tmp_path: Path) -> None:
    nlu = HEAD + block(
        "track_order",
        "- where is my parcel",
        "-",
        "no dash here",
        "- has [W1](order_id left",
        "- has [W1](order_no) left",
        "- is it there yet, I wonder",
        "- where is my parcel",
    )
    nlu += block("cancel_order", "- Where is my parcel", "- is it there yet I wonder", "- so long")
    nlu += block("fly_to_the_moon", "- up, up and away")
    frozen = HEAD + block("cancel_order", "- So long!")
    assert found(tmp_path, nlu, frozen__en=frozen) == [
        ("empty_example", 6),
        ("unreadable", 7),
        ("broken_markup", 8),
        ("unknown_entity", 9),
        ("duplicate", 11),
        ("label_conflict", 14),
        ("near_duplicate", 15),
        ("frozen", 16),
        ("unknown_intent", 17),
    ]


@pytest.mark.parametrize(
    ("nlu", "kind", "line"),
    [
        (HEAD + "  - intent: track_order\n    examples: |\n      - a\n   - b\n", "broken_yaml", 6),
        (HEAD + "  - intent: track_order\n    examples: [a, b]\n", "unreadable", 3),
        (HEAD + "  - intent: track_order\n    examples: >\n      - a\n      - b\n", "unreadable", 3),
        ("version: '3.1'\n", "unreadable", 1),
    ],
)
def test_a_file_that_rasa_would_misread(tmp_path: Path, nlu: str, kind: str, line: int) -> None:
    assert found(tmp_path, nlu) == [(kind, line)]


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    bot = make_bot(tmp_path, {"domain/orders.yml": DOMAIN, "data/nlu/en/orders.yml": HEAD})
    bot.place_of("rasa_bot/data/nlu/en/orders.yml").write_bytes(HEAD.encode() + b"  - intent: \xff\n")
    with pytest.raises(ProblemError, match=r"rasa_bot/data/nlu/en/orders\.yml:3: The file is not UTF-8"):
        load(bot)


def test_synonyms_and_lookup_tables_are_left_alone(tmp_path: Path) -> None:
    nlu = (
        HEAD + block("track_order", "- where is it") + "  - lookup: product\n    examples: |\n      - lamp\n"
    )
    assert found(tmp_path, nlu) == []


def test_training_refuses_with_file_and_line(tmp_path: Path) -> None:
    nlu = HEAD + block("track_order", "- where is it") + block("cancel_order", "- where is it")
    bot = make_bot(tmp_path, {"data/nlu/en/orders.yml": nlu, "domain/orders.yml": DOMAIN})
    with pytest.raises(ProblemError, match=r"rasa_bot/data/nlu/en/orders\.yml:8: 'where is it' stands under"):
        require_sound(bot.path)


def test_the_command_prints_places_and_ends_with_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nlu = HEAD + block("track_order", "- where is it", "- where is it")
    bot = make_bot(tmp_path, {"data/nlu/en/orders.yml": nlu, "domain/orders.yml": DOMAIN})
    monkeypatch.setenv("ATTUNE_BOT_DIR", str(bot.path))
    get_settings.cache_clear()
    try:
        result = CliRunner().invoke(app, ["nlu", "check"])
    finally:
        get_settings.cache_clear()
    assert result.exit_code == 1
    assert result.output.splitlines()[0].startswith(
        "rasa_bot/data/nlu/en/orders.yml:6: 'where is it' stands twice"
    )
    assert result.output.splitlines()[-1].startswith("2 examples, 1 problem,")


words = st.text(alphabet="abc ", max_size=12)


@given(st.lists(words, max_size=12), st.sampled_from([0.5, 0.7, 0.85, 1.0]))
def test_the_join_finds_what_comparing_everything_finds(texts: list[str], threshold: float) -> None:
    def similarity(a: str, b: str) -> float:
        x, y = trigrams(a), trigrams(b)
        return len(x & y) / len(x | y)

    expected = {
        (a, b) for a, b in combinations(range(len(texts)), 2) if similarity(texts[a], texts[b]) >= threshold
    }
    assert {(pair.first, pair.second) for pair in similar_pairs(texts, threshold)} == expected


def test_twenty_five_thousand_examples_are_compared_in_seconds() -> None:
    texts = [one.text for one in load(BotFolder(ROOT / "rasa_bot")).examples]
    many = [f"{text} {number}" for number in range(3) for text in texts][:25_000]
    started = time.monotonic()
    assert sum(1 for _ in similar_pairs(many, 0.85)) > 1000
    assert time.monotonic() - started < 30
