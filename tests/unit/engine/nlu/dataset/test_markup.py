"""Entities in an example: out of the text and back in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Invalid
from engine.nlu.dataset.corpus import load
from engine.nlu.dataset.folder import BotFolder
from engine.nlu.dataset.markup import Span, parse, render
from engine.settings import ROOT


def test_markup_is_taken_out_and_put_back() -> None:
    marked = 'swap [the mug](product) of [yesterday](date:2026-11-24) for [a red one]{"entity": "color"}, ok?'
    plain = parse(marked)
    assert plain.text == "swap the mug of yesterday for a red one, ok?"
    assert [(plain.text[s.start : s.end], s.entity) for s in plain.spans] == [
        ("the mug", "product"),
        ("yesterday", "date"),
        ("a red one", "color"),
    ]
    assert plain.fault is None
    assert render(plain.text, plain.spans) == marked


def test_every_example_of_the_project_survives() -> None:
    for one in load(BotFolder(ROOT / "rasa_bot")).examples:
        assert render(one.text, one.entities) == one.marked


@pytest.mark.parametrize("marked", ["[a](", "a]", "[a] b", "[a]{}", '[a]{"role": "b"}', "[[a](product)"])
def test_broken_markup_is_a_fault(marked: str) -> None:
    assert parse(marked).fault


@given(st.text(min_size=1), st.data())
def test_a_customers_text_never_becomes_markup(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    plain = parse(render(text, [Span(start, end, "product")]))
    assert plain.fault is None
    assert plain.text == text.replace("[", "(").replace("]", ")")
    assert [(span.start, span.end, span.entity) for span in plain.spans] == [(start, end, "product")]


def test_impossible_spans_are_refused() -> None:
    for spans in (
        [Span(0, 9, "product")],
        [Span(2, 2, "product")],
        [Span(0, 3, "size"), Span(2, 4, "color")],
    ):
        with pytest.raises(Invalid):
            render("mugs", spans)
