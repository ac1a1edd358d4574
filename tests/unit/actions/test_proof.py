"""Reading proof of identity out of a message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.proof import proof_in


def entity(kind: str, value: str, text: str) -> dict[str, object]:
    start = text.index(value)
    return {"entity": kind, "value": value, "start": start, "end": start + len(value)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Noah Brown 80279", "Noah Brown"),
        ("noah brown, 80279", "noah brown"),
        ("My name is Noah Brown and my zip code is 80279", "Noah Brown"),
        ("It's Mary Ann O'Neil, postcode 80279", "Mary Ann O'Neil"),
        ("80279, Noah Brown, thanks", "Noah Brown"),
        ("Sure: Jean-Luc Martin 80279", "Jean-Luc Martin"),
        ("王小明 80279", "王小明"),
        ("我叫王小明，邮编是80279", "王小明"),
        ("姓名：欧阳娜娜 邮编：80279", "欧阳娜娜"),
    ],
)
def test_name_beside_a_postcode(text: str, name: str) -> None:
    found = proof_in(text, [entity("postcode", "80279", text)], asked=True, unsure=False)
    assert found == {"name": name, "postcode": "80279"}


@pytest.mark.parametrize("text", ["Noah Brown", "I'm Noah Brown", "我是王小明", "王小明", "José García"])
def test_a_name_alone_when_asked(text: str) -> None:
    assert set(proof_in(text, [], asked=True, unsure=False)) == {"name"}


@pytest.mark.parametrize(
    "text",
    [
        "what does delivery cost",
        "I don't remember",
        "where do I find it?",
        "Noah Brown?",
        "never mind that",
        "运费多少",
        "我不知道",
        "转人工客服",
        "I'm looking for my order",
        "",
    ],
)
def test_talk_is_not_a_name(text: str) -> None:
    assert proof_in(text, [], asked=True, unsure=False) == {}


def test_a_name_in_lower_case_counts_only_where_the_message_was_no_request() -> None:
    assert proof_in("noah brown", [], asked=True, unsure=False) == {}
    assert proof_in("noah brown", [], asked=True, unsure=True) == {"name": "noah brown"}


def test_nothing_is_guessed_before_it_was_asked() -> None:
    assert proof_in("Noah Brown", [], asked=False, unsure=True) == {}
    assert proof_in("My name is Noah Brown", [], asked=False, unsure=True) == {"name": "Noah Brown"}


def test_email_and_order_number() -> None:
    text = "noah@example.com #w1234567"
    entities = [entity("email", "noah@example.com", text), entity("order_id", "#w1234567", text)]
    assert proof_in(text, entities, asked=True, unsure=False) == {
        "email": "noah@example.com",
        "order_id": "W1234567",
    }


@given(st.text(max_size=200), st.booleans(), st.booleans())
def test_any_text_is_read_without_harm(text: str, asked: bool, unsure: bool) -> None:
    found = proof_in(text, [], asked=asked, unsure=unsure)
    assert set(found) <= {"name", "order_id"}
    assert all(value.strip() for value in found.values())
