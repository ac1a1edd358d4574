"""House rules of the domain: both languages everywhere, one tone, nothing said that is not there."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa_sdk.executor import ActionExecutor

ROOT = Path(__file__).parents[3]
DOMAIN = ROOT / "rasa_bot" / "domain"
RULES = ROOT / "rasa_bot" / "data" / "rules"
ACTIONS = ROOT / "actions"
DESIGN = """
    greet goodbye thank affirm deny bot_challenge ask_capabilities track_order cancel_order change_order
    change_address delivery_options shipping_cost delivery_problem return_item exchange_item refund_status
    return_policy wrong_or_missing_item damaged_item payment_methods payment_problem invoice_request
    promo_code product_info stock_availability recommend recommend_similar recommend_why recommend_reject
    inform_preference reorder create_account recover_account update_account delete_my_data export_my_data
    newsletter loyalty_points warranty contact_hours complaint praise human_handoff rate_service restart
    out_of_scope
""".split()


@cache
def parts(key: str) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for path in sorted(DOMAIN.glob("*.yml")):
        found = yaml.safe_load(path.read_text()).get(key) or {}
        merged |= found if isinstance(found, dict) else dict.fromkeys(found)
    return merged


def rules() -> list[dict[str, Any]]:
    return [
        rule for path in sorted(RULES.glob("*.yml")) for rule in yaml.safe_load(path.read_text())["rules"]
    ]


def is_chinese(variation: dict[str, Any]) -> bool:
    return {"type": "slot", "name": "language", "value": "zh"} in variation.get("condition", [])


RESPONSES = sorted(parts("responses"))


@pytest.mark.parametrize("name", RESPONSES)
def test_both_languages_say_the_same_things(name: str) -> None:
    variations = parts("responses")[name]
    english = [v for v in variations if not is_chinese(v)]
    chinese = [v for v in variations if is_chinese(v)]
    assert english and chinese
    places = {frozenset(re.findall(r"\{(\w+)\}", v["text"])) for v in variations}
    assert len(places) == 1, places
    commands = {tuple(b["payload"] for b in v.get("buttons", [])) for v in variations}
    assert len(commands) == 1, commands
    assert not any(re.search(r"[\u4e00-\u9fff]", v["text"]) for v in english)
    assert not any(re.search(r"[A-Za-z]{4,}", re.sub(r"\{\w+\}", "", v["text"])) for v in chinese)


@pytest.mark.parametrize("name", RESPONSES)
def test_tone(name: str) -> None:
    for variation in parts("responses")[name]:
        assert not re.search(r"[!！]", variation["text"])
        assert "你" not in variation["text"], "customers are 您"
        assert "just a bot" not in variation["text"]


def test_actions_say_only_what_the_domain_has_and_all_of_it() -> None:
    code = "\n".join(path.read_text() for path in ACTIONS.glob("*.py"))
    said = set(re.findall(r'"(utter_[a-z_]+)"', code))
    by_rules = {step["action"] for rule in rules() for step in rule["steps"] if "action" in step}
    built = [
        re.compile(re.sub(r"\{[^}]*\}", "[a-z_]+", part)) for part in re.findall(r'f"(utter_[^"]+)"', code)
    ]
    assert said <= set(RESPONSES), said - set(RESPONSES)
    unused = {
        name
        for name in RESPONSES
        if name not in said | by_rules | {"utter_default"} and not any(p.fullmatch(name) for p in built)
    }
    assert not unused


def test_every_intent_of_the_design_is_declared_and_has_a_rule() -> None:
    ours = {"nlu_fallback", "choose", "add_to_basket", "onboard", "answer_question", "ask_me", "stop_asking"}
    assert set(DESIGN) | ours == set(parts("intents"))
    begun = {step["intent"] for rule in rules() for step in rule["steps"] if "intent" in step}
    assert begun == set(parts("intents"))


def test_every_action_of_the_domain_exists_and_no_other() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    assert set(executor.actions) == set(parts("actions"))


def test_forms_and_their_rules_belong_together() -> None:
    for form in parts("forms"):
        assert {"active_loop": form} in [c for rule in rules() for c in rule.get("condition", [])], form
        assert f"validate_{form}" in parts("actions")
