"""House rules that a machine can keep."""

import re
import subprocess

import pytest
from ruamel.yaml import YAML

from engine.settings import ROOT

SOURCE = ("engine", "actions", "web", "bootstrap", "rasa_bot")
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "misc"}
PLACES_OF_ONE_MACHINE = re.compile(r"/(?:root|work|opt/wheels|home/\w+)/")
LONGEST = 350

INTENTS = set(
    """
    greet goodbye thank affirm deny bot_challenge ask_capabilities track_order cancel_order
    change_order change_address delivery_options shipping_cost delivery_problem return_item
    exchange_item refund_status return_policy wrong_or_missing_item damaged_item payment_methods
    payment_problem invoice_request promo_code product_info stock_availability recommend
    recommend_similar recommend_why recommend_reject inform_preference reorder create_account
    recover_account update_account delete_my_data export_my_data newsletter loyalty_points warranty
    contact_hours complaint praise human_handoff rate_service restart out_of_scope
    """.split()
)


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def python_files() -> list[str]:
    return [name for name in tracked() if name.endswith(".py") and name.split("/")[0] in SOURCE]


def test_no_room_without_a_subject() -> None:
    stems = {part.removesuffix(".py") for name in python_files() for part in name.split("/")}
    assert not stems & FORBIDDEN_NAMES


@pytest.mark.parametrize("name", [n for n in python_files() if "/migrations/" not in n])
def test_a_file_is_one_idea(name: str) -> None:
    assert len((ROOT / name).read_text().splitlines()) <= LONGEST


@pytest.mark.parametrize("name", python_files())
def test_a_module_says_what_it_is(name: str) -> None:
    text = (ROOT / name).read_text()
    if "/migrations/" in name or not text.strip():
        return
    assert text.startswith(('"""', "#!")), f"{name} has no docstring"


def test_no_place_of_one_machine_is_named() -> None:
    own = "tests/unit/project/test_house.py"
    suffixes = (
        ".py",
        ".md",
        ".yml",
        ".yaml",
        ".toml",
        ".txt",
        ".in",
        ".ts",
        ".tsx",
        ".json",
        "Makefile",
        "run",
    )
    found = [
        name
        for name in tracked()
        if name.endswith(suffixes)
        and name != own
        and PLACES_OF_ONE_MACHINE.search((ROOT / name).read_text(errors="replace"))
    ]
    assert found == []


def test_the_rooms_in_the_architecture_exist() -> None:
    rooms = re.findall(r"^\| (`.+?`) \|", (ROOT / "ARCHITECTURE.md").read_text(), flags=re.M)
    folders = [room for cell in rooms for room in re.findall(r"`([a-z_/]+/)`", cell)]
    assert folders
    assert [folder for folder in folders if not (ROOT / folder).is_dir()] == []


def test_the_engines_rooms_are_in_the_architecture() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text()
    rooms = {
        name.split("/")[1] for name in python_files() if name.startswith("engine/") and name.count("/") > 1
    }
    assert [room for room in sorted(rooms) if f"`engine/{room}/`" not in text] == []


def test_every_response_speaks_english_and_chinese() -> None:
    silent: list[str] = []
    for file in sorted((ROOT / "rasa_bot" / "domain").glob("*.yml")):
        for name, variations in (YAML(typ="safe").load(file).get("responses") or {}).items():
            languages = {
                condition["value"]
                for variation in variations
                for condition in variation.get("condition", [])
                if condition["name"] == "language"
            }
            unconditional = any("condition" not in variation for variation in variations)
            if "zh" not in languages or not ("en" in languages or unconditional):
                silent.append(f"{file.name}: {name}")
    assert silent == []


def test_every_intent_of_the_design_is_known_and_has_examples_in_both_languages() -> None:
    declared: set[str] = set()
    for file in (ROOT / "rasa_bot" / "domain").glob("*.yml"):
        for intent in YAML(typ="safe").load(file).get("intents") or []:
            declared.add(intent if isinstance(intent, str) else next(iter(intent)))
    for language in ("en", "zh"):
        taught = {
            item["intent"]
            for file in (ROOT / "rasa_bot" / "data" / "nlu" / language).glob("*.yml")
            for item in YAML(typ="safe").load(file)["nlu"]
            if "intent" in item
        }
        assert taught >= INTENTS, INTENTS - taught
    assert declared >= INTENTS, INTENTS - declared
