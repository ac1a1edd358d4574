"""A language that is chosen in the widget's menu holds from the next button on."""

import httpx
import pytest

from tests.api.turn_server import TurnServer, said
from tests.visitor import Visitor


def choose(http: httpx.Client, visitor: Visitor, language: str, token: str | None = None) -> httpx.Response:
    return http.post(
        f"/api/v1/chat/conversations/{visitor.id}/language",
        json={"language": language},
        headers={"Authorization": f"Bearer {token or visitor.secret}"},
    )


def test_the_next_button_carries_the_chosen_language(
    visitor: Visitor, http: httpx.Client, turn_server: TurnServer
) -> None:
    offer = {"text": "Which?", "buttons": [{"title": "Yes", "payload": "/affirm"}]}
    turn_server.script = lambda _: said(offer)
    visitor.say("hello", until="Which?")
    answer = choose(http, visitor, "zh")
    assert (answer.status_code, answer.json()) == (200, {"language": "zh"})
    visitor.press("Yes", until="Which?")
    assert [turn["metadata"]["language"] for turn in turn_server.asked] == ["en", "zh"]


@pytest.mark.parametrize("language", ["fr", "", None])
def test_only_what_the_product_speaks_can_be_chosen(
    visitor: Visitor, http: httpx.Client, language: str
) -> None:
    assert choose(http, visitor, language).status_code == 422


def test_nobody_else_can_choose(visitor: Visitor, http: httpx.Client) -> None:
    assert choose(http, visitor, "zh", token="somebody-else").status_code == 401
